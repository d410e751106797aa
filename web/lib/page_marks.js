// What the page holds, as attributes of its root, for the style sheets: a stage (data-deck: which), a page inside another (data-embedded),
// a side bar that is closed (data-side). `:root:has(…)` would say it too, but then every element that anyone adds, each letter
// that a chart measures among them, has the browser ask a large part of the page anew.

export function markPage() {
  const decks = [...document.getElementsByClassName("d-deck")]; // quicker than a selector, as the browser keeps the answer
  const deck = decks.find((one) => one.getAttribute("role") === "application"); // others are its pictures
  markRoot("deck", deck && deckMarks(deck).join(" "));
  markRoot("embedded", document.getElementsByClassName("d-embedded").length > 0 && "yes");
  markRoot("side", document.querySelector('[data-testid="stExpandSidebarButton"]') && "closed");
}

export function watchPage() {
  markPage();
  new MutationObserver(markPage).observe(document.body, { childList: true, subtree: true });
}

function deckMarks(deck) {
  const marks = { both: deck.classList.contains("d-both"), rtl: deck.dir === "rtl", map: ["map", "document"].includes(deck.dataset.show) };
  return ["stage", ...Object.keys(marks).filter((name) => marks[name])];
}

function markRoot(name, value) {
  const { documentElement: root } = document;
  if (!value) delete root.dataset[name];
  else if (root.dataset[name] !== value) root.dataset[name] = value;
}
