// The panel of the exported file: cards and passages stand ready as HTML; which passages go where follows from the choice.

// The card of the focus with its passages; a passage that this file does not quote is told in our own words.
function panel(choice, words) {
  const { data, state } = choice;
  const box = document.createElement("template");
  box.innerHTML = data.cards[words.lang][state.focus];
  const root = box.content.firstElementChild;
  const after = root.querySelector(":scope > header, :scope > nav");
  const passages = choice.panel.map((id) => passage(choice, words, id));
  if (!passages.length && !state.focus) passages.push(Object.assign(document.createElement("p"), { className: "d-notice", textContent: words.say("panel.none") }));
  after.after(...passages);
  if (!passages.length) for (const more of root.querySelectorAll("details.d-more")) more.open = true;
  return root.outerHTML;
}

function passage(choice, words, id) {
  const { data, state } = choice;
  const box = document.createElement("template");
  box.innerHTML = data.texts[words.lang][id];
  const article = box.content.firstElementChild;
  const chosen = choice.set.has(id) && !choice.undated.includes(id) && !choice.unplaced.includes(id);
  article.classList.toggle("dim", !chosen);
  if (!chosen) {
    const outside = Object.assign(document.createElement("span"), { className: "d-outside", textContent: words.say("passage.outside") });
    article.querySelector("header").append(outside);
  }
  const key = parted(state.focus)[1];
  for (const mark of article.querySelectorAll("mark[data-entity]")) mark.classList.toggle("focus", mark.dataset.entity === key);
  return article;
}

// Lights the words that were looked for, without touching the text: the letters of Arabic stay joined.
function mark(box, choice, words) {
  if (!window.CSS || !CSS.highlights) return;
  CSS.highlights.delete("dalil-hit");
  const found = [];
  for (const article of box.querySelectorAll("[data-passage]")) {
    const hits = choice.hits().words && choice.hits().words[article.dataset.passage];
    if (!hits) continue;
    for (const [css, spans] of [[".d-quote", hits.text], [".d-translation p", hits.translation]]) {
      const quote = article.querySelector(css);
      if (quote) found.push(...spans.map(([start, end]) => range(quote, start, end)).filter(Boolean));
    }
  }
  if (found.length) CSS.highlights.set("dalil-hit", new Highlight(...found));
}

// The characters start to end of a quoted passage, without the labels that name its speakers.
function range(quote, start, end) {
  const texts = document.createTreeWalker(quote, NodeFilter.SHOW_TEXT, (node) => {
    const label = node.parentElement.closest(".d-says");
    const ours = node.parentElement.closest(".d-voice, p");
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
