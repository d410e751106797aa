// The deck: all slides of both languages are here, so neither a step nor a language asks anybody, and a talk goes on without the
// server. It turns slides by key, finger and number, tells the map what to show, keeps the position in the address, and tells the
// speaker's window. Once it is off the page it stops. In the app and in the exported file it is the same; what differs is its `source`.

import { direction, make } from "../lib/dom.js";
import { markPage } from "../lib/page_marks.js";
import { storyKey } from "./story_keys.js";
import { barParts } from "./bar.js";
import { LeaveTwice } from "./leave_twice.js";
import { NumberJump } from "./number_jump.js";
import { Overview } from "./overview.js";
import { fitText, slidePicture, spanProfile, straighten } from "./slide_picture.js";
import { SpeakerLink } from "./speaker_link.js";
import { onSwipe } from "./swipe.js";

const REST = 3000; // ms without the mouse, after which the bar goes

export class Presenter {
  // source: what stands beside the slides, as stage_files.js in the app.
  constructor(parent, source) {
    const [box, stage, bar, notes, overview, typed, told] = [".d-deck", ".d-stage", ".d-bar", ".d-notes", ".d-overview", ".d-typed", ".d-told"].map((css) => parent.querySelector(css));
    Object.assign(this, { source, box, stage, bar, notes, abort: new AbortController() });
    const { signal } = this.abort, listen = (target, name, action, more = {}) => target.addEventListener(name, action, { signal, ...more });
    this.overview = new Overview(overview, (n) => this.go(n));
    this.number = new NumberJump(typed, (n) => this.go(n));
    this.twice = new LeaveTwice(told);
    this.speaker = new SpeakerLink((asked) => this.heard(asked), signal);
    listen(window, "keydown", (event) => this.key(event), { capture: true });
    listen(bar, "click", (event) => this.pressed(event));
    for (const name of ["pointermove", "pointerdown", "focusin"]) listen(window, name, () => this.wake(), { passive: true });
    onSwipe(box, (way) => this.act((way === "left") === (this.lang === "ar") ? "back" : "next"), signal);
    if (document.fonts) document.fonts.ready.then(() => this.fit());
    this.sized = new ResizeObserver(() => this.fit());
    this.sized.observe(stage);
    this.server = source.connection(() => this.served());
    source.changed = () => this.picture();
  }

  served() {
    if (!this.box.isConnected) return this.stop();
    this.server.dismiss();
    if (this.leaving && this.server.stands) this.wait(false);
  }

  stop() {
    clearTimeout(this.later);
    this.server.stop();
    this.sized.disconnect();
    this.abort.abort();
  }

  show(data) {
    const first = !this.data;
    this.data = data;
    if (first) [this.n, this.both, this.lang] = [data.start, data.both, data.lang];
    this.n = Math.min(Math.max(this.n, 1), this.slides.length);
    for (const deck of Object.values(data.decks)) this.source.keep(deck);
    this.dress();
    this.turn(first);
    this.wake();
  }

  dress() {
    this.box.dir = direction(this.lang);
    this.box.lang = this.lang;
    this.bar.replaceChildren(...barParts(this.lang, Object.keys(this.data.decks), this.deck));
    this.wait(Boolean(this.leaving));
  }

  get deck() { return this.data.decks[this.lang]; }

  get slides() { return this.deck.slides; }

  get slide() { return this.slides[this.n - 1]; }

  // The numbers of the slides of the talk itself, without those kept for the discussion; of all where there are no others.
  get talk() {
    const all = this.slides.map((_, n) => n + 1), own = all.filter((n) => !this.slides[n - 1].backup);
    return own.length ? own : all;
  }

  // What shows a step changes in the same frame.
  turn(first = false) {
    const { slide } = this;
    this.box.classList.toggle("d-both", this.both);
    this.box.dataset.show = slide.show;
    markPage(); // at once: what follows measures
    this.box.dataset.step = this.n;
    if (this.shown !== slide.html) this.stage.innerHTML = this.shown = slide.html;
    this.notes.replaceChildren(...slide.notes.split("\n").map((text) => make("p", { textContent: text })));
    this.mark();
    this.picture();
    if (!first) this.source.move(slide, this.deck, this.both); // the map keeps standing; it is told what to light and where to fly
    if (!this.left) this.source.locate({ step: this.n, lang: this.lang, both: this.both }); // the page that is asked for would take the step along
    this.tell();
  }

  picture() {
    const profile = this.source.profile(this.deck);
    if (profile) straighten(this.stage, profile, this.data.box, this.slide.live.lit);
    this.fit();
  }

  // In the bar: how far the talk is, and what is pressed.
  mark() {
    const { talk, n } = this, { words } = this.deck, at = talk.indexOf(n);
    for (const [k, mark] of [...this.bar.querySelectorAll(".d-steps i")].entries()) mark.className = talk[k] < n && at >= 0 ? "d-past" : talk[k] === n ? "d-now" : "";
    const count = words.count.replace("{n}", at + 1).replace("{total}", talk.length);
    this.bar.querySelector(".d-place-in").textContent = at < 0 ? `${n} · ${words.backup}` : count;
    for (const button of this.bar.querySelectorAll("[data-say]")) button.setAttribute("aria-pressed", button.dataset.say === this.said);
  }

  get said() { return this.both ? "both" : this.lang; }

  // The bar shows itself while the mouse moves.
  wake() {
    clearTimeout(this.later);
    this.box.classList.remove("d-idle");
    this.later = setTimeout(() => this.box.classList.toggle("d-idle", !this.bar.matches(":hover, :focus-within")), REST);
  }

  go(n) {
    const to = Math.min(Math.max(n, 1), this.slides.length);
    if (to === this.n) return;
    if (this.slides[to - 1].backup && !this.slide.backup) this.from = this.n;
    [this.n, this.left] = [to, false];
    this.wait(false);
    this.turn();
  }

  // Forward and back lead through the talk; from a slide kept for the discussion on to the next of these, and back to where one was.
  along(by) {
    const { n, slides, talk } = this;
    if (!slides[n - 1].backup) return talk[talk.indexOf(n) + by] ?? n;
    return by < 0 ? this.from ?? talk.at(-1) : slides[n]?.backup ? n + 1 : n;
  }

  key(event) {
    if (!this.box.isConnected) return this.stop();
    const does = storyKey(event, this.lang), number = !event.target.closest?.("input, textarea") && this.number.take(event);
    if (!does && !number) return;
    event.preventDefault();
    event.stopPropagation();
    if (does !== "leave" || number) this.twice.forget();
    if (number || (does === "leave" && event.repeat)) return;
    if (this.box.classList.contains("d-dark")) this.blank();
    else this.act(does);
  }

  pressed(event) {
    const button = event.target.closest("button");
    if (!button) return;
    button.blur();
    const { does, say } = button.dataset;
    if (say) this.say(say);
    else if (does) this.act(does === "leave" && !this.overview.open ? "quit" : does);
  }

  act(does) {
    if (this.overview.open && !["blank", "full", "languages", "speaker"].includes(does)) return this.overview.act(does);
    ({
      next: () => this.go(this.along(1)), back: () => this.go(this.along(-1)), first: () => this.go(this.talk[0]), last: () => this.go(this.talk.at(-1)),
      notes: () => this.toggleNotes(), blank: () => this.blank(), full: () => this.full(), speaker: () => this.openSpeaker(),
      overview: () => this.overlook(), languages: () => this.say(this.following()), leave: () => this.escape(), quit: () => this.leave(),
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

  pictureOf(n) { return slidePicture(this.stage, this.slides[n - 1], { ...this.data, profile: this.source.profile(this.deck) }); }

  overlook() { this.overview.show(this.slides, this.slides.map((_, n) => this.pictureOf(n + 1)), this.n, this.deck.words); }

  // Esc closes what lies over the slide and full screen; many clickers send it, so that the stage is left at the second in a row.
  escape() {
    if (!this.notes.hidden) return this.toggleNotes();
    if (document.fullscreenElement) return this.full();
    if (!this.server.stands || this.twice.asked(this.deck.words.again)) this.leave();
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
    const { words } = this.deck, said = this.bar.querySelector(".d-away span");
    this.leaving = leaving;
    Object.assign(said, { className: leaving ? "" : "d-unseen", textContent: leaving ? words.leaving : words.away });
  }

  following() {
    const ways = [...this.bar.querySelectorAll("[data-say]")].map((button) => button.dataset.say);
    return ways[(ways.indexOf(this.said) + 1) % ways.length] ?? this.said;
  }

  // Of what is asked in quick succession Python may hear the last alone: each says all.
  ask(what) { this.send("acts", { lang: this.lang, ...what, seq: Date.now() }); }

  // The slides change at once; Python is told, so that what lies behind the deck follows.
  say(what) {
    const lang = what === "both" ? this.lang : what, another = lang !== this.lang;
    [this.both, this.lang] = [what === "both", lang];
    if (another) this.dress();
    this.turn();
    if (this.overview.open) this.overlook();
    if (another) this.ask();
  }

  openSpeaker() { this.speaker.open((...window) => this.source.speaker(this.deck, ...window)); }

  // What the speaker's window shows.
  tell() {
    if (!this.speaker.stands) return;
    const { slide, slides, talk, n, lang, both } = this, following = this.along(1), next = following === n ? null : slides[following - 1];
    const planned = (until) => talk.filter((k) => k < until).reduce((whole, k) => whole + slides[k - 1].seconds, 0);
    const sketched = (k) => this.pictureOf(k).outerHTML;
    this.speaker.tell({
      is: "at", n, count: this.bar.querySelector(".d-place-in").textContent, title: slide.title, notes: slide.notes, lang, both, dark: this.box.classList.contains("d-dark"),
      next: next && next.title, pictures: [sketched(n), next ? sketched(following) : ""], screen: [innerWidth, innerHeight, this.stage.clientHeight],
      seconds: slide.seconds, before: slide.backup ? null : planned(n), whole: planned(Infinity),
    });
  }

  // What the speaker's window asks for.
  heard({ is, by }) {
    if (!this.box.isConnected) return this.stop();
    if (is === "hello") this.tell();
    else if (is === "go" && (by === 1 || by === -1)) this.go(this.along(by));
    else if (is === "blank") this.blank();
  }

  fit() {
    if (!this.box.isConnected) return this.stop();
    if (!this.data) return;
    fitText(this.stage);
    spanProfile(this.stage, this.data.box);
  }
}
