// The pages, as plain links that carry the view; a click turns the page without loading the app anew. On a phone four of them and
// "More" are tabs at the foot of the window. Beside them: what opens the side bar while it is closed, with the number of filters in
// use, the other language, and what opens the map that stands beside a text.

import { AsideMap } from "./aside_map.js";
import { calm, direction, make, makeButton } from "../lib/dom.js";
import { Picks } from "../lib/picks.js";
import { nameSkipLink, openSideBar, uncoverFound } from "../lib/frame.js";
import { followSections } from "./section_links.js";

// The pages that a phone shows at once, and "more", by their icons: paths in a box of 24 × 24.
const ICONS = {
  map: "M3 6l6-3 6 3 6-3v15l-6 3-6-3-6 3zM9 3v15M15 6v15",
  article: "M4 5h16M4 10h16M4 15h16M7 20h10",
  evidence: "M12 4v16M7 20h10M5 7h14M5 7l-3 7a3 3 0 006 0zM19 7l-3 7a3 3 0 006 0z",
  aid: "M5 20V11M12 20V4M19 20v-6",
  more: "M5 12h.1M12 12h.1M19 12h.1",
};

// A table whose first column stands at the right shows its right end first, until someone scrolls it.
const TABLE_SHOWN = "d-table-shown";
const turnedTables = new WeakSet();

function showRightEnd(target) {
  turnedTables.add(target);
  const watch = new ResizeObserver(() => { target.scrollLeft = target.scrollWidth; });
  for (const box of [target, ...target.children]) watch.observe(box);
  for (const act of ["wheel", "pointerdown", "keydown"]) target.parentElement.addEventListener(act, () => watch.disconnect(), { once: true, passive: true });
}

const tableShown = ({ animationName, target }) => { if (animationName === TABLE_SHOWN) showRightEnd(target); };

// A page that comes quickly has its tables before anything listens here.
function showRightEnds() {
  document.addEventListener("animationstart", tableShown); // the same function again counts once
  for (const table of document.querySelectorAll(".dvn-scroller")) {
    if (!turnedTables.has(table) && getComputedStyle(table).animationName === TABLE_SHOWN) showRightEnd(table);
  }
}

function pageIcon(key) {
  const box = make("template", { innerHTML: `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[key]}"/></svg>` });
  return box.content;
}

export class Nav {
  constructor(parent) {
    this.nav = parent.querySelector("nav");
    this.picks = new Picks((picks) => this.send("picks", picks));
    this.opener = makeButton("d-opener", () => openSideBar());
    this.more = makeButton("d-more-pages", () => this.unfold(!this.others.classList.contains("d-unfolded")));
    this.others = make("div", { className: "d-other-pages" });
    this.pages = make("div", { className: "d-pages" });
    this.toMap = makeButton("d-to-map", () => this.aside.toggle());
    this.aside = new AsideMap(this.toMap);
    this.language = makeButton("d-other-language", () => this.picks.push(`lang:${this.language.lang}`));
    this.nav.replaceChildren(this.opener, this.pages, this.toMap, this.language);
    this.nav.addEventListener("click", (event) => this.turn(event));
    for (const name of ["pointerover", "focusin"]) this.nav.addEventListener(name, () => this.aim());
    this.pages.addEventListener("scroll", () => this.shade(), { passive: true });
    document.addEventListener("pointerdown", ({ target }) => { if (!this.pages.contains(target)) this.unfold(false); });
    this.pages.addEventListener("keydown", (event) => { if (event.key === "Escape") this.unfold(false); });
    new ResizeObserver(() => this.reveal()).observe(this.pages);
    if (document.fonts) document.fonts.ready.then(() => this.reveal());
    showRightEnds();
    uncoverFound();
  }

  show({ pages, here, lang, other, words, used, aside, received }) {
    followSections((page) => this.turnTo(page));
    this.picks.acknowledge(received);
    this.nav.setAttribute("aria-label", words.label);
    this.nav.dir = document.documentElement.dir = direction(lang);
    document.documentElement.lang = lang;
    nameSkipLink(words.skip);
    this.count(words.opener, ...used);
    this.toMap.textContent = words.map;
    Object.assign(this.language, { lang: other.lang, textContent: other.name });
    const shown = `${here} ${lang}`;
    if (shown !== this.shown) this.draw(pages, here, words);
    this.shown = shown;
    this.aside.allow(aside);
    this.aim();
  }

  // Says on the button of the side bar how many filters are in use.
  count(label, number, spoken) {
    const badge = make("b", { textContent: number, ariaHidden: "true" });
    this.opener.replaceChildren(label, ...(number ? [" ", badge, make("span", { className: "d-unseen", textContent: ` (${spoken})` })] : []));
  }

  draw(pages, here, words) {
    const links = pages.map(({ key, title, path }) => {
      const link = make("a", { textContent: title, href: path });
      link.dataset.page = key;
      if (key === here) link.setAttribute("aria-current", "page");
      if (key in ICONS) link.prepend(pageIcon(key));
      return link;
    });
    const [tabs, others] = [true, false].map((tab) => links.filter((link) => link.dataset.page in ICONS === tab));
    const open = pages.find(({ key }) => key === here && !(key in ICONS));
    this.others.replaceChildren(...others);
    this.more.replaceChildren(pageIcon("more"), words.more);
    this.more.classList.toggle("d-here", Boolean(open));
    if (open) this.more.ariaLabel = `${words.more}: ${open.title}`;
    else this.more.removeAttribute("aria-label");
    this.pages.replaceChildren(...tabs, this.more, this.others);
    this.unfold(false);
    requestAnimationFrame(() => this.reveal());
  }

  unfold(open) {
    this.others.classList.toggle("d-unfolded", open);
    this.more.setAttribute("aria-expanded", String(open));
  }

  // Brings the open page into the strip's sight; the window does not move.
  reveal() {
    const link = this.pages.querySelector("[aria-current]");
    if (!link) return;
    const own = link.getBoundingClientRect(), strip = this.pages.getBoundingClientRect();
    this.pages.scrollLeft += (own.left + own.right - strip.left - strip.right) / 2;
    this.shade();
  }

  // The strip fades where it goes on.
  shade() {
    const strip = this.pages.getBoundingClientRect(), links = [...this.pages.querySelectorAll("a")].map((link) => link.getBoundingClientRect());
    const fade = { left: Math.min(...links.map((r) => r.left)) < strip.left - 2, right: Math.max(...links.map((r) => r.right)) > strip.right + 2 };
    for (const [side, on] of Object.entries(fade)) this.pages.style.setProperty(`--d-fade-${side}`, on ? "2.6rem" : "0px");
  }

  // The links say where they would lead now: the view is in the URL, and picks change it.
  aim() {
    for (const link of this.nav.querySelectorAll("a")) link.search = window.location.search;
  }

  turn(event) {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    this.unfold(false);
    if (link.hasAttribute("aria-current")) this.toTop();
    this.turnTo(link.dataset.page);
  }

  // The page that is open already begins anew at its top.
  toTop() {
    document.querySelector('[data-testid="stMain"]').scrollTo({ top: 0, behavior: calm() ? "auto" : "smooth" });
  }

  turnTo(page) {
    this.picks.push(`page:${page}`);
  }
}
