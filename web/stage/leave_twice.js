// The first of two presses that leave the stage says so; it is forgotten after some seconds, and at any other key.

const TOGETHER = 5000; // ms

export class LeaveTwice {
  constructor(box) { this.box = box; }

  // Was it asked for before? Else says `words`.
  asked(words) {
    const before = !this.box.hidden;
    this.forget();
    if (before) return true;
    Object.assign(this.box, { textContent: words, hidden: false });
    this.later = setTimeout(() => this.forget(), TOGETHER);
    return false;
  }

  forget() {
    clearTimeout(this.later);
    this.box.hidden = true;
  }
}
