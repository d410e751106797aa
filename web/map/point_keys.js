// The map for the keyboard: one stop of Tab; arrows go through the points that the documents name, the border and the names of land in
// sight, then the other points from west to east, last those beyond the region. And a way past the map.

import { make } from "../lib/dom.js";

const BORDER = ".d-border-hit", LAND = `.d-area[data-entity], ${BORDER}`;

export class PointKeys {
  constructor(view) {
    this.view = view;
    const listen = (name, action) => view.canvas.addEventListener(name, action, { signal: view.abort.signal });
    listen("keydown", (event) => this.press(event));
    listen("focusin", ({ target }) => { this.stopAt(target.matches(LAND) ? target : this.elementOf(target.dataset.entity)); this.hint(target, true); });
    listen("focusout", ({ target }) => this.hint(target, false));
  }

  elementOf(id) {
    return this.view.points.get(id)?.element;
  }

  // What a point does by itself.
  hint(target, on) {
    if (target.matches(LAND)) this.view.hover(target.dataset.entity, on);
  }

  get order() {
    const region = L.latLngBounds(this.view.map.dalil.region), near = ({ lat, lon }) => region.contains([lat, lon]);
    const points = [...this.view.points.values()].sort((a, b) => b.p.named - a.p.named || a.lon - b.lon);
    const rank = (point) => (near(point) ? Number(!point.p.named) : 2), ranked = (n) => points.filter((point) => rank(point) === n).map(({ element }) => element);
    const land = [...this.view.canvas.querySelectorAll(LAND)].filter((part) => part === document.activeElement || !part.matches(".d-off"));
    return [...ranked(0), ...land.sort((a, b) => b.matches(BORDER) - a.matches(BORDER)), ...ranked(1), ...ranked(2)];
  }

  // Where Tab enters: what is looked at, else the point last reached, else the first.
  renew(lit) {
    const { points, canvas } = this.view;
    if (this.stop && canvas.contains(document.activeElement)) return;
    const point = this.elementOf(lit.find((id) => points.has(id)));
    this.stopAt(point ?? (this.order.includes(this.stop) ? this.stop : this.order[0]));
  }

  stopAt(element) {
    if (!element) return;
    this.stop?.setAttribute("tabindex", "-1");
    this.stop = element;
    element.setAttribute("tabindex", "0");
  }

  press(event) {
    const stop = event.target.closest(`.d-point[data-entity], ${LAND}`);
    if (!stop || event.altKey || event.ctrlKey || event.metaKey) return;
    const { view } = this, { order } = this, at = order.indexOf(stop), on = view.data.lang === "ar" ? -1 : 1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, ArrowRight: at + on, ArrowLeft: at - on, Home: 0, End: order.length - 1 }[event.key];
    if (to !== undefined) order[(to + order.length) % order.length].focus();
    else if (event.key === "Enter" || event.key === " ") view.pick(`place:${stop.dataset.entity}`);
    else return;
    event.preventDefault();
    event.stopPropagation(); // the map would move with the arrows
  }
}

// A button, seen when it has the focus, that leads on to the text after the map.
export function skipLink(box, words) {
  const link = make("button", { type: "button", className: "d-skip", textContent: words });
  link.addEventListener("click", () => {
    const after = (part) => box.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING;
    [...document.querySelectorAll(".d-reader")].find(after)?.focus();
  });
  return link;
}
