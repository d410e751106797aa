// On a narrow screen the answer to a pick stands below what was picked, out of sight: it rises at the foot of the window, over the
// page, until it is closed. It takes no focus, and steps aside when the focus goes beneath it.

import { calm, make } from "../lib/dom.js";

const NARROW = "(max-width: 1150px)"; // as in theme.css, where the columns stand below each other

export class Sheet {
  constructor(reader) {
    this.reader = reader;
    this.column = document.querySelector('[data-testid="stMain"], main');
    new ResizeObserver(() => { if (this.up) this.place(); }).observe(this.column);
    window.addEventListener("dalil:picked", ({ detail }) => { if (answers(detail, reader.focus)) this.rise(); });
    window.addEventListener("keydown", (event) => { if (event.key === "Escape") this.fall(); });
    window.addEventListener("focusin", ({ target }) => {
      const { box } = reader;
      if (this.up && !box.contains(target) && target.getBoundingClientRect().bottom > box.getBoundingClientRect().top) this.fall();
    });
  }

  // The reader has something to show; `changed`: it is new. That nothing is found is an answer too, to a filter.
  renew({ focus, close }, changed = false) {
    this.close = close;
    const none = changed && this.reader.box.querySelector(".d-none-found");
    if (none || answers(window.dalilPicked, focus)) this.rise();
    else if (this.up && !focus) this.fall();
    else if (this.up) this.grip();
  }

  rise() {
    const { box } = this.reader;
    window.dalilPicked = undefined;
    if (!box.querySelector(":scope > .d-panel") || !window.matchMedia(NARROW).matches || (!this.up && inSight(box))) return;
    this.up = true;
    box.classList.add("d-sheet");
    this.place();
    this.grip();
    box.scrollTop = 0;
    const map = document.querySelector(".d-map");
    if (!map || map.getBoundingClientRect().bottom <= box.getBoundingClientRect().top) return;
    map.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
  }

  // As broad as the page beside the side bar.
  place() {
    const { left, right } = this.column.getBoundingClientRect();
    Object.assign(this.reader.box.style, { left: `${left}px`, width: `${right - left}px` });
  }

  grip() {
    const { box } = this.reader;
    if (box.querySelector(":scope > .d-grip")) return;
    const grip = make("button", { type: "button", className: "d-grip", textContent: this.close });
    grip.addEventListener("click", () => this.fall());
    box.prepend(grip);
  }

  fall() {
    if (!this.up) return;
    this.up = false;
    this.reader.box.classList.remove("d-sheet");
    Object.assign(this.reader.box.style, { left: "", width: "" });
    const grip = this.reader.box.querySelector(":scope > .d-grip");
    if (grip) grip.remove();
  }
}

const answers = (pick, focus) => Boolean(pick && focus && (pick === focus || pick.endsWith(`:${focus}`)));

// Does it begin in the upper part of the window?
function inSight(box) {
  const { top } = box.getBoundingClientRect();
  return top >= 0 && top < window.innerHeight * 0.7;
}
