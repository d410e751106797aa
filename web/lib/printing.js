// What is folded on screen is open on paper: evidence, sources, the words as printed. Lists that only lead elsewhere stay folded.

const UNFOLDED = "details:not(.d-all, .d-method):not([open])";

const SOURCES = ':is(.d-evidence, .d-source) a[href^="http"]';

let unfolded = [];

// Asked again, the browser still listens once.
export function unfoldForPrint() {
  window.addEventListener("beforeprint", unfoldAll);
  window.addEventListener("afterprint", foldAgain);
}

function unfoldAll() {
  unfolded = [...document.querySelectorAll(UNFOLDED)].filter((part) => part.closest(".d-reader"));
  for (const part of unfolded) part.open = true;
  for (const link of document.querySelectorAll(SOURCES)) link.dataset.address = typed(link.href);
  tellPublishersOnce();
}

// The address as one would type it: in letters, and without the words that the browser is to look for on the page.
function typed(address) {
  const [page] = address.split("#:~:");
  try {
    return decodeURI(page).replaceAll(" ", "%20");
  } catch {
    return page; // its signs are of no alphabet known here
  }
}

// In a list of statements a publisher is described where it is first named.
function tellPublishersOnce() {
  const known = new Set();
  for (const line of document.querySelectorAll(".d-fetched .d-statement:not([hidden]) .d-publisher")) {
    const name = line.querySelector(".d-publisher-name").textContent;
    line.classList.toggle("d-known", known.has(name));
    known.add(name);
  }
}

function foldAgain() {
  for (const part of unfolded) part.open = false;
}
