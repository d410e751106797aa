// The points of the map for the keyboard: one stop of Tab; arrows go from point to point, those that the documents name first, then
// from west to east; those beyond the region last. And a way past the map.

import { make } from "../lib/dom.js";

export class PointKeys {
  constructor(view) {
    this.view = view;
    const listen = (name, action) => view.canvas.addEventListener(name, action, { signal: view.abort.signal });
    listen("keydown", (event) => this.press(event));
    listen("focusin", ({ target }) => this.stopAt(target.dataset.entity));
  }

  get order() {
    const region = L.latLngBounds(this.view.map.dalil.region), near = ({ lat, lon }) => region.contains([lat, lon]);
    const points = [...this.view.points].sort(([, a], [, b]) => near(b) - near(a) || b.p.named - a.p.named || a.lon - b.lon);
    return points.map(([id]) => id);
  }

  // Where Tab enters: what is looked at, else the point last reached, else the first.
  renew(lit) {
    const { points, canvas } = this.view;
    if (this.stop && canvas.contains(document.activeElement)) return;
    this.stopAt(lit.find((id) => points.has(id)) ?? this.stop?.dataset.entity ?? this.order[0]);
  }

  stopAt(id) {
    const point = this.view.points.get(id);
    if (!point) return;
    if (this.stop) this.stop.tabIndex = -1;
    this.stop = point.element;
    this.stop.tabIndex = 0;
  }

  press(event) {
    const point = event.target.closest(".d-point[data-entity]");
    if (!point || event.altKey || event.ctrlKey || event.metaKey) return;
    const { view } = this, { order } = this, at = order.indexOf(point.dataset.entity), on = view.data.lang === "ar" ? -1 : 1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, ArrowRight: at + on, ArrowLeft: at - on, Home: 0, End: order.length - 1 }[event.key];
    if (to !== undefined) view.points.get(order[(to + order.length) % order.length]).element.focus();
    else if (event.key === "Enter" || event.key === " ") view.pick(`place:${point.dataset.entity}`);
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
