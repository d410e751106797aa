// Copying a quotation: the words alone, with who wrote them, where they stand and a link; the interface's words and its marks of
// direction stay behind.

const QUOTED = "blockquote, .d-words";
const DIRECTIONS = /[\u200e\u200f\u2066-\u2069]/gu;

// Copied words of quotations go to the clipboard with their citation; what else is copied goes as the browser has it.
// Asked again, the browser still listens once.
export const citeCopies = () => document.addEventListener("copy", citeCopy);

function citeCopy(event) {
  const text = quotationOf(window.getSelection());
  if (!text) return;
  event.clipboardData.setData("text/plain", text);
  event.preventDefault();
}

// The quoted words within a selection, each passage with its citation; "" where it reaches beyond what can be cited.
function quotationOf(selection) {
  if (!selection.rangeCount || selection.isCollapsed) return "";
  const range = selection.getRangeAt(0), within = (node) => (node.closest ? node : node.parentElement).closest("[data-cited]");
  if (!within(range.startContainer) || !within(range.endContainer)) return "";
  const passages = [...document.querySelectorAll("[data-cited]")].filter((part) => range.intersectsNode(part));
  return passages.map((passage) => cited(passage, range)).filter(Boolean).join("\n\n");
}

function cited(passage, range) {
  const words = [...passage.querySelectorAll(QUOTED)].filter((quote) => range.intersectsNode(quote)).map((quote) => spoken(quote, range)).filter(Boolean);
  const link = window.location.protocol === "file:" ? [] : [new URL(passage.dataset.at, window.location.href).href];
  return words.length ? [...words, `— ${passage.dataset.cited}`, ...link].join("\n") : "";
}

// The part of a quotation within a range, in the marks of its language.
function spoken(quote, range) {
  const part = document.createRange();
  part.selectNodeContents(quote);
  if (part.compareBoundaryPoints(Range.START_TO_START, range) < 0) part.setStart(range.startContainer, range.startOffset);
  if (part.compareBoundaryPoints(Range.END_TO_END, range) > 0) part.setEnd(range.endContainer, range.endOffset);
  const copy = part.cloneContents();
  for (const label of copy.querySelectorAll(".d-says")) label.remove();
  const text = copy.textContent.replace(DIRECTIONS, "").replace(/\s+/gu, " ").trim().replace(/^«(.*)»$|^“(.*)”$/u, "$1$2");
  const [open, close] = quote.lang === "ar" ? "«»" : "“”", ours = quote.dataset.ours ? ` (${quote.dataset.ours})` : "";
  return text && `${open}${text}${close}${ours}`;
}
