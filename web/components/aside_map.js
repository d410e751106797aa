// The map that stands beside a text on a broad screen. On a small one it would eat the window in which one reads: there it comes over
// the page when a button asks for it, and goes by the same button or Escape.

export class AsideMap {
  constructor(button) {
    this.button = button;
    this.open(false);
    window.addEventListener("keydown", (event) => { if (event.key === "Escape") this.open(false); });
  }

  // Does the page have such a map?
  allow(has) {
    this.button.hidden = !has;
    if (!has) this.open(false);
  }

  toggle() { this.open(!this.shown); }

  open(shown) {
    this.shown = shown;
    this.button.setAttribute("aria-pressed", String(shown));
    document.documentElement.classList.toggle("d-aside-open", shown);
  }
}
