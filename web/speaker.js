// The speaker's window: this slide and the next as pictures, notes, the clock and the pace. It follows the stage that opened it, and can
// turn it.

import { direction, make } from "./lib/dom.js";
import { storyKey } from "./stage/story_keys.js";

const GREET = 1000; // ms between two greetings: a stage that was loaded again does not know this window
const ASKED = { next: { is: "go", by: 1 }, back: { is: "go", by: -1 }, blank: { is: "blank" } };

const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, "0")}`;

export class SpeakerPage {
  constructor() {
    this.words = JSON.parse(this.part("words").textContent);
    this.since = Date.now();
    window.addEventListener("message", ({ data, source }) => { if (source === window.opener && data.is === "at") this.show(data); });
    window.addEventListener("resize", () => { if (this.message) this.show(this.message); });
    window.addEventListener("keydown", (event) => this.key(event));
    for (const button of document.querySelectorAll("[data-does]")) button.addEventListener("click", () => this.ask(ASKED[button.dataset.does]));
    this.part("again").addEventListener("click", () => {
      this.since = Date.now();
      this.tick();
    });
    this.tick();
    setInterval(() => this.tick(), 500);
    this.ask({ is: "hello" });
    setInterval(() => this.ask({ is: "here" }), GREET);
  }

  part(id) { return document.getElementById(id); }

  ask(what) { window.opener?.postMessage(what, self.origin === "null" ? "*" : self.origin); }

  key(event) {
    const asked = ASKED[storyKey(event, this.message?.lang ?? document.documentElement.lang)];
    if (!asked) return;
    event.preventDefault();
    this.ask(asked);
  }

  show(message) {
    this.message = message;
    this.part("title").textContent = message.title;
    this.part("notes").replaceChildren(...message.notes.split("\n").map((text) => make("p", { textContent: text, dir: "auto" })));
    this.part("count").textContent = message.count;
    this.part("next").textContent = message.next ?? this.words.end;
    this.part("dark").hidden = !message.dark;
    document.body.dataset.step = message.n;
    ["now", "then"].forEach((id, n) => this.draw(this.part(id), message.pictures[n]));
    this.tick();
  }

  // The stage as it stands there, in its own size, scaled to the room it has here.
  draw(host, html) {
    const { lang, both, screen: [width, height, stage] } = this.message, small = host.firstElementChild;
    host.hidden = !html;
    small.innerHTML = html; // made by the stage
    small.className = `d-deck${both ? " d-both" : ""}`;
    Object.assign(small, { lang, dir: direction(lang) });
    const unit = Math.min(width / (width / height < 1.5 ? 1640 : 1920), height / 1080), scale = host.clientWidth / width;
    const sizes = { "--u": unit, "--bar": 0, "--legend": (both ? 140 : 104) * unit, width, height: stage };
    for (const [name, value] of Object.entries(sizes)) small.style.setProperty(name, `${value}px`);
    small.style.transform = `scale(${scale})`;
    host.style.height = `${stage * scale}px`;
  }

  // Where the talk should be by now: within the time of this slide, before it or beyond it.
  pace(elapsed) {
    const { whole, before, seconds } = this.message ?? {}, { words } = this;
    const timed = Boolean(whole && seconds && before !== null), ahead = before - elapsed, behind = elapsed - before - seconds;
    const off = behind > 0 ? words.behind.replace("{time}", minutes(behind)) : ahead > 0 ? words.ahead.replace("{time}", minutes(ahead)) : words["on-time"];
    this.part("target").textContent = whole ? minutes(whole) : "–";
    this.part("own").textContent = seconds ? minutes(seconds) : "–";
    Object.assign(this.part("pace"), { textContent: timed ? off : "" }).dataset.late = timed && behind > 0;
  }

  tick() {
    const now = new Date(), elapsed = (now - this.since) / 1000;
    this.part("clock").textContent = now.toTimeString().slice(0, 8);
    this.part("elapsed").textContent = minutes(elapsed);
    this.pace(elapsed);
  }
}
