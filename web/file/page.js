// One file, no server: the second adapter of the pick event. Where the app asks Python for a view, this page computes it.

const data = JSON.parse(document.getElementById("dalil-data").textContent);
const state = { ...data.state };
const frameAsked = { seq: 0, focus: "", gentle: false };
const dealt = { mapview: 0, reader: 0 };
const $ = (id) => document.getElementById(id);
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
let words, choice, count = 0;

// What the map asks for stands in this file already (see web/components/map.js).
window.dalilHere = {
  run: (lang) => {
    window.dalilBase();
    const map = window[data.map];
    Object.assign(map.dalil, data.furniture[lang].values);
    map.attributionControl.removeAttribution(data.furniture[data.langs[0]].credit).addAttribution(data.furniture[lang].credit);
  },
  text: (lang) => data.side[lang],
};
// the state in the address, as in the app's links

const written = () => new URLSearchParams({ lang: words.lang, ...toQuery(data, state) }).toString();

function read(text) {
  const query = Object.fromEntries(new URLSearchParams(text));
  Object.assign(state, fromQuery(data, query, data.cards[words.lang]));
  return data.langs.includes(query.lang) ? query.lang : words.lang;
}

// picks

function take(name, picks) {
  for (const { id, seq, frame } of picks) {
    if (seq <= dealt[name]) continue;
    dealt[name] = seq;
    count += 1;
    pick(id, frame);
  }
  show();
}

function pick(asked, frame) {
  const id = asked.replace(/^(read|map|weigh|frame):/, ""); // the app turns a page for some of these; here everything is on one
  const [kind, key] = parted(id);
  if (kind === "topic") refilter({ topics: [...new Set([...state.topics, key])] });
  else if (kind === "drop") refilter(without(data, state, ...key.split(":")));
  else if (kind === "clear") clear();
  else if (kind === "found") state.first = "found";
  else if (kind === "statement" && data.cards[words.lang][id] === undefined && data.statements[key]) pick(`passage:${data.statements[key].passage}`, frame);
  else if (!id || data.cards[words.lang][id] !== undefined) {
    Object.assign(state, { focus: id, first: "focus" });
    if (id && (frame || kind === "passage")) ask(kind !== "passage" && !asked.startsWith("frame:"));
  }
}

function ask(gentle) {
  Object.assign(frameAsked, { seq: frameAsked.seq + 1, focus: new Choice(data, state).focus, gentle });
  delete frameAsked.bounds;
}

// Changes filters: what they find comes first, and the card of what was picked stands aside until it is picked again or no filter is left.
function refilter(changes) {
  Object.assign(state, changes);
  state.first = state.focus && new Choice(data, state).filtered ? "found" : "focus";
}

function clear() {
  Object.assign(state, data.empty, { focus: state.focus });
}

// The cards are many and alike: they travel compressed.
async function unpacked(packed) {
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

// what is shown

function show(keep = false) {
  choice = new Choice(data, state);
  sentence();
  filters();
  const point = ({ properties: p, ...rest }) => {
    const n = choice.counts[rest.id] || 0;
    const head = p.title.slice(0, p.title.lastIndexOf(FSI));
    return { ...rest, properties: { ...p, n, title: head + isolate(words.count("passages", n)) } };
  };
  const counts = choice.counts;
  const points = data.furniture[words.lang].values.points.filter((f) => f.properties.named && f.properties.n !== (counts[f.id] || 0));
  const bounds = frameAsked.seq ? frameAsked.bounds || choice.bounds : null;
  mounts.mapview({
    parentElement: $("x-map"), setTriggerValue: (_, picks) => take("mapview", picks),
    data: {
      points: points.map(point), counts, lit: choice.lit, focus: choice.focus, alt: data.alt[words.lang],
      frame: bounds && { seq: frameAsked.seq, gentle: frameAsked.gentle, bounds },
      assets: { base: words.lang, side: words.lang, map: data.map }, words: words.map, lang: words.lang, count, received: dealt.mapview,
    },
  });
  mounts.reader({
    parentElement: $("x-reader"), setTriggerValue: (_, picks) => take("reader", picks),
    data: { html: panel(choice, words), focus: choice.foundFirst ? JSON.stringify({ ...state, focus: "" }) : choice.focus, close: words.say("panel.close"), received: dealt.reader },
  });
  mark($("x-reader"), choice, words);
  if (!keep && `#${written()}` !== window.location.hash) history.pushState(null, "", `#${written()}`);
}

function sentence() {
  const head = document.querySelector(`[data-lang="${words.lang}"].x-head`);
  const line = head.querySelector(".d-shown");
  head.querySelector(".d-document").innerHTML = data.heads[words.lang][choice.document];
  line.firstChild.textContent = `${words.describe(choice)} `;
}

function speak(lang) {
  words = new Words(data.words[lang], data.plurals[lang], data.labels[lang], lang);
  words.map = data.mapWords[lang];
  Object.assign(document.documentElement, { lang, dir: lang === "ar" ? "rtl" : "ltr" });
  document.body.dir = document.documentElement.dir;
  for (const part of document.querySelectorAll("[data-lang]")) part.hidden = part.dataset.lang !== lang;
  for (const button of document.querySelectorAll("[data-speak]")) button.setAttribute("aria-pressed", button.dataset.speak === lang);
  document.title = data.titles[lang];
  drawCharts(lang);
}

async function start() {
  data.cards = await unpacked(data.cards);
  speak(data.langs[0]);
  if (window.location.hash.length > 1) speak(read(window.location.hash.slice(1)));
  if (new Choice(data, state).focus) ask(false);
  show(true);
  for (const button of document.querySelectorAll("[data-speak]")) {
    button.addEventListener("click", () => { speak(button.dataset.speak); show(); });
  }
  window.addEventListener("popstate", () => { speak(read(window.location.hash.slice(1))); show(true); });
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
  storyButton();
  document.body.addEventListener("click", (event) => {
    const target = event.target.closest(".x-aid [data-pick]");
    if (target) look(target.dataset.pick);
    const rule = event.target.closest("a.d-rule");
    if (rule) unfold(event, rule.hash.slice(1));
  });
  window.dalil = { data, Choice, words: (lang) => new Words(data.words[lang], data.plurals[lang], data.labels[lang], lang) }; // for tests and for the curious
  for (const [when, on] of [["beforeprint", true], ["afterprint", false]]) window.addEventListener(when, () => fitPaper(on));
  document.documentElement.dataset.state = "ready";
}

// On paper the map has another size: it is fitted before the page is drawn.
function fitPaper(on) {
  document.body.classList.toggle("x-paper", on);
  for (const box of document.querySelectorAll(".js-plotly-plot")) {
    const { l } = box._fullLayout._size; // room for the labels, which a narrower figure does not find by itself
    Plotly.relayout(box, on ? { autosize: false, width: 640, "margin.l": l } : { autosize: true, width: null, "margin.l": 8 });
  }
  const map = window[data.map];
  map.invalidateSize({ animate: false });
  map.fitBounds(choice.bounds || map.dalil.home, { animate: false, maxZoom: 9, padding: [20, 20] });
}

// Look at something from below the map, and go up to it.
function look(id) {
  pick(id, true);
  show();
  $("x-map").scrollIntoView({ behavior: still() ? "auto" : "smooth", block: "start" });
}

// A link to the rules, which in the app stand on another page, leads to them at the foot of this one.
function unfold(event, id) {
  event.preventDefault();
  const section = document.getElementById(id);
  section.closest("details").open = true;
  section.scrollIntoView({ behavior: still() ? "auto" : "smooth", block: "start" });
}

const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
