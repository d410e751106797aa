// Picks on their way to Python: {id, seq, frame}. Each is sent until it is acknowledged, in order, so that none is lost
// while a component mounts or a rerun is under way.

export class Picks {
  // send: called with the picks that wait.
  constructor(send) {
    this.send = send;
    this.waiting = [];
    this.sequence = Date.now();
  }

  push(id, frame) {
    this.sequence = Math.max(this.sequence + 1, Date.now());
    this.waiting.push({ id, seq: this.sequence, frame });
    window.dalilPicked = id; // until its answer is shown (sheet.js), maybe on another page
    window.dispatchEvent(new CustomEvent("dalil:picked", { detail: id }));
    this.flush();
  }

  flush() {
    clearTimeout(this.again);
    if (!this.waiting.length) return;
    this.send([...this.waiting]);
    this.again = setTimeout(() => this.flush(), 2500);
  }

  acknowledge(received) {
    this.waiting = this.waiting.filter((pick) => pick.seq > received);
    if (!this.waiting.length) clearTimeout(this.again);
  }
}

export const light = (id, on) => window.dispatchEvent(new CustomEvent("dalil:light", { detail: { id, on } }));
