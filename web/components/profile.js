// The border profile: a standing picture that the browser keeps; what a view changes are classes of its items and the shade
// over what lies outside the chosen stretch. A drag along it chooses a stretch, a click picks an item.

import { light, Picks } from "../lib/picks.js";
import { fetchText } from "../lib/retry.js";

const LEAST_DRAG = 5; // pixels that make a drag

export class Profile {
  constructor(parent) {
    this.box = parent.querySelector(".d-strip");
    this.picks = new Picks((picks) => this.send("picks", picks));
    const listen = (name, action) => this.box.addEventListener(name, action);
    listen("click", (event) => this.click(event));
    listen("keydown", (event) => this.key(event));
    listen("pointerdown", (event) => this.begin(event));
    listen("pointermove", (event) => this.drag(event));
    listen("pointerup", (event) => this.end(event));
    listen("pointercancel", () => this.forget());
    for (const [name, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
      listen(name, (event) => {
        const item = event.target.closest("[data-entity]");
        if (item) light(item.dataset.entity, on);
      });
    }
    window.addEventListener("dalil:light", ({ detail }) => this.each(`[data-entity="${CSS.escape(detail.id)}"], [data-item="place:${CSS.escape(detail.id)}"]`, (item) => item.classList.toggle("d-hint", detail.on)));
  }

  async show(data) {
    this.data = data;
    this.picks.acknowledge(data.received);
    if (this.file !== data.picture) {
      this.file = data.picture;
      this.drawn = fetchText(data.picture).then((text) => { this.box.innerHTML = text; });
    }
    await this.drawn;
    if (data !== this.data) return;
    this.picture = this.box.querySelector("svg");
    const [off, dim, lit] = [new Set(data.off), new Set(data.dim), new Set(data.lit)];
    this.each("[data-item]", (item) => {
      const id = item.dataset.item;
      item.classList.toggle("d-off", off.has(id));
      item.classList.toggle("d-dim", dim.has(id));
      item.classList.toggle("d-lit", lit.has(id) || data.focus === id);
    });
    this.shade(data.stretch);
    this.box.dataset.received = data.count;
    this.box.dataset.state = "ready";
  }

  each(css, act) {
    for (const item of this.box.querySelectorAll(css)) act(item);
  }

  // kilometres <-> units of the picture <-> pixels of the window

  get scale() {
    const { left, right, length, last } = this.picture.dataset;
    return { left: Number(left), right: Number(right), length: Number(length), last: Number(last) };
  }

  unit(km) {
    const { left, right, length } = this.scale;
    return left + ((right - left) * Math.min(km, length)) / length;
  }

  kilometre(event) {
    const { left, right, length, last } = this.scale;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.picture.getScreenCTM().inverse());
    return Math.round(Math.min(last, Math.max(0, ((at.x - left) / (right - left)) * length)));
  }

  shade(stretch) {
    const group = this.picture.querySelector(".d-shade");
    group.replaceChildren();
    if (!stretch) return;
    const { left } = this.scale;
    const { y, width: right, height } = this.picture.viewBox.baseVal;
    const [low, high] = stretch.map((km) => this.unit(km));
    for (const [css, x, width] of [["d-outer", left, low - left], ["d-outer", high, right - high], ["d-edge", low - 0.75, 1.5], ["d-edge", high - 0.75, 1.5]]) {
      const rect = document.createElementNS(this.picture.namespaceURI, "rect");
      for (const [name, value] of Object.entries({ class: css, x, y, width: Math.max(0, width), height })) rect.setAttribute(name, value);
      group.append(rect);
    }
  }

  // a drag along the picture; fingers scroll, and choose a stretch with the slider

  begin(event) {
    if (event.button || event.pointerType === "touch" || !this.picture) return;
    this.from = { x: event.clientX, km: this.kilometre(event) };
  }

  drag(event) {
    if (!this.from || Math.abs(event.clientX - this.from.x) < LEAST_DRAG) return;
    this.box.setPointerCapture(event.pointerId);
    this.brush = [this.from.km, this.kilometre(event)].sort((a, b) => a - b);
    this.shade(this.brush);
  }

  end() {
    if (this.brush) {
      this.dragged = true; // the click that follows is not one
      setTimeout(() => { this.dragged = false; });
      this.picks.push(`stretch:${this.brush.join("-")}`, true);
    }
    this.from = this.brush = null;
  }

  forget() {
    this.from = this.brush = null;
    if (this.picture) this.shade(this.data.stretch);
  }

  click(event) {
    if (this.dragged) return;
    const item = event.target.closest("[data-pick]");
    this.picks.push(item ? item.dataset.pick : "", true);
  }

  key(event) {
    const item = event.target.closest("[data-pick]");
    if (event.key === "Escape") this.brush ? this.forget() : this.picks.push("stretch:", true);
    if (!item || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    this.picks.push(item.dataset.pick, true);
  }
}
