// The reader: shows the panel's HTML, raises the same pick as the map from passages and marked words, and lights what the
// map lights (and the reverse) without a rerun.

import { copyFrom } from "../lib/clipboard.js";
import { calm, make } from "../lib/dom.js";
import { light, Picks } from "../lib/picks.js";
import { fetchText } from "../lib/retry.js";
import { Sheet } from "./sheet.js";
import { WordSelection } from "./word_selection.js";

const fetched = new Map(); // path -> the element with what the file holds

export class Reader {
  constructor(parent) {
    this.box = parent.querySelector(".d-reader");
    this.picks = new Picks((picks) => this.send("picks", picks));
    this.sheet = new Sheet(this);
    this.words = new WordSelection(this.box, this.picks);
    this.opened = make("p", { className: "d-unseen", role: "status" });
    this.box.after(this.opened);
    this.box.addEventListener("click", (event) => this.pick(event));
    this.box.addEventListener("keydown", (event) => {
      if ((event.key === "Enter" || event.key === " ") && event.target.matches("mark[data-pick]")) {
        event.preventDefault();
        this.pick(event);
      }
    });
    for (const [name, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
      this.box.addEventListener(name, (event) => this.hint(event, on));
    }
    window.addEventListener("dalil:light", ({ detail }) => this.light(detail));
  }

  show(data) {
    this.picks.acknowledge(data.received);
    this.render(data);
    this.words.show(data.selected);
  }

  render(data) {
    if (this.html === data.html) return this.sheet.renew(data);
    const same = this.focus === data.focus;
    const first = this.html === undefined; // where it scrolls is not asked then: the browser would lay out the whole page for it
    const top = same && !first ? this.box.scrollTop : 0;
    const read = same && !first && this.passageRead();
    this.box.classList.toggle("d-new", !same); // its passages are laid out as one comes to them; where one stands among them already, all at once
    this.box.innerHTML = this.html = data.html;
    this.focus = data.focus;
    if (read) this.keepInSight(read);
    if (!first) this.box.scrollTop = top;
    const here = this.box.querySelector(".d-article .here");
    if (here && !same) here.scrollIntoView({ block: "start" });
    const picked = this.box.querySelector(".d-picked");
    if (picked) picked.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
    const mark = this.box.querySelector(".d-review :is(.r-here, .s-here)");
    if (mark) mark.scrollIntoView({ block: "nearest" });
    for (const part of this.box.querySelectorAll("[data-src]")) this.fill(part, !same);
    this.follow();
    this.announce(first);
    this.sheet.renew(data, true);
  }

  // Says what was opened to who does not see it.
  announce(first) {
    const head = this.box.querySelector(".d-card h2, .d-statement-card .d-words, .d-panel .d-number"), name = (head?.querySelector("bdi") ?? head)?.textContent.trim() ?? "";
    const say = () => { this.opened.textContent = name; };
    if (name !== this.head && (!first || navigator.userActivation?.hasBeenActive)) setTimeout(say, first ? 500 : 0); // one that has just come is not heard
    this.head = name;
  }

  // Fills a part whose statements stand in a file, which the browser keeps: only which of them to show travels.
  async fill(part, moved) {
    const { src, chosen, here } = part.dataset;
    if (!fetched.has(src)) {
      const made = (html) => make("div", { innerHTML: html });
      fetched.set(src, fetchText(src).then(made));
    }
    const content = await fetched.get(src);
    if (!part.isConnected) return;
    part.replaceChildren(content);
    const shown = new Set(chosen.split(" "));
    for (const card of content.querySelectorAll(".d-statement")) {
      const id = card.id.replace("statement-", "");
      card.hidden = !shown.has(id) && id !== here;
      card.classList.toggle("here", id === here);
      if (id === here && moved) card.open = true;
    }
    for (const group of content.querySelectorAll(".d-group")) group.hidden = !group.querySelector(".d-statement:not([hidden])");
    if (moved) content.querySelector(".d-statement.here")?.scrollIntoView({ block: "start" }); // its group may have been hidden
    part.dataset.filled = "yes";
  }

  // The passage of the article that is being read, the last to begin above the upper third of the window, and where it stands;
  // nothing above the first of them.
  passageRead() {
    const begun = [...this.box.querySelectorAll(".d-article [data-passage]")].filter((passage) => passage.getBoundingClientRect().top < innerHeight / 3);
    const passage = begun.at(-1);
    return passage && { id: passage.dataset.passage, top: passage.getBoundingClientRect().top };
  }

  // A passage stands where it stood, whatever became longer or shorter above it.
  keepInSight({ id, top }) {
    const passage = this.box.querySelector(`.d-article [data-passage="${CSS.escape(id)}"]`);
    if (passage) this.sheet.column.scrollTop += passage.getBoundingClientRect().top - top;
  }

  // Tells the map which passage of the article is being read: the one at the upper third of what the map leaves of the window.
  follow() {
    if (this.watch) this.watch.disconnect();
    if (!this.box.querySelector(".d-article")) return;
    const covered = this.covered() / window.innerHeight, line = 100 * (covered + 0.3 * (1 - covered));
    this.watch = new IntersectionObserver((entries) => {
      const now = entries.find((entry) => entry.isIntersecting);
      if (!now) return;
      const places = now.target.dataset.places.split(" ").filter(Boolean);
      window.dispatchEvent(new CustomEvent("dalil:read", { detail: { places } }));
    }, { rootMargin: `-${line}% 0px -${99 - line}% 0px` });
    this.box.querySelectorAll(".d-article [data-passage]").forEach((passage) => this.watch.observe(passage));
  }

  // How many pixels of the window the map and the card that stay above the text take.
  covered() {
    let aside = document.querySelector(".st-key-aside");
    while (aside && getComputedStyle(aside).position !== "sticky") aside = aside.parentElement;
    if (!aside) return 0;
    const [over, text] = [aside.getBoundingClientRect(), this.box.getBoundingClientRect()];
    return over.left < text.right && text.left < over.right ? (parseFloat(getComputedStyle(aside).top) || 0) + over.height : 0;
  }

  copy(button) {
    const link = new URL(button.dataset.link, window.location.href).href;
    copyFrom(button, button.dataset.citation ? `${button.dataset.citation}, ${link}` : link, button.dataset.done);
  }

  pick(event) {
    const button = event.target.closest("[data-link]");
    if (button) this.copy(button);
    const target = event.target.closest("[data-pick]");
    if (target && !this.words.under) this.picks.push(target.dataset.pick, true);
    const sight = event.target.closest("[data-sight]"); // what else of the page it brings into sight
    if (sight) document.querySelector(`.${CSS.escape(sight.dataset.sight)}`)?.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  }

  hint(event, on) {
    const mark = event.target.closest && event.target.closest("[data-entity]");
    if (mark) light(mark.dataset.entity, on);
    const statement = event.target.closest && event.target.closest("[data-statement]");
    if (statement) this.showWords(statement.dataset.statement, on);
  }

  // Shows which words of the passages make up a statement.
  showWords(id, on) {
    for (const piece of this.box.querySelectorAll(`[data-statements~="${CSS.escape(id)}"]`)) piece.classList.toggle("d-hint", on);
  }

  light({ id, on }) {
    for (const mark of this.box.querySelectorAll("[data-entity]")) {
      if (mark.dataset.entity === id) mark.classList.toggle("d-hint", on);
    }
  }
}
