// One box over places, actors, topics and passages, in both languages: key J, arrows, Enter. The index is a file that the
// browser keeps; typing asks nobody. Folding is the same as data/arabic.py (a test holds the two together).

const boxes = new WeakMap();
const indexes = new Map();
const LETTERS = { "ى": "ي", "ة": "ه", "ٱ": "ا", "ک": "ك", "ی": "ي", "ە": "ه", "ہ": "ه", "ھ": "ه", "ء": "", "ـ": "" };

function fold(text) {
  return text.normalize("NFKD").toLowerCase()
    .replace(/[\p{Mn}\p{Cf}]/gu, "")
    .replace(/[ىةٱکیەہھءـ]/gu, (c) => LETTERS[c])
    .replace(/[٠-٩]/g, (c) => c.charCodeAt(0) - 0x660)
    .replace(/[۰-۹]/g, (c) => c.charCodeAt(0) - 0x6f0);
}

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  let box = boxes.get(parentElement);
  if (!box) {
    box = new Jump(parentElement);
    boxes.set(parentElement, box);
  }
  box.picks.send = (picks) => setTriggerValue("picks", picks);
  box.show(data);
}

class Jump {
  constructor(parent) {
    this.picks = new Picks();
    this.root = parent.querySelector(".d-jump");
    this.input = parent.querySelector("input");
    this.list = parent.querySelector("ul");
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("focus", () => this.search());
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("pointerdown", (event) => {
      const row = event.target.closest("li[data-pick]");
      if (row) { event.preventDefault(); this.choose(row); }
    });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable=true]");
      if (typing || event.ctrlKey || event.metaKey || event.altKey || event.code !== "KeyJ") return;
      if (!this.input.isConnected) return;
      event.preventDefault();
      this.input.focus();
      this.input.select();
    });
  }

  async show(data) {
    this.words = data.words;
    this.picks.acknowledge(data.received);
    this.root.dir = data.lang === "ar" ? "rtl" : "ltr";
    this.input.placeholder = data.words.hint;
    this.input.setAttribute("aria-label", data.words.label);
    if (!indexes.has(data.index)) {
      indexes.set(data.index, fetch(data.index).then((answer) => answer.json()).catch(() => []));
    }
    this.rows = await indexes.get(data.index);
  }

  search() {
    const words = fold(this.input.value).split(/\s+/).filter(Boolean);
    const found = (this.rows || []).map((row) => ({ row, at: score(row, words) })).filter((f) => f.at >= 0);
    found.sort((a, b) => a.at - b.at);
    this.list.replaceChildren(...found.slice(0, 12).map(({ row }, n) => this.item(row, n)));
    if (!found.length) this.list.append(Object.assign(document.createElement("li"), { textContent: this.words.none, className: "d-notice" }));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(0);
  }

  item(row, n) {
    const item = Object.assign(document.createElement("li"), { id: `d-jump-${n}` });
    item.dataset.pick = row.pick;
    item.setAttribute("role", "option");
    const label = Object.assign(document.createElement("bdi"), { textContent: row.label });
    const kind = Object.assign(document.createElement("small"), { textContent: row.kind });
    item.append(label, kind);
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
    this.picks.push(row.dataset.pick, true);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }
}

// Every word must begin a word of one of the row's names; whole names first, then beginnings of names. Lower is better.
function score(row, words) {
  if (!words.length) return row.rank + 10;
  const query = words.join(" ");
  let best = -1;
  for (const key of row.keys) {
    const parts = key.split(/[^\p{L}\p{N}]+/u).flatMap((part) => [part, part.replace(/^(?:[وف]?(?:[بك]?ال|لل))/u, "")]);
    if (!words.every((word) => parts.some((part) => part.startsWith(word)))) continue;
    const at = key === query ? 0 : key.startsWith(query) ? 1 : 2;
    best = best < 0 ? at : Math.min(best, at);
  }
  return best < 0 ? -1 : best * 100 + row.rank;
}
