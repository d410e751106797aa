// What is folded on screen is open on paper: evidence, sources, the words as printed. Lists that only lead elsewhere stay folded.

const UNFOLDED = "details:not(.d-all, .d-method):not([open])";

let unfolded = [];

// Asked again, the browser still listens once.
export function unfoldForPrint() {
  window.addEventListener("beforeprint", unfoldAll);
  window.addEventListener("afterprint", foldAgain);
}

function unfoldAll() {
  unfolded = [...document.querySelectorAll(UNFOLDED)].filter((part) => part.closest(".d-reader"));
  for (const part of unfolded) part.open = true;
}

function foldAgain() {
  for (const part of unfolded) part.open = false;
}
