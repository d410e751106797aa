// Streamlit's pick lists and its upload box, changed by server/streamlit/widgets.py: what the lists compare, and the words of both, for which
// Streamlit has no setting, in the language of the page.

import { oneSeat } from "../search/fold.js";

const WIDGETS = '[data-testid="stMultiSelect"], [data-testid="stSelectbox"], [data-testid="stFileUploader"]';
let said = {}; // language -> Streamlit's word -> ours

// A text as the lists compare it.
export const plain = oneSeat;

// The parts of a word before and after the value that it goes with: at its end, where it names no place for one.
const around = (word) => (word.includes("{value}") ? word.split("{value}") : [`${word} `, ""]);

// A word of Streamlit's, and the value that it goes with, in the language of the page.
export const translated = (text, value = "") => around(said[document.documentElement.lang]?.[text] ?? text).join(value).trim();

// What a widget says, in the language of the page, whatever language it was drawn in.
function renamed(label) {
  const words = Object.values(said).flatMap(Object.entries);
  const whole = words.find(([, word]) => label === word);
  if (whole) return translated(whole[0]);
  for (const [text, word] of words) {
    const [before, after] = around(word);
    if (label.length > before.length + after.length && label.startsWith(before) && label.endsWith(after)) {
      return translated(text, label.slice(before.length, label.length - after.length));
    }
  }
  return label;
}

function rename(widget) {
  for (const part of widget.querySelectorAll("[aria-label]")) part.setAttribute("aria-label", renamed(part.getAttribute("aria-label")));
  if (widget.dataset.testid !== "stFileUploader") return;
  const texts = document.createTreeWalker(widget, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = renamed(texts.currentNode.data);
    if (text !== texts.currentNode.data) texts.currentNode.data = text;
  }
}

// words: what is said, by language. A widget is drawn before the page says that it has another language, and again only when the widget
// itself changes.
export function speakWidgets(words) {
  said = words;
  new MutationObserver(() => document.querySelectorAll(WIDGETS).forEach(rename)).observe(document.documentElement, {
    attributeFilter: ["lang"],
  });
}
