// A finger (or a mouse on the grip) that pulls a sheet up or down.

const FAR = 40; // px: less is a tap, or a slip

// pulled: called with "up" or "down". While `enabled`, a finger may pull anywhere on the box; else at its grip alone.
export class Drag {
  constructor(box, pulled) {
    Object.assign(this, { box, pulled, enabled: false });
    box.addEventListener("pointerdown", (event) => this.begin(event));
    box.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"]) box.addEventListener(name, (event) => this.end(event));
    box.addEventListener("click", (event) => this.swallow(event), true);
  }

  begin(event) {
    const grip = event.target.closest(".d-grip");
    this.dragged = false;
    this.from = grip || (this.enabled && event.pointerType === "touch") ? event.clientY : null;
  }

  move(event) {
    if (this.from == null) return;
    this.by = event.clientY - this.from;
    if (Math.abs(this.by) < FAR / 4 && !this.dragged) return;
    this.dragged = true;
    this.box.setPointerCapture(event.pointerId);
    this.box.style.transform = this.by > 0 ? `translateY(${this.by}px)` : "";
  }

  end({ type }) {
    const far = this.dragged && type === "pointerup" && Math.abs(this.by) >= FAR;
    this.from = null;
    this.box.style.transform = "";
    setTimeout(() => { this.dragged = false; }); // a click that comes later is one, as one by the keyboard
    if (far) this.pulled(this.by < 0 ? "up" : "down");
  }

  // What ends a pull is no click on what lies under the finger.
  swallow(event) {
    if (!this.dragged) return;
    event.stopPropagation();
    event.preventDefault();
  }
}
