// What the server showed first goes once the app stands in its place: the map page with its map, another when its first run has ended,
// and so has a map page that shows no map;
// all once the widgets in sight have their scripts. Until then the app is hidden (web/styles/first.css), so that nothing is seen or read out twice.

import { make } from "../lib/dom.js";
import { watchPage } from "../lib/page_marks.js";
import { moveEarlyMap, startEarlyMap } from "./early_map.js";

const STANDS = '#root .d-nav a, #root [data-testid="stMain"]:not(:has(.st-key-nav)) [data-testid="stHeading"]'; // without sound data there are no pages
const RAN = '#root [data-testid="stApp"][data-test-script-state="notRunning"]';
const EMPTY = "#root .st-key-reader:not(:has(.d-reader > *))"; // its box stands before it does
const DRAWN = '.d-map:is([data-state="ready"][data-received], [data-state="failed"])';

const COMING = '#root [data-testid="stSkeleton"]'; // a widget whose script is not here yet, lower than the widget itself

const shows = (css) => document.querySelector(css) !== null;
const beginsInWindow = (element) => {
  const { top, height } = element.getBoundingClientRect();
  return height > 0 && top < window.innerHeight;
};

// The keyboard's place in the bar of pages is kept.
function leave(first) {
  const page = first.contains(document.activeElement) ? document.activeElement.dataset.page : "";
  try {
    moveEarlyMap();
  } finally { // whatever is wrong with the map, the app is there
    first.remove();
  }
  if (page) document.querySelector(`.d-nav [data-page="${page}"]`)?.focus();
}

const GATHERED = 50; // ms: Streamlit says that a run has ended before it shows what came last, which it gathers for 10 ms
const LOOK = 2000; // ms: a reader looks first; to run a script of a chart takes as long as a click must not wait

const idle = () => new Promise((done) => (window.requestIdleCallback ?? setTimeout)(done));

// Fetches scripts that other pages need, while nothing else is done; not for readers who asked their browser to save data. After a
// while it runs them, one in each pause; on a phone, where that takes long, only when the reader comes to the bar of pages.
// scripts: their paths by the names that Streamlit has for them.
export async function fetchLater(scripts) {
  if (navigator.connection?.saveData) return;
  await idle();
  await Promise.all(Object.values(scripts).map((href) => new Promise((done) => {
    document.head.append(make("link", { rel: "modulepreload", href, crossOrigin: "anonymous", onload: done, onerror: done }));
  })));
  if (window.matchMedia("(pointer: coarse)").matches) await aimedAtPages();
  await new Promise((done) => setTimeout(done, LOOK));
  for (const [name, path] of Object.entries(scripts)) {
    await idle();
    await keepScript(name, path);
  }
}

// Runs a script of Streamlit's, and keeps it in the form that React takes at once (server/streamlit/lazy_scripts.py); part: what of it is
// the widget, else the script itself names it.
export async function keepScript(name, path) {
  try {
    const script = await import(path);
    (window.dalilScripts ??= {})[name] = (part) => ({ then: (take) => take(part ? script[part] : script) });
  } catch {} // Streamlit asks again, and says what is wrong
}

function aimedAtPages() {
  return new Promise((done) => {
    for (const act of ["pointerdown", "focusin"]) document.addEventListener(act, ({ target }) => { if (target.closest?.(".d-nav")) done(); });
  });
}

// next: what is done then.
export function watchFirstPage(next) {
  watchPage();
  const first = document.getElementById("d-first");
  if (!first) return;
  const { map } = first.dataset;
  if (map) startEarlyMap(first, JSON.parse(map)).then(() => document.head.append(document.getElementById("d-start").content));
  // a map beside a text may stand before the text, and would be pushed away by it
  const whole = () => ("map" in first.dataset ? shows(DRAWN) || (shows(RAN) && !shows("#root .st-key-mapview")) : shows(RAN) && !shows(EMPTY));
  const there = () => shows(STANDS) && whole() && ![...document.querySelectorAll(COMING)].some(beginsInWindow);
  let look = 0;
  const watch = new MutationObserver(() => {
    if (look || !there()) return;
    look = setTimeout(() => {
      look = 0;
      if (!there()) return;
      watch.disconnect();
      requestAnimationFrame(() => { // after the names on the map, which are placed in the same frame
        leave(first);
        next();
      });
    }, GATHERED);
  });
  watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-state", "data-received", "data-test-script-state"] });
}
