// The words of Streamlit's pick lists, for which it has no setting, in the language of the page. Before this stands
// SAID: language -> Streamlit's word -> ours.

const LISTS = '[data-testid="stMultiSelect"], [data-testid="stSelectbox"]';
const plain = (text) => fold(text).text;
const told = (text, value = "") => `${SAID[document.documentElement.lang]?.[text] ?? text} ${value}`.trim();

// The name of a part of a list in the language of the page, whatever language it was drawn in.
function renamed(label) {
  for (const [text, word] of Object.values(SAID).flatMap(Object.entries)) {
    if (label === word) return told(text);
    if (label.startsWith(`${word} `)) return told(text, label.slice(word.length + 1));
  }
  return label;
}

// A list is drawn before the page says that it has another language, and again only when the list itself changes.
function follow() {
  new MutationObserver(() => {
    for (const part of document.querySelectorAll(`:is(${LISTS}) [aria-label]`)) {
      part.setAttribute("aria-label", renamed(part.getAttribute("aria-label")));
    }
  }).observe(document.documentElement, { attributeFilter: ["lang"] });
}
