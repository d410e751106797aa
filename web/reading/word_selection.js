// At the review desk words of the text are selected with mouse or finger, or with keys while the text has the focus: the arrows go
// from word to word, with Shift they take more of them. What is selected is raised as a pick, words:passage:start-end, in letters as
// Python counts them, and lit as long as Python holds it; the text itself does not change under a selection that is still being made.

const REVIEWED = ".d-review", PASSAGE_TEXT = ".d-quote", PASSAGE_NUMBER = ".d-number";
const SETTLED = 400; // milliseconds without a change: the selection is made
const SELECTED = "d-selected"; // of CSS.highlights
const codePoints = (text) => [...text].length;

export class WordSelection {
  constructor(box, picks) {
    Object.assign(this, { box, picks, sent: "" });
    document.addEventListener("selectionchange", () => this.wait());
    document.addEventListener("pointerup", () => { this.release(); this.wait(); });
    document.addEventListener("pointercancel", () => this.release());
    box.addEventListener("pointerdown", ({ target }) => this.hold(target.closest(`${REVIEWED} mark[tabindex]`)));
    box.addEventListener("keydown", (event) => this.go(event));
  }

  // Chromium extends no selection from the edge of what takes the focus where text runs both ways: a mark takes none while it is pressed.
  hold(mark) {
    this.held = true;
    this.mark = mark;
    mark?.removeAttribute("tabindex");
  }

  release() {
    this.held = false;
    this.mark?.setAttribute("tabindex", "0");
    if (!this.range()) this.mark?.focus({ preventScroll: true });
    this.mark = null;
  }

  // Is somebody selecting words here, so that a click picks nothing?
  get under() {
    return Boolean(this.range());
  }

  // What Python holds; nothing where this reader shows no desk, as the one of statements beside it.
  show(selected) {
    if (selected === undefined || selected === null) return;
    this.sent = selected;
    window.CSS?.highlights?.delete(SELECTED);
    const range = this.sent && this.found(this.sent);
    if (range && window.Highlight) CSS.highlights.set(SELECTED, new Highlight(range));
  }

  wait() {
    clearTimeout(this.waiting);
    if (!this.held) this.waiting = setTimeout(() => this.raise(), SETTLED);
  }

  raise() {
    const range = this.range(), words = range ? this.place(range) : "";
    if (!words || words === this.sent) return;
    this.sent = words;
    this.picks.push(`words:${words}`, false);
  }

  // The selection, where it lies within one passage of the desk.
  range() {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0), quote = quoteOf(range.startContainer);
    if (!quote || !this.box.contains(quote) || !range.toString().trim()) return null;
    if (quoteOf(range.endContainer) !== quote) range.setEnd(quote, quote.childNodes.length); // a triple click ends in the next
    return range;
  }

  place(range) {
    const quote = quoteOf(range.startContainer), before = document.createRange();
    before.selectNodeContents(quote);
    before.setEnd(range.startContainer, range.startOffset);
    const start = codePoints(before.toString()), number = Number(quote.parentElement.querySelector(PASSAGE_NUMBER).textContent) - 1;
    return `${number}:${start}-${start + codePoints(range.toString())}`;
  }

  // The range of words that Python names; nothing where they are on another page.
  found(words) {
    const [passage, start, end] = words.split(/[:-]/).map(Number);
    const number = [...this.box.querySelectorAll(`${REVIEWED} ${PASSAGE_NUMBER}`)].find((one) => Number(one.textContent) - 1 === passage);
    const quote = number?.parentElement.querySelector(PASSAGE_TEXT);
    if (!quote) return null;
    const range = document.createRange();
    range.setStart(...placeOf(quote, start));
    range.setEnd(...placeOf(quote, end));
    return range;
  }

  // The arrows: to the next word on that side, with Shift as far as the next word.
  go(event) {
    const way = { ArrowLeft: "left", ArrowRight: "right" }[event.key], review = event.target.closest?.(REVIEWED);
    if (!way || !review || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const selection = window.getSelection(), there = this.range();
    if (!there) selection.collapse(event.target.closest("mark") ?? review.querySelector(".r-here, .s-here") ?? review.querySelector(PASSAGE_TEXT), 0);
    const forward = (way === "right") === (review.dir === "ltr");
    if (there && !event.shiftKey) forward ? selection.collapseToEnd() : selection.collapseToStart();
    if (there && !event.shiftKey && !forward) selection.modify("move", "backward", "word");
    selection.modify("extend", there && event.shiftKey && !forward ? "backward" : "forward", "word");
  }
}

const quoteOf = (node) => (node.closest ? node : node.parentElement)?.closest(`${REVIEWED} ${PASSAGE_TEXT}`);

// Where the letter of this number, as Python counts, begins in a passage: a node and an offset in it.
function placeOf(quote, count) {
  const walker = document.createTreeWalker(quote, NodeFilter.SHOW_TEXT);
  let left = count;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const own = [...node.data];
    if (left <= own.length) return [node, own.slice(0, left).join("").length];
    left -= own.length;
  }
  return [quote, quote.childNodes.length];
}
