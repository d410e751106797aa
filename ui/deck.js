// The deck: all slides are here, so a step asks nobody. It turns them by key, tells the map and the charts what to show,
// keeps the position in the URL, and tells the speaker's window through a BroadcastChannel. Once it is off the page it stops.

const decks = new WeakMap();

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  let deck = decks.get(parentElement);
  if (!deck) decks.set(parentElement, (deck = new Deck(parentElement)));
  deck.act = (what) => setTriggerValue("acts", what);
  deck.take(data);
}

const NEXT = new Set(["PageDown", " ", "Enter", "ArrowDown"]);
const BACK = new Set(["PageUp", "Backspace", "ArrowUp"]);
const make = (tag, css, text = "") => Object.assign(document.createElement(tag), { className: css, textContent: text });

class Deck {
  constructor(parent) {
    this.box = parent.querySelector(".d-deck");
    this.stage = this.box.querySelector(".d-stage");
    this.bar = this.box.querySelector(".d-bar");
    this.notes = this.box.querySelector(".d-notes");
    this.style = this.box.appendChild(document.createElement("style"));
    this.turns = 0;
    const own = sessionStorage.getItem("dalil-deck") || String(Date.now());
    sessionStorage.setItem("dalil-deck", own);
    this.own = own;
    this.channel = new BroadcastChannel(`dalil-deck-${own}`);
    this.channel.onmessage = ({ data }) => this.told(data);
    this.abort = new AbortController();
    const listen = (name, action, more = {}) => window.addEventListener(name, action, { signal: this.abort.signal, ...more });
    listen("keydown", (event) => this.key(event), { capture: true });
    listen("resize", () => this.measure());
    this.bar.addEventListener("click", (event) => this.pressed(event));
    if (document.fonts) document.fonts.ready.then(() => this.fit());
  }

  stop() {
    this.abort.abort();
    this.channel.close();
  }

  take(data) {
    const first = !this.data;
    this.data = data;
    if (first) [this.n, this.both] = [data.start, data.both];
    this.n = Math.min(Math.max(this.n, 1), data.slides.length);
    this.box.dir = data.lang === "ar" ? "rtl" : "ltr";
    this.box.lang = data.lang;
    this.fillBar();
    this.show(first);
  }

  get slide() { return this.data.slides[this.n - 1]; }

  // Where a step is reached, everything that shows it changes in the same frame.
  show(first = false) {
    const { slide } = this;
    this.box.classList.toggle("d-both", this.both);
    this.box.dataset.show = slide.show;
    this.box.dataset.step = this.n;
    if (this.shown !== slide.html) this.stage.innerHTML = this.shown = slide.html;
    this.style.textContent = slide.chart ? `.stApp .st-key-slide-${CSS.escape(slide.chart)} { visibility: visible !important; }` : "";
    this.straighten(slide);
    this.notes.replaceChildren(...slide.notes.split("\n").map((text) => make("p", "", text)));
    for (const [n, mark] of [...this.bar.querySelectorAll(".d-steps i")].entries()) mark.className = n + 1 < this.n ? "d-past" : n + 1 === this.n ? "d-now" : "";
    this.bar.querySelector(".d-place-in").textContent = this.data.words.count.replace("{n}", this.n).replace("{total}", this.data.slides.length);
    for (const button of this.bar.querySelectorAll("[data-say]")) button.setAttribute("aria-pressed", button.dataset.say === this.said);
    this.measure();
    if (!first) {
      this.move();
      this.locate();
    }
    this.tell();
  }

  // The border profile is a standing picture; of it the banks are shown, and what this step lights.
  async straighten(slide) {
    const host = this.stage.querySelector(".d-profile");
    const { path, box } = this.data.profile;
    if (!host || host.firstChild) return;
    if (this.pictured !== path) this.picture = fetch((this.pictured = path)).then((answer) => answer.text());
    host.innerHTML = await this.picture;
    host.querySelector("svg").setAttribute("viewBox", box);
    this.span();
    this.crop(host.querySelector("svg"));
    for (const place of slide.live.lit) host.querySelector(`[data-item="place:${CSS.escape(place)}"]`)?.classList.add("d-lit");
  }

  // As large as its room allows, and nothing of the picture beyond the banks.
  span() {
    const picture = this.stage.querySelector(".d-profile svg");
    if (!picture) return;
    const [, , width, height] = this.data.profile.box.split(" ").map(Number);
    const room = picture.parentElement;
    const scale = Math.min(room.clientWidth / width, room.clientHeight / height);
    Object.assign(picture.style, { width: `${width * scale}px`, height: `${height * scale}px` });
  }

  // What lies beyond the banks is taken out, not only hidden: it would be read aloud.
  crop(picture) {
    const { top, bottom } = picture.getBoundingClientRect();
    for (const part of picture.querySelectorAll("text, [data-item], .d-strip-lane")) {
      const box = part.getBoundingClientRect();
      if (box.height && (box.bottom > bottom + 2 || box.top < top - 2)) part.remove();
    }
  }

  get said() { return this.both ? "both" : this.data.lang; }

  // The map keeps standing; it is told what to light and where to fly.
  move() {
    const { live, bounds } = this.slide;
    this.turns += 1;
    const frame = bounds && { seq: `deck-${this.turns}`, bounds, gentle: false };
    window.dispatchEvent(new CustomEvent("dalil:show", { detail: { ...live, frame } }));
  }

  locate() {
    const url = new URL(location.href);
    url.searchParams.set("step", this.n);
    if (this.both) url.searchParams.set("both", "1");
    else url.searchParams.delete("both");
    history.replaceState(history.state, "", url);
  }

  go(n) {
    const to = Math.min(Math.max(n, 1), this.data.slides.length);
    if (to === this.n) return;
    this.n = to;
    this.show();
  }

  // ← is next where one reads from right to left.
  key(event) {
    if (!this.box.isConnected) return this.stop();
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.("input, textarea, [contenteditable]")) return;
    const [ahead, behind] = this.data.lang === "ar" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
    const { key } = event;
    const onButton = event.target.closest?.("button, a") && (key === " " || key === "Enter");
    if (onButton) return;
    const letter = key === "." ? "b" : key.length === 1 ? event.code.replace("Key", "").toLowerCase() || key.toLowerCase() : "";
    const does = NEXT.has(key) || key === ahead ? () => this.go(this.n + 1)
      : BACK.has(key) || key === behind ? () => this.go(this.n - 1)
      : key === "Home" ? () => this.go(1)
      : key === "End" ? () => this.go(this.data.slides.length)
      : key === "Escape" ? () => this.leave()
      : { n: () => this.toggleNotes(), b: () => this.blank(), f: () => this.full(), p: () => this.speaker(), l: () => this.say(this.following()) }[letter];
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.box.classList.contains("d-dark") && letter !== "b" && key !== "Escape") this.blank();
    else does();
  }

  pressed(event) {
    const button = event.target.closest("button");
    if (!button) return;
    button.blur();
    const { does, say } = button.dataset;
    if (say) this.say(say);
    else if (does) ({ next: () => this.go(this.n + 1), back: () => this.go(this.n - 1), notes: () => this.toggleNotes(), blank: () => this.blank(),
      full: () => this.full(), speaker: () => this.speaker(), leave: () => this.leave() })[does]();
  }

  toggleNotes() { this.notes.hidden = !this.notes.hidden; }

  blank() {
    this.box.classList.toggle("d-dark");
    this.tell();
  }

  full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  }

  leave() {
    if (document.fullscreenElement) document.exitFullscreen();
    this.act({ leave: this.slide.id, seq: Date.now() });
  }

  following() { return { ar: "en", en: "both", both: "ar" }[this.said]; }

  // Another main language needs other names on the map, so Python is asked; a second line does not.
  say(what) {
    if (what === "both" || what === this.data.lang) {
      this.both = what === "both";
      this.show();
    } else {
      this.both = false;
      this.locate();
      this.act({ lang: what, seq: Date.now() });
    }
  }

  speaker() {
    window.open(`${this.data.speaker}#${this.own}`, `dalil-speaker-${this.own}`, "popup,width=1100,height=760");
  }

  // What the speaker's window shows, and what it may ask for.
  tell() {
    const { slides } = this.data;
    const next = slides[this.n];
    this.channel.postMessage({ is: "at", n: this.n, total: slides.length, title: this.slide.title, notes: this.slide.notes, lang: this.data.lang,
      dark: this.box.classList.contains("d-dark"), next: next ? { title: next.title, points: next.points } : null });
  }

  told({ is, by }) {
    if (!this.box.isConnected) return this.stop();
    if (is === "hello") this.tell();
    else if (is === "go" && Number.isInteger(by)) this.go(this.n + by);
    else if (is === "blank") this.blank();
  }

  fillBar() {
    const { words, slides, lang } = this.data;
    const steps = make("div", "d-steps");
    steps.append(...slides.map(() => make("i", "")));
    const says = make("span", "d-says-what");
    for (const [what, text] of [["ar", "ع"], ["en", "EN"], ["both", "ع + EN"]]) {
      says.append(Object.assign(make("button", "", text), { type: "button", title: words[`say-${what}`] }));
      says.lastChild.dataset.say = what;
    }
    const keys = make("span", "d-keys");
    const arrows = lang === "ar" ? { next: "←", back: "→" } : { next: "→", back: "←" };
    for (const [does, sign] of [["next", arrows.next], ["back", arrows.back], ["notes", "N"], ["speaker", "P"], ["blank", "B"], ["full", "F"], ["leave", "Esc"]]) {
      const button = Object.assign(make("button", ""), { type: "button" });
      button.append(make("kbd", "", sign), ` ${words[does]}`);
      button.dataset.does = does;
      keys.append(button);
    }
    this.bar.replaceChildren(steps, make("b", "d-place-in"), keys, says);
  }

  // One unit is a pixel of a screen of 1920 × 1080; charts are drawn for it and scaled.
  measure() {
    if (!this.box.isConnected) return this.stop();
    const k = Math.min(innerWidth / 1920, innerHeight / 1080);
    document.documentElement.style.setProperty("--u", `${k}px`);
    document.documentElement.style.setProperty("--k", k);
    this.fit();
  }

  // Text as large as its room allows; the style sheet keeps the least size.
  fit() {
    const text = this.stage.querySelector(".d-text");
    if (!text) return;
    const fits = (f) => {
      text.style.setProperty("--f", f);
      return text.scrollHeight <= text.clientHeight + 1;
    };
    let f = 1.24;
    while (f > 0.62 && !fits(f)) f -= 0.04;
    text.classList.toggle("d-over", !fits(f));
    this.span();
  }
}
