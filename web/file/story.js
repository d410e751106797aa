// The story of the exported file: the deck of the app over this page, whose map follows its steps. The address says the step.

import { Presenter } from "../stage/presenter.js";
import { direction } from "../lib/dom.js";

export class Story {
  constructor(page) {
    this.page = page;
    this.box = document.getElementById("x-story");
  }

  get data() { return this.page.data.story; }

  get on() { return Boolean(this.presenter); }

  // Begins at a step, in one language or in both.
  tell({ step = 1, both = false } = {}) {
    if (!this.data || this.on) return;
    document.body.classList.add("x-telling");
    this.box.replaceChildren(document.getElementById("x-deck").content.cloneNode(true));
    this.presenter = new Presenter(this.box, this);
    this.presenter.send = (_, asked) => this.take(asked);
    this.presenter.show({ ...this.data, start: step, both: both && this.page.data.langs.length > 1, lang: this.page.words.lang });
    this.move(this.presenter.slide, this.presenter.deck, this.presenter.both);
  }

  // What the deck asks for: another language, or to leave.
  take({ lang, leave }) {
    if (lang !== this.page.words.lang) this.page.speak(lang);
    if (leave) this.leave();
  }

  leave() {
    this.close();
    this.page.show();
  }

  close() {
    this.presenter.stop();
    this.presenter = null;
    this.box.replaceChildren();
    document.body.classList.remove("x-telling");
    delete this.page.asked.bounds;
    this.page.second = {};
  }

  // The step of an address, as the app's links have it; nothing where it tells no story.
  follow() {
    const query = new URLSearchParams(location.hash.slice(1)), step = Number(query.get("step"));
    if (this.on) this.close();
    if (step) this.tell({ step, both: query.get("both") === "1" });
    return Boolean(step && this.data);
  }

  // what the deck finds beside its slides: all of it stands in this file

  connection() { return { stands: true, dismiss() {}, stop() {} }; }

  keep() {}

  profile({ profile }) { return profile; }

  // The speaker's window is written, with the rules of this page: to a page from a file, browsers cut the way back from any address.
  speaker({ lang, speaker }, ...named) {
    const rules = [...document.querySelectorAll("style")].map((sheet) => sheet.outerHTML).join(""), opened = window.open("", ...named);
    if (!opened) return opened; // the browser opens no windows
    const { documentElement: page } = opened.document;
    page.innerHTML = speaker.replace("</title>", `</title>${rules}`);
    Object.assign(page, { lang, dir: direction(lang) });
    const idle = page.querySelector("script:not([type])"), script = opened.document.createElement("script");
    idle.replaceWith(Object.assign(script, { textContent: idle.textContent })); // runs by its hash
    return opened;
  }

  // The map shows what the page would show of the step's view.
  move({ state, bounds, second }, { lang }, both) {
    const { page } = this;
    page.second = both ? second : {};
    if (lang !== page.words.lang) page.speak(lang);
    Object.assign(page.state, page.data.empty, state);
    page.ask(false, bounds);
    page.turnMap();
  }

  locate({ step, lang, both }) {
    const address = `#${new URLSearchParams({ lang, step, ...(both ? { both: 1 } : {}) })}`;
    if (new URLSearchParams(location.hash.slice(1)).has("step")) history.replaceState(null, "", address);
    else history.pushState(null, "", address); // Back leads to the page
  }
}
