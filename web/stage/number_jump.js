// The number of a slide as it is typed: shown until Enter goes there, Esc or some seconds forget it.

import { digitKey } from "./story_keys.js";

const MOST_DIGITS = 3;
const FORGET = 4000; // ms

export class NumberJump {
  constructor(box, go) {
    Object.assign(this, { box, go, typed: "" });
  }

  // Takes a key; true where it was meant for the number.
  take(event) {
    const digit = digitKey(event);
    if (digit) this.show((this.typed + digit).slice(-MOST_DIGITS));
    else if (!this.typed) return false;
    else if (event.key === "Enter") this.jump();
    else if (event.key === "Backspace") this.show(this.typed.slice(0, -1));
    else if (event.key === "Escape") this.show("");
    else return this.show("") ?? false;
    return true;
  }

  jump() {
    const n = Number(this.typed);
    this.show("");
    if (n) this.go(n);
  }

  show(typed) {
    clearTimeout(this.later);
    this.typed = this.box.textContent = typed;
    this.box.hidden = !typed;
    if (typed) this.later = setTimeout(() => this.show(""), FORGET);
  }
}
