// What a wheel and fingers do over the map. The wheel scrolls the page until the map is used, by a press or the keyboard; it zooms a
// map that no page scrolls under, as on stage, and always with Ctrl. One finger scrolls the page too, two move the map. A quiet line
// over the map says so.

import { direction, make } from "../lib/dom.js";

const LINGER = 1500; // ms that the line stays after the last turn or stroke

export class Gestures {
  constructor(view, words, lang) {
    this.view = view;
    this.line = make("p", { className: "d-hint-line", dir: direction(lang), ariaHidden: "true" });
    this.words = words;
    view.box.append(this.line);
    view.map.scrollWheelZoom.disable();
    // not passive: the browser would scroll without asking the zoom
    const listen = (target, name, action) => target.addEventListener(name, action, { capture: true, passive: false, signal: view.abort.signal });
    listen(view.box, "wheel", (event) => this.turn(event));
    view.box.addEventListener("touchmove", ({ touches }) => this.stroke(touches.length), { passive: true, signal: view.abort.signal });
    for (const name of ["pointerdown", "focusin"]) listen(window, name, ({ target }) => { this.used = view.box.contains(target); });
  }

  turn(event) {
    const zooms = this.used || event.ctrlKey || this.fixed;
    this.view.map.scrollWheelZoom[zooms ? "enable" : "disable"]();
    this.say(this.words.wheel, !zooms);
  }

  stroke(fingers) {
    this.say(this.words.touch, fingers === 1 && !this.view.map.dragging.enabled() && !this.fixed);
  }

  // Does no page scroll under the map?
  get fixed() {
    const { box } = this.view;
    return [box, box.parentElement].some((part) => getComputedStyle(part).position === "fixed");
  }

  say(words, on) {
    if (on) this.line.textContent = words;
    this.line.classList.toggle("d-on", on);
    clearTimeout(this.later);
    this.later = setTimeout(() => this.line.classList.remove("d-on"), LINGER);
  }
}
