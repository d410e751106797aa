// The panel of the exported file: cards and passages stand ready as HTML; which passages go where follows from the choice.

import { parted } from "../search/choice.js";
import { make } from "../lib/dom.js";
import { isolate } from "../search/text.js";

// The card of the focus with its passages, or what the filters find; a passage that this file does not quote is told in our own words.
export function panel(choice, words) {
  const { data } = choice;
  const box = document.createElement("template");
  box.innerHTML = data.cards[words.lang][choice.foundFirst ? "" : choice.focus];
  const root = box.content.firstElementChild;
  const after = root.querySelector(":scope > header, :scope > nav");
  const passages = choice.panel.map((id) => quoted(choice, words, id));
  if (choice.foundFirst && choice.undecided.size) passages.splice(choice.passages.length, 0, make("p", { className: "d-notice", textContent: words.apart(choice) }));
  after.after(...(choice.filtered && !choice.foundFirst ? toFound(choice, words) : []), ...passages);
  if (choice.filtered && choice.foundFirst) after.replaceWith(foundHead(choice, words));
  const about = root.querySelector(".d-about");
  if (about) about.open = !passages.length;
  if (!passages.length) for (const more of root.querySelectorAll("details.d-more")) more.open = true;
  return root.outerHTML;
}

const chip = (pick, text, title) => {
  const button = make("button", { type: "button", className: "d-chip", textContent: text });
  button.dataset.pick = pick;
  if (title) Object.assign(button, { title, ariaLabel: title });
  return button;
};

// What the filters find, and the ways on: each filter in use to be dropped, and the card that stands aside.
function foundHead(choice, words) {
  const found = choice.passages.length;
  const title = found ? words.say("panel.found", { count: words.count("passages", found) }) : words.say("panel.none");
  const filters = make("p", { className: "d-filters", role: "group", ariaLabel: words.say("panel.narrowed") },
    ...chips(choice, words).map(([pick, label]) => chip(pick, `${isolate(label)} ×`, words.say("panel.drop", { filter: label }))),
    chip("clear:", words.say("filter.clear")));
  const aside = choice.aside ? [make("p", {}, chip(choice.aside, words.say("panel.aside", { name: focusName(choice, words) })))] : [];
  return make("header", { className: `d-card d-found${found ? "" : " d-none-found"}`, role: "status" }, make("h2", { textContent: title }), filters, ...aside);
}

function chips(choice, words) {
  const values = (key) => choice.state[key].map((value) => [`drop:${key}:${value}`, words.labels[key][value].name]);
  return choice.active.flatMap((filter) => (filter.kind === "ids" ? values(filter.key) : [[`drop:${filter.key}`, words.phrase(choice, filter)]]));
}

// The heading of the card that stands aside.
function focusName(choice, words) {
  const [kind, key] = parted(choice.aside);
  const box = document.createElement("template");
  box.innerHTML = choice.data.cards[words.lang][choice.aside];
  if (kind === "passage") return words.labels.passage[key];
  return (box.content.querySelector("h2 bdi, h2") || box.content.firstElementChild).textContent.trim();
}

function toFound(choice, words) {
  const n = choice.passages.length;
  return n ? [make("p", {}, chip("found:", words.say("panel.to-found", { count: words.count("passages", n) })))] : [];
}

function quoted(choice, words, id) {
  const { data } = choice;
  const box = document.createElement("template");
  box.innerHTML = data.texts[words.lang][id];
  const article = box.content.firstElementChild;
  const standing = choice.standing(id);
  article.classList.toggle("dim", standing.length > 0);
  if (standing.length) {
    const reasons = words.semicolonList(standing.map((reason) => words.say(`passage.${reason}`)));
    article.querySelector("header").append(make("span", { className: "d-outside", textContent: reasons }));
  }
  const key = parted(choice.focus)[1];
  for (const mark of article.querySelectorAll("mark[data-entity]")) mark.classList.toggle("focus", mark.dataset.entity === key);
  return article;
}

// Lights the words that were looked for, without touching the text: the letters of Arabic stay joined.
export function markHits(box, choice) {
  if (!window.CSS || !CSS.highlights) return;
  CSS.highlights.delete("dalil-hit");
  const found = [];
  for (const article of box.querySelectorAll("[data-passage]")) {
    const hits = choice.hits().words && choice.hits().words[article.dataset.passage];
    if (!hits) continue;
    for (const [css, spans] of [[".d-quote", hits.text], [".d-english", hits.translation]]) {
      const quote = article.querySelector(css);
      if (quote) found.push(...spans.map(([start, end]) => rangeOf(quote, start, end)).filter(Boolean));
    }
  }
  if (found.length) CSS.highlights.set("dalil-hit", new Highlight(...found));
}

// The characters start to end of a quoted passage, without the labels that name its speakers.
function rangeOf(quote, start, end) {
  const texts = document.createTreeWalker(quote, NodeFilter.SHOW_TEXT, (node) => {
    const label = node.parentElement.closest(".d-says");
    const ours = node.parentElement.closest(".d-voice");
    return !label && ours ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
  });
  const found = document.createRange();
  let at = 0, begun = false;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const lead = node.previousSibling && node.previousSibling.className === "d-says" ? node.data.length - node.data.trimStart().length : 0;
    const length = node.data.length - lead;
    if (!begun && start < at + length) { found.setStart(node, lead + start - at); begun = true; }
    if (begun && end <= at + length) { found.setEnd(node, lead + end - at); return found; }
    at += length;
  }
  return null;
}
