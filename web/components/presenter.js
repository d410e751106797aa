// The deck: all slides of both languages are here, so neither a step nor a language asks anybody, and a talk goes on without the
// server. It turns slides by key, tells the map and the charts what to show, keeps the position in the URL, and tells the speaker's
// window through a BroadcastChannel. Once it is off the page it stops.

import { direction, make } from "../lib/dom.js";
import { storyKey } from "../lib/story_keys.js";
import { barParts } from "./bar.js";
import { Connection } from "./connection.js";

const LEAST_PROFILE = 0.74; // px for a unit of the profile, whose smallest words have 14 units

export class Presenter {
  constructor(parent) {
    this.box = parent.querySelector(".d-deck");
    this.stage = this.box.querySelector(".d-stage");
    this.bar = this.box.querySelector(".d-bar");
    this.notes = this.box.querySelector(".d-notes");
    this.style = this.box.appendChild(document.createElement("style"));
    this.turns = 0;
    this.pictures = {};
    this.speakers = {};
    const own = sessionStorage.getItem("dalil-deck") || String(Date.now());
    sessionStorage.setItem("dalil-deck", own);
    this.own = own;
    this.channel = new BroadcastChannel(`dalil-deck-${own}`);
    this.channel.onmessage = ({ data }) => this.heard(data);
    this.abort = new AbortController();
    const listen = (name, action, more = {}) => window.addEventListener(name, action, { signal: this.abort.signal, ...more });
    listen("keydown", (event) => this.key(event), { capture: true });
    this.bar.addEventListener("click", (event) => this.pressed(event));
    if (document.fonts) document.fonts.ready.then(() => this.fit());
    this.sized = new ResizeObserver(() => this.fit());
    this.sized.observe(this.stage);
    this.roomed = new ResizeObserver(() => this.hang()); // a late font or line beside it changes the room of a chart alone
    this.server = new Connection(() => this.served());
  }

  served() {
    if (!this.box.isConnected) return this.stop();
    this.server.dismiss();
    if (this.leaving && this.server.stands) this.wait(false);
  }

  stop() {
    this.server.stop();
    this.sized.disconnect();
    this.roomed.disconnect();
    this.abort.abort();
    this.channel.close();
  }

  show(data) {
    const first = !this.data;
    this.data = data;
    if (first) [this.n, this.both, this.lang] = [data.start, data.both, data.lang];
    this.n = Math.min(Math.max(this.n, 1), this.slides.length);
    for (const told of Object.values(data.told)) this.fetch(told);
    this.dress();
    this.turn(first);
  }

  // What a later step or the other language needs is fetched now: the server may be away by then. The browser keeps these files.
  fetch({ lang, profile, speaker, files }) {
    if (this.pictures[profile]) return;
    const text = (path) => fetch(path).then((answer) => answer.text());
    this.pictures[profile] = text(profile);
    text(speaker).then((page) => { this.speakers[lang] = URL.createObjectURL(new Blob([page], { type: "text/html" })); });
    files.forEach(text);
  }

  dress() {
    this.box.dir = direction(this.lang);
    this.box.lang = this.lang;
    this.fillBar();
  }

  get told() { return this.data.told[this.lang]; }

  get slides() { return this.told.slides; }

  get slide() { return this.slides[this.n - 1]; }

  // What shows a step changes in the same frame.
  turn(first = false) {
    const { slide } = this;
    this.box.classList.toggle("d-both", this.both);
    this.box.dataset.show = slide.show;
    this.box.dataset.step = this.n;
    if (this.shown !== slide.html) this.stage.innerHTML = this.shown = slide.html;
    this.straighten(slide);
    this.notes.replaceChildren(...slide.notes.split("\n").map((text) => make("p", { textContent: text })));
    for (const [n, mark] of [...this.bar.querySelectorAll(".d-steps i")].entries()) mark.className = n + 1 < this.n ? "d-past" : n + 1 === this.n ? "d-now" : "";
    this.bar.querySelector(".d-place-in").textContent = this.told.words.count.replace("{n}", this.n).replace("{total}", this.slides.length);
    for (const button of this.bar.querySelectorAll("[data-say]")) button.setAttribute("aria-pressed", button.dataset.say === this.said);
    this.fit();
    if (!first) {
      this.move();
      this.locate();
    }
    this.tell();
  }

  // The border profile is a standing picture; of it the banks are shown, and what this step lights.
  async straighten(slide) {
    const host = this.stage.querySelector(".d-profile");
    if (!host || host.firstChild) return;
    host.innerHTML = await this.pictures[this.told.profile];
    host.querySelector("svg").setAttribute("viewBox", this.data.box);
    this.span();
    this.crop(host.querySelector("svg"));
    for (const place of slide.live.lit) host.querySelector(`[data-item="place:${CSS.escape(place)}"]`)?.classList.add("d-lit");
    const lit = host.querySelector(".d-lit"), half = host.clientWidth / 2;
    if (lit) host.scrollLeft = lit.getBoundingClientRect().left - host.firstChild.getBoundingClientRect().left - half;
  }

  // As large as its room allows, and nothing of the picture beyond the banks. Where its words would be too small it is wider than
  // its room, which scrolls.
  span() {
    const picture = this.stage.querySelector(".d-profile svg");
    if (!picture) return;
    const [, , width, height] = this.data.box.split(" ").map(Number);
    const room = picture.parentElement;
    const scale = Math.max(Math.min(room.clientWidth / width, room.clientHeight / height), LEAST_PROFILE);
    Object.assign(picture.style, { width: `${width * scale}px`, height: `${height * scale}px` });
  }

  // The chart of the step, as large as the room that its slide leaves.
  hang() {
    const room = this.stage.querySelector(".d-room"), { chart } = this.slide;
    if (room !== this.room) {
      this.roomed.disconnect();
      if (room) this.roomed.observe(room);
      this.room = room;
    }
    if (!room || !chart) return void (this.style.textContent = "");
    const { left, top, width, height } = room.getBoundingClientRect(), [across, down] = this.data.chart;
    const scale = Math.min(width / across, height / down);
    const at = `left: ${left + (width - across * scale) / 2}px !important; top: ${top}px !important; visibility: visible !important;`;
    const own = `:root:has(.d-deck) .st-key-slide-${CSS.escape(chart)}-${this.lang}`; // the drawing is scaled, not its box, which is measured
    this.style.textContent = `${own} { ${at} } ${own} .plot-container { transform: scale(${scale}) }`;
  }

  // What lies beyond the banks is taken out, not only hidden: it would be read aloud.
  crop(picture) {
    const { top, bottom } = picture.getBoundingClientRect();
    for (const part of picture.querySelectorAll("text, [data-item], .d-strip-lane")) {
      const box = part.getBoundingClientRect();
      if (box.height && (box.bottom > bottom + 2 || box.top < top - 2)) part.remove();
    }
  }

  get said() { return this.both ? "both" : this.lang; }

  // The map keeps standing; it is told what to light and where to fly.
  move() {
    const { live, bounds } = this.slide;
    this.turns += 1;
    const frame = bounds && { seq: `deck-${this.turns}`, bounds, gentle: false };
    window.dispatchEvent(new CustomEvent("dalil:show", { detail: { ...live, ...this.told.map, frame } }));
  }

  locate() {
    if (this.left) return; // the page that is asked for would take the step along
    const url = new URL(location.href);
    url.searchParams.set("step", this.n);
    url.searchParams.set("lang", this.lang);
    if (this.both) url.searchParams.set("both", "1");
    else url.searchParams.delete("both");
    history.replaceState(history.state, "", url);
  }

  go(n) {
    const to = Math.min(Math.max(n, 1), this.slides.length);
    if (to === this.n) return;
    [this.n, this.left] = [to, false];
    this.wait(false);
    this.turn();
  }

  key(event) {
    if (!this.box.isConnected) return this.stop();
    const does = storyKey(event, this.lang);
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    if (this.box.classList.contains("d-dark") && does !== "leave") this.blank();
    else this.act(does);
  }

  pressed(event) {
    const button = event.target.closest("button");
    if (!button) return;
    button.blur();
    const { does, say } = button.dataset;
    if (say) this.say(say);
    else if (does) this.act(does);
  }

  act(does) {
    ({
      next: () => this.go(this.n + 1), back: () => this.go(this.n - 1), first: () => this.go(1), last: () => this.go(this.slides.length),
      notes: () => this.toggleNotes(), blank: () => this.blank(), full: () => this.full(), speaker: () => this.speaker(),
      languages: () => this.say(this.following()), leave: () => this.leave(),
    })[does]();
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
    this.wait(!this.server.stands);
    if (this.leaving) return;
    this.left = true;
    this.ask({ leave: this.slide.id });
  }

  // Only the server can show what lies behind the deck: who wants to leave without it is told so in the bar.
  wait(leaving) {
    const { words } = this.told, said = this.bar.querySelector(".d-away span");
    this.leaving = leaving;
    Object.assign(said, { className: leaving ? "" : "d-unseen", textContent: leaving ? words.leaving : words.away });
  }

  following() { return { ar: "en", en: "both", both: "ar" }[this.said]; }

  // Of what is asked in quick succession Python may hear the last alone: each says all.
  ask(what) { this.send("acts", { lang: this.lang, ...what, seq: Date.now() }); }

  // The slides change at once; Python is told, so that what lies behind the deck follows.
  say(what) {
    const lang = what === "both" ? this.lang : what, another = lang !== this.lang;
    [this.both, this.lang] = [what === "both", lang];
    if (another) this.dress();
    this.turn();
    if (another) this.ask();
  }

  speaker() {
    const page = this.speakers[this.lang] ?? this.told.speaker;
    window.open(`${page}#${this.own}`, `dalil-speaker-${this.own}`, "popup,width=1100,height=760");
  }

  // What the speaker's window shows, and what it may ask for.
  tell() {
    const { slides } = this, next = slides[this.n];
    this.channel.postMessage({ is: "at", n: this.n, total: slides.length, title: this.slide.title, notes: this.slide.notes, lang: this.lang,
      dark: this.box.classList.contains("d-dark"), next: next ? { title: next.title, points: next.points } : null });
  }

  heard({ is, by }) {
    if (!this.box.isConnected) return this.stop();
    if (is === "hello") this.tell();
    else if (is === "go" && Number.isInteger(by)) this.go(this.n + by);
    else if (is === "blank") this.blank();
  }

  fillBar() {
    this.bar.replaceChildren(...barParts(this.lang, this.told, this.slides.length));
    this.wait(Boolean(this.leaving));
  }

  // Text as large as its room allows; the style sheet keeps the least size.
  fit() {
    if (!this.box.isConnected) return this.stop();
    this.span();
    this.hang();
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
