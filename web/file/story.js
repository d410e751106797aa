// The story of the exported file, told on the same map: a card over the page, turned by keys that follow the reading direction.

import { make } from "../lib/dom.js";
import { storyKey } from "../lib/story_keys.js";
import { dressed } from "./charts.js";

export class Story {
  constructor(page) {
    this.page = page;
    this.box = document.getElementById("x-story");
    this.at = -1; // the step that is shown; -1: none
    this.both = false;
    document.addEventListener("keydown", (event) => this.key(event), true);
  }

  get steps() { return this.page.data.story; }

  tell(at) {
    const { page } = this, { classList } = document.body;
    this.at = Math.max(0, Math.min(at, this.steps.length - 1));
    const step = this.steps[this.at];
    classList.add("x-telling");
    classList.toggle("x-reading", step.reading);
    Object.assign(page.state, page.data.empty, step.state);
    page.ask(false, step.bounds);
    page.show();
    this.draw(step);
    this.box.focus({ preventScroll: true });
  }

  leave() {
    this.at = -1;
    document.body.classList.remove("x-telling", "x-reading", "x-blank");
    this.box.replaceChildren();
    delete this.page.asked.bounds;
    this.page.show();
  }

  draw(step) {
    const { data, words } = this.page, lang = words.lang, another = data.langs.find((one) => one !== lang);
    const chart = step.chart && data.stepCharts[step.chart][lang], room = make("div", { className: "x-step-chart", dir: "ltr" });
    const large = chart ? [make("div", { className: "x-step-large" }, make("p", { textContent: chart.finding }), make("div", { innerHTML: chart.legend }), room)] : [];
    this.box.replaceChildren(this.slide(step.told[lang], this.both && step.told[another], another), ...large, this.bar());
    if (chart) Plotly.newPlot(room, chart.drawing.data, grown(dressed(chart.drawing.layout)), { staticPlot: true, responsive: true });
  }

  // A step in the language that is read and, where asked for, in the other one.
  slide(told, other, another) {
    const second = { className: "x-second", lang: another }, { words } = this.page;
    const lines = (one, own) => one.lines.map(([text, head]) => make(head ? "h3" : "p", { textContent: text, dir: "auto", ...own }));
    const more = other ? other.quotes.filter(({ text }) => !told.quotes.some((one) => one.text === text)) : [];
    const notes = make("details", { className: "x-notes" }, make("summary", { textContent: words.say("present.notes") }), make("p", { textContent: told.notes }));
    return make("div", { className: "x-slide" },
      make("h2", { textContent: told.title }), ...(other ? [make("p", { ...second, dir: "auto", textContent: other.title })] : []),
      ...lines(told), ...(other ? lines(other, second) : []), ...[...told.quotes, ...more].flatMap(quotation),
      make("p", { className: "d-line", textContent: told.sources.join(" · ") }), ...(told.rules ? [make("p", { className: "d-line", innerHTML: told.rules })] : []),
      ...(told.notes ? [notes] : []));
  }

  bar() {
    const { at, steps } = this, count = this.page.words.say("present.count", { n: at + 1, total: steps.length });
    return make("p", { className: "x-steps" }, this.button("back", at === 0), make("b", { textContent: count }),
      this.button("next", at === steps.length - 1), this.button("leave"));
  }

  button(does, disabled = false) {
    const key = `present.${does}`;
    const button = make("button", { type: "button", className: "d-chip", textContent: this.page.words.say(key), disabled });
    button.dataset.step = key;
    button.addEventListener("click", () => this.acts[does]());
    return button;
  }

  get acts() {
    return {
      next: () => this.tell(this.at + 1), back: () => this.tell(this.at - 1), first: () => this.tell(0), last: () => this.tell(this.steps.length - 1),
      leave: () => this.leave(), blank: () => document.body.classList.toggle("x-blank"),
      full: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
      notes: () => { const notes = this.box.querySelector(".x-notes"); if (notes) notes.open = !notes.open; },
      languages: () => { this.both = !this.both && this.page.data.langs.length > 1; this.draw(this.steps[this.at]); },
    };
  }

  key(event) {
    if (this.at < 0) return;
    const does = storyKey(event, this.page.words.lang), act = this.acts[does];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    if (document.body.classList.contains("x-blank") && does !== "leave") this.acts.blank();
    else act();
  }
}

// Words quoted, under whose they are.
function quotation({ label, text, language }) {
  return [make("p", { className: "d-line", dir: "auto", textContent: label }),
    make("blockquote", { className: "d-quote", lang: language, dir: language === "ar" ? "rtl" : "ltr", textContent: text })];
}

// A chart as large as its room, its words for a projector.
function grown(layout) {
  const size = Math.max(13, Math.min(26, innerWidth / 74)), axis = (own) => ({ ...own, tickfont: { size: size * 0.9 } });
  return { ...layout, height: undefined, autosize: true, font: { ...layout.font, size }, xaxis: { ...axis(layout.xaxis), nticks: 5 }, yaxis: axis(layout.yaxis) };
}
