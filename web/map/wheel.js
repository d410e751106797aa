// The wheel scrolls the page until the map is used, by a press or the keyboard; a quiet line over the map says so. It zooms a map that
// no page scrolls under, as on stage, and always with Ctrl.

import { direction, make } from "../lib/dom.js";

const LINGER = 1500; // ms that the line stays after the last turn

export class Wheel {
  constructor(view, words, lang) {
    this.view = view;
    this.line = make("p", { className: "d-wheel", textContent: words, dir: direction(lang), ariaHidden: "true" });
    view.box.append(this.line);
    view.map.scrollWheelZoom.disable();
    // not passive: the browser would scroll without asking the zoom
    const listen = (target, name, action) => target.addEventListener(name, action, { capture: true, passive: false, signal: view.abort.signal });
    listen(view.box, "wheel", (event) => this.turn(event));
    for (const name of ["pointerdown", "focusin"]) listen(window, name, ({ target }) => { this.used = view.box.contains(target); });
  }

  turn(event) {
    const { map, box } = this.view;
    const zooms = this.used || event.ctrlKey || [box, box.parentElement].some((part) => getComputedStyle(part).position === "fixed");
    map.scrollWheelZoom[zooms ? "enable" : "disable"]();
    this.line.classList.toggle("d-on", !zooms);
    clearTimeout(this.later);
    this.later = setTimeout(() => this.line.classList.remove("d-on"), LINGER);
  }
}
