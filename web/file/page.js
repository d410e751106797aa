// One file, no server: where the app asks Python for a view, this page computes it.

import { LiveMap } from "../map/map.js";
import { Reader } from "../reading/reader.js";
import { Choice, parted } from "../search/choice.js";
import { calm, direction, make } from "../lib/dom.js";
import { watchPage } from "../lib/page_marks.js";
import { unfoldForPrint } from "../lib/printing.js";
import { citeCopies } from "../lib/quotation.js";
import { fromQuery, toQuery, without } from "../search/selection.js";
import { FSI, Words, isolate } from "../search/text.js";
import { Charts } from "./charts.js";
import { Filters } from "./filters.js";
import { markHits, panel } from "./panel.js";
import { Story } from "./story.js";

const $ = (id) => document.getElementById(id);

export async function start() {
  watchPage();
  const data = JSON.parse($("dalil-data").textContent);
  data.cards = JSON.parse(await unpacked(data.cards));
  document.head.append(make("script", { textContent: await unpacked($("dalil-plotly").textContent) })); // runs by its hash
  new Page(data).open();
  document.documentElement.dataset.state = "ready";
}

// The cards are many and alike, and the library of the charts is large: they travel compressed.
async function unpacked(packed) {
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

// The page and its state: what is chosen, in which language, and what was asked of the map.
class Page {
  constructor(data) {
    Object.assign(this, { data, state: { ...data.state }, asked: { seq: 0, gentle: false }, dealt: { map: 0, reader: 0 }, count: 0 });
    Object.assign(this, { filters: new Filters(this), charts: new Charts(this), story: new Story(this) });
    this.map = new LiveMap($("x-map"), this);
    this.map.send = (_, picks) => this.take("map", picks);
    this.reader = new Reader($("x-reader"));
    this.reader.send = (_, picks) => this.take("reader", picks);
  }

  open() {
    this.speak(this.data.langs[0]);
    if (window.location.hash.length > 1) this.follow();
    if (new Choice(this.data, this.state).focus) this.ask(false);
    this.show(true);
    this.listen();
    this.story.follow();
  }

  listen() {
    citeCopies();
    unfoldForPrint();
    const on = (css, act) => { for (const part of document.querySelectorAll(css)) part.addEventListener("click", () => act(part)); };
    on("[data-speak]", (button) => { this.speak(button.dataset.speak); this.show(); });
    on("[data-print]", () => window.print());
    on("[data-story]", () => this.story.tell());
    window.addEventListener("popstate", () => {
      this.follow();
      if (!this.story.follow()) this.show(true);
    });
    document.body.addEventListener("click", (event) => {
      const target = event.target.closest(".x-aid [data-pick]");
      if (target) this.look(target.dataset.pick);
      const rule = event.target.closest("a.d-rule");
      if (rule) {
        if (this.story.on) this.story.leave();
        unfold(event, rule.hash.slice(1));
      }
    });
    for (const [when, paper] of [["beforeprint", true], ["afterprint", false]]) window.addEventListener(when, () => this.fitPaper(paper));
  }

  // What the address says is chosen, and spoken.
  follow() {
    const { data, words } = this, query = Object.fromEntries(new URLSearchParams(window.location.hash.slice(1)));
    Object.assign(this.state, fromQuery(data, query, data.cards[words.lang]));
    this.speak(data.langs.includes(query.lang) ? query.lang : words.lang);
  }

  // what the live map asks for stands in this file: its base map, of one language's script, and its list

  async drawing({ base: lang }) {
    return () => {
      window.dalilBase();
      const map = window[this.data.map], { furniture, langs } = this.data;
      Object.assign(map.dalil, furniture[lang].values);
      map.attributionControl.removeAttribution(furniture[langs[0]].credit).addAttribution(furniture[lang].credit);
    };
  }

  async world() {
    const { areas, names } = JSON.parse(await unpacked(this.data.world));
    return { areas, names: names[this.words.lang] };
  }

  list(lang) { return this.data.side[lang]; }

  // picks and filters

  take(from, picks) {
    for (const { id, seq, frame } of picks) {
      if (seq <= this.dealt[from]) continue;
      this.dealt[from] = seq;
      this.count += 1;
      this.pick(id, frame);
    }
    this.show();
  }

  pick(asked, frame) {
    const { data, state } = this, cards = data.cards[this.words.lang];
    const id = asked.replace(/^(read|map|weigh|frame):/, ""); // the app turns a page for some of these; here everything is on one
    const [kind, key] = parted(id);
    if (kind === "topic") this.refilter({ topics: [...new Set([...state.topics, key])] });
    else if (kind === "drop") this.refilter(without(data, state, ...key.split(":")));
    else if (kind === "clear") this.clear();
    else if (kind === "found") state.first = "found";
    else if (kind === "statement" && cards[id] === undefined && data.statements[key]) this.pick(`passage:${data.statements[key].passage}`, frame);
    else if (!id || cards[id] !== undefined) {
      Object.assign(state, { focus: id, first: "focus" });
      if (id && (frame || kind === "passage")) this.ask(kind !== "passage" && !asked.startsWith("frame:"));
    }
  }

  // Lets the map frame what is chosen, or these bounds.
  ask(gentle, bounds) {
    this.asked = { seq: this.asked.seq + 1, gentle, bounds };
  }

  // Changes filters: what they find comes first, and the card of what was picked stands aside until it is picked again or no filter is
  // left.
  refilter(changes) {
    Object.assign(this.state, changes);
    this.state.first = this.state.focus && new Choice(this.data, this.state).filtered ? "found" : "focus";
  }

  clear() {
    Object.assign(this.state, this.data.empty, { focus: this.state.focus });
  }

  // what is shown

  speak(lang) {
    const { data } = this;
    this.words = new Words(data.words[lang], data.plurals[lang], data.labels[lang], lang);
    Object.assign(document.documentElement, { lang, dir: direction(lang) });
    document.body.dir = direction(lang);
    for (const part of document.querySelectorAll("[data-lang]")) part.hidden = part.dataset.lang !== lang;
    for (const button of document.querySelectorAll("[data-speak]")) button.setAttribute("aria-pressed", button.dataset.speak === lang);
    document.title = data.titles[lang];
    this.charts.draw(lang);
  }

  // Shows on the map alone what is chosen.
  turnMap() {
    this.choice = new Choice(this.data, this.state);
    this.map.show(this.onMap());
  }

  // keep: the address stays as it is.
  show(keep = false) {
    this.turnMap();
    this.sentence();
    this.filters.draw();
    this.reader.show(this.inReader());
    markHits($("x-reader"), this.choice);
    const address = `#${new URLSearchParams({ lang: this.words.lang, ...toQuery(this.data, this.state) })}`;
    if (!keep && address !== window.location.hash) history.pushState(null, "", address);
  }

  sentence() {
    const { data, words, choice } = this;
    const head = document.querySelector(`[data-lang="${words.lang}"].x-head`);
    head.querySelector(".d-document").innerHTML = data.heads[words.lang][choice.document];
    head.querySelector(".d-shown").firstChild.textContent = `${words.describe(choice)} `;
  }

  onMap() {
    const { data, words, choice, asked, dealt } = this, { lang } = words, { counts } = choice;
    const points = data.furniture[lang].values.points.filter((f) => f.properties.named && f.properties.n !== (counts[f.id] || 0));
    const counted = ({ properties: p, ...rest }) => {
      const n = counts[rest.id] || 0, head = p.title.slice(0, p.title.lastIndexOf(FSI));
      return { ...rest, properties: { ...p, n, title: head + isolate(words.count("passages", n)) } };
    };
    const bounds = asked.seq ? asked.bounds || choice.bounds : null;
    return {
      points: points.map(counted), counts, lit: choice.lit, focus: choice.focus, alt: data.alt[lang],
      frame: bounds && { seq: asked.seq, gentle: asked.gentle, bounds },
      assets: { base: lang, side: lang, map: data.map }, words: data.mapWords[lang], lang, count: this.count, received: dealt.map, second: this.second,
    };
  }

  inReader() {
    const { choice, words } = this;
    const focus = choice.foundFirst ? JSON.stringify({ ...this.state, focus: "" }) : choice.focus;
    const said = Object.fromEntries(["close", "more", "less"].map((key) => [key, words.say(`panel.${key}`)]));
    return { html: panel(choice, words), focus, words: said, received: this.dealt.reader };
  }

  // Looks at something from below the map, and goes up to it.
  look(id) {
    this.pick(id, true);
    this.show();
    $("x-map").scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: "start" });
  }

  // On paper the map has another size: it is fitted before the page is drawn.
  fitPaper(paper) {
    document.body.classList.toggle("x-paper", paper);
    this.charts.fit(paper);
    const map = window[this.data.map];
    map.invalidateSize({ animate: false });
    map.fitBounds(this.choice.bounds || map.dalil.home, { animate: false, maxZoom: 9, padding: [20, 20] });
  }
}

// A link to the rules, which in the app stand on another page, leads to them at the foot of this one.
function unfold(event, id) {
  event.preventDefault();
  const section = document.getElementById(id);
  section.closest("details").open = true;
  section.scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: "start" });
}
