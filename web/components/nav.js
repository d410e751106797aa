// The pages, as plain links that carry the view; a click turns the page without loading the app anew.

import { direction, make } from "../lib/dom.js";
import { Picks } from "../lib/picks.js";
import { followSections } from "./section_links.js";

// A table whose first column stands at the right shows its right end first, until someone scrolls it.
function showRightEnd({ animationName, target }) {
  if (animationName !== "d-table-shown") return;
  const watch = new ResizeObserver(() => { target.scrollLeft = target.scrollWidth; });
  for (const box of [target, ...target.children]) watch.observe(box);
  for (const act of ["wheel", "pointerdown", "keydown"]) target.parentElement.addEventListener(act, () => watch.disconnect(), { once: true, passive: true });
}

export class Nav {
  constructor(parent) {
    this.nav = parent.querySelector("nav");
    this.picks = new Picks((picks) => this.send("picks", picks));
    this.nav.addEventListener("click", (event) => this.turn(event));
    for (const name of ["pointerover", "focusin"]) this.nav.addEventListener(name, () => this.aim());
    this.nav.addEventListener("scroll", () => this.shade(), { passive: true });
    new ResizeObserver(() => this.reveal()).observe(this.nav);
    if (document.fonts) document.fonts.ready.then(() => this.reveal());
    document.addEventListener("animationstart", showRightEnd); // the same function again counts once
  }

  show(data) {
    followSections((page) => this.turnTo(page));
    this.picks.acknowledge(data.received);
    this.nav.setAttribute("aria-label", data.label);
    this.nav.dir = direction(data.lang);
    document.documentElement.lang = data.lang;
    this.nav.replaceChildren(...data.pages.map(({ key, title, path }) => {
      const link = make("a", { textContent: title, href: path });
      link.dataset.page = key;
      if (key === data.here) link.setAttribute("aria-current", "page");
      return link;
    }));
    this.aim();
    const shown = `${data.here} ${data.lang}`;
    if (shown !== this.shown) requestAnimationFrame(() => this.reveal());
    this.shown = shown;
  }

  // Brings the open page into the strip's sight; the window does not move.
  reveal() {
    const link = this.nav.querySelector("[aria-current]");
    if (!link) return;
    const own = link.getBoundingClientRect(), strip = this.nav.getBoundingClientRect();
    this.nav.scrollLeft += (own.left + own.right - strip.left - strip.right) / 2;
    this.shade();
  }

  // The strip fades where it goes on.
  shade() {
    const strip = this.nav.getBoundingClientRect(), links = [...this.nav.children].map((link) => link.getBoundingClientRect());
    const fade = { left: Math.min(...links.map((r) => r.left)) < strip.left - 2, right: Math.max(...links.map((r) => r.right)) > strip.right + 2 };
    for (const [side, on] of Object.entries(fade)) this.nav.style.setProperty(`--d-fade-${side}`, on ? "2.6rem" : "0px");
  }

  // The links say where they would lead now: the view is in the URL, and picks change it.
  aim() {
    for (const link of this.nav.querySelectorAll("a")) link.search = window.location.search;
  }

  turn(event) {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    this.turnTo(link.dataset.page);
  }

  turnTo(page) {
    this.picks.push(`page:${page}`);
  }
}
