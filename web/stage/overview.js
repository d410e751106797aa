// All slides at a glance, each as a picture with its number and title; those kept for the discussion stand apart. One is chosen by click,
// arrows and Enter, or its number.

import { make } from "../lib/dom.js";
import { framed } from "./slide_picture.js";

export class Overview {
  constructor(box, go) {
    Object.assign(this, { box, go });
    box.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-slide]");
      if (button) this.choose(Number(button.dataset.slide));
    });
  }

  get open() { return !this.box.hidden; }

  choose(n) {
    this.close();
    this.go(n);
  }

  close() {
    this.box.hidden = true;
    this.box.replaceChildren();
  }

  // pictures: of every slide; at: the one on the stage, from 1.
  show(slides, pictures, at, words) {
    const button = (slide, n) => {
      const parts = [make("span", { className: "d-thumb" }), make("b", { textContent: n + 1 }), make("span", { textContent: slide.title })];
      const made = make("button", { type: "button" }, ...parts);
      made.dataset.slide = n + 1;
      if (n + 1 === at) made.setAttribute("aria-current", "true");
      return made;
    };
    const made = slides.map(button), kept = made.filter((_, n) => slides[n].backup), row = (buttons) => make("div", {}, ...buttons);
    this.box.replaceChildren(row(made.filter((_, n) => !slides[n].backup)), ...(kept.length ? [make("h2", { textContent: words.backup }), row(kept)] : []));
    this.box.hidden = false;
    for (const [n, thumb] of made.map((one) => one.firstChild).entries()) framed(thumb, pictures[n]);
    made[at - 1].focus({ preventScroll: true });
    made[at - 1].scrollIntoView({ block: "nearest" });
  }

  // The focus moves along the slides; a key that presses a button is left to the browser.
  act(does) {
    const buttons = [...this.box.querySelectorAll("[data-slide]")], at = buttons.indexOf(document.activeElement);
    const to = { next: at + 1, back: at - 1, first: 0, last: buttons.length - 1 }[does];
    if (["leave", "overview"].includes(does)) this.close();
    else if (to !== undefined) buttons[Math.min(Math.max(to, 0), buttons.length - 1)].focus();
  }
}
