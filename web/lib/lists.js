// Streamlit's pick lists, changed by server/picklists.py: what they compare, and their words, for which Streamlit has no setting, in the
// language of the page.

import { oneSeat } from "./fold.js";

const LISTS = '[data-testid="stMultiSelect"], [data-testid="stSelectbox"]';
let said = {}; // language -> Streamlit's word -> ours

// A text as the lists compare it.
export const plain = oneSeat;

// A word of Streamlit's, and the value that it goes with, in the language of the page.
export const told = (text, value = "") => `${said[document.documentElement.lang]?.[text] ?? text} ${value}`.trim();

// The name of a part of a list in the language of the page, whatever language it was drawn in.
function renamed(label) {
  for (const [text, word] of Object.values(said).flatMap(Object.entries)) {
    if (label === word) return told(text);
    if (label.startsWith(`${word} `)) return told(text, label.slice(word.length + 1));
  }
  return label;
}

// words: what is said, by language. A list is drawn before the page says that it has another language, and again only when the list
// itself changes.
export function speakLists(words) {
  said = words;
  new MutationObserver(() => {
    for (const part of document.querySelectorAll(`:is(${LISTS}) [aria-label]`)) {
      part.setAttribute("aria-label", renamed(part.getAttribute("aria-label")));
    }
  }).observe(document.documentElement, { attributeFilter: ["lang"] });
}
