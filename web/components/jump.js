// One box over places, actors, topics and passages, in both languages: key J, arrows, Enter. The index is a file that the
// browser keeps; typing asks nobody. What answers is in web/search/names.js.

import { indexed, isName, resembling, sought } from "../search/names.js";
import { Picks } from "../lib/picks.js";
import { direction, make } from "../lib/dom.js";
import { openSideBar, uncoverPage } from "../lib/frame.js";
import { fetchText } from "../lib/retry.js";

const KEPT = "dalil-jumps", MOST = 5; // where the browser keeps what was chosen last, and how much of it
const ROWS = 12, GUESSES = 4; // answers at once; other spellings among them
const indexes = new Map(); // path -> the rows that the file holds

export class Jump {
  constructor(parent) {
    this.picks = new Picks((picks) => this.send("picks", picks));
    this.root = parent.querySelector(".d-jump");
    this.input = parent.querySelector("input");
    this.list = parent.querySelector("ul");
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("focus", () => this.search());
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
    this.list.addEventListener("click", (event) => {
      const row = event.target.closest("li[data-pick]");
      if (row) this.choose(row); // not before: a finger's click would hit what the closed list uncovers
    });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable=true]");
      if (typing || event.ctrlKey || event.metaKey || event.altKey || event.code !== "KeyJ") return;
      if (!this.input.isConnected) return;
      event.preventDefault();
      openSideBar(this.input); // on pages without filters it is closed
      this.input.select();
    });
  }

  async show(data) {
    this.words = data.words;
    this.turns = data.turns;
    this.picks.acknowledge(data.received);
    this.root.dir = direction(data.lang);
    this.input.placeholder = data.words.hint;
    this.input.setAttribute("aria-label", data.words.label);
    if (!indexes.has(data.index)) {
      indexes.set(data.index, fetchText(data.index).then(JSON.parse).then(indexed).catch(() => []));
    }
    this.rows = await indexes.get(data.index);
    if (!this.list.hidden) this.search(); // someone types already
  }

  search() {
    const rows = this.rows || [], typed = this.input.value.trim();
    const last = typed ? [] : chosenLast().map((pick) => rows.find((row) => row.pick === pick)).filter(Boolean);
    const exact = sought(rows, typed), near = exact.some(isName) ? [] : resembling(rows, typed).slice(0, GUESSES);
    const found = [...[...last, ...exact.filter((row) => !last.includes(row))].slice(0, ROWS - near.length), ...near];
    this.list.replaceChildren(...found.map((row, n) => this.item(row, n)));
    if (last.length) this.list.prepend(notice(this.words.last));
    if (near.length) this.list.querySelectorAll("li")[found.length - near.length].before(notice(this.words.near));
    if (!found.length) this.list.append(notice(this.words.none));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(0);
  }

  item(row, n) {
    const item = make("li", { id: `d-jump-${n}`, role: "option" }, make("bdi", { textContent: row.label }), make("small", { textContent: row.kind }));
    item.dataset.pick = row.pick;
    return item;
  }

  mark(n) {
    const items = [...this.list.querySelectorAll("li[data-pick]")];
    this.at = items.length ? (n + items.length) % items.length : -1;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === this.at)));
    if (items[this.at]) {
      this.input.setAttribute("aria-activedescendant", items[this.at].id);
      items[this.at].scrollIntoView({ block: "nearest" });
    }
  }

  key(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) { event.preventDefault(); this.mark(this.at + moves[event.key]); }
    if (event.key === "Escape") { this.close(); this.input.blur(); }
    if (event.key === "Enter") {
      const row = this.list.querySelectorAll("li[data-pick]")[this.at];
      if (row) this.choose(row);
    }
    event.stopPropagation();
  }

  choose(row) {
    this.input.value = "";
    this.close();
    this.input.blur();
    keepChosen(row.dataset.pick);
    const pick = row.dataset.pick, turn = this.turns[pick.split(":")[0]]; // how it is shown from this page
    this.picks.push(turn ? `${turn}:${pick}` : pick, true);
    uncoverPage();
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }
}

const notice = (textContent) => make("li", { textContent, className: "d-notice" });

function chosenLast() {
  try {
    const kept = JSON.parse(window.localStorage.getItem(KEPT));
    return Array.isArray(kept) ? kept : [];
  } catch {
    return []; // a browser that keeps nothing, or something else
  }
}

function keepChosen(pick) {
  try {
    window.localStorage.setItem(KEPT, JSON.stringify([pick, ...chosenLast().filter((one) => one !== pick)].slice(0, MOST)));
  } catch { /* a browser that keeps nothing */ }
}
