// On a narrow screen the answer to a pick stands below what was picked, out of sight: it rises at the foot of the window, over the
// page, with its name and first words; a pull or a button opens it to the whole card, another closes it. It takes no focus (the
// reader says aloud what was opened), and steps aside when the focus goes beneath it.

import { Drag } from "./drag.js";
import { calm, make, makeButton } from "../lib/dom.js";
import { inSideBar } from "../lib/frame.js";

const NARROW = "(max-width: 1150px)"; // as in sheet.css, where the columns stand below each other
const FOUND = "header.d-found"; // what the filters find

export class Sheet {
  constructor(reader) {
    this.reader = reader;
    this.box = reader.box;
    this.column = document.querySelector('[data-testid="stMain"]') ?? document.querySelector("main"); // of the app, not of what is seen first
    this.drag = new Drag(this.box, (way) => this.pulled(way));
    new ResizeObserver(() => { if (this.up) this.place(); }).observe(this.column);
    window.addEventListener("dalil:picked", ({ detail }) => { if (answers(detail, reader.focus)) this.rise(); });
    window.addEventListener("dalil:moved", () => { if (this.up) this.uncover(); });
    window.addEventListener("dalil:found", () => { if (this.box.querySelector(FOUND)) this.rise(); });
    window.addEventListener("keydown", ({ key, target }) => { if (key === "Escape" && !inSideBar(target)) this.fall(); });
    window.addEventListener("focusin", ({ target }) => {
      if (this.up && !inSideBar(target) && !this.box.contains(target) && target.getBoundingClientRect().bottom > this.box.getBoundingClientRect().top) this.fall();
    });
  }

  // The reader has something to show; `changed`: it is new. What filters find is an answer to who has just set, changed or dropped one; that
  // they find nothing, to who arrives by a link too.
  renew({ focus, words }, changed = false) {
    this.words = words;
    const set = this.answered !== undefined && this.answered !== focus;
    this.answered = focus;
    const found = changed && this.box.querySelector(set ? FOUND : ".d-none-found");
    if (found || answers(window.dalilPicked, focus)) this.rise();
    else if (this.up && focus !== this.shown) this.fall(); // the reader went back, or closed the card
    else if (this.up) this.dress();
  }

  rise() {
    const { box } = this;
    if (!box.querySelector(":scope > .d-panel")) return; // another reader of the page has it
    window.dalilPicked = undefined;
    if (!window.matchMedia(NARROW).matches || (!this.up && inSight(box))) return;
    Object.assign(this, { up: true, shown: this.reader.focus });
    box.classList.add("d-sheet");
    this.place();
    this.open(false);
    this.uncover();
  }

  open(whole) {
    this.whole = whole;
    this.box.scrollTop = 0;
    this.box.classList.toggle("d-whole", whole);
    this.dress();
  }

  pulled(way) {
    if (way === "up") this.open(true);
    else if (this.whole) this.open(false);
    else this.fall();
  }

  // As broad as the page beside the side bar.
  place() {
    const { left, right } = this.column.getBoundingClientRect();
    Object.assign(this.box.style, { left: `${left}px`, width: `${right - left}px` });
  }

  // The grip, with its buttons: what the reader draws anew takes it away.
  dress() {
    this.drag.enabled = !this.whole;
    if (!this.grip?.isConnected) {
      this.more = makeButton("d-sheet-more", () => this.open(!this.whole));
      this.grip = make("div", { className: "d-grip" }, this.more, makeButton("d-sheet-close", () => this.fall()));
      this.box.prepend(this.grip);
    }
    this.more.textContent = this.whole ? this.words.less : this.words.more;
    this.more.setAttribute("aria-expanded", String(this.whole));
    this.grip.lastChild.textContent = this.words.close;
  }

  // Scrolls the page so that what was picked on the map stands above the sheet. A map beside a text stays where it is, unless it is in sight.
  uncover() {
    const map = [...document.querySelectorAll(".d-map")].find((box) => box.checkVisibility());
    if (!map || this.whole) return;
    const frame = map.getBoundingClientRect(), foot = parseFloat(getComputedStyle(this.box).bottom) || 0;
    const top = window.innerHeight - foot - this.box.offsetHeight; // where the sheet stands once it has risen
    if (map.closest(".st-key-aside") && (frame.bottom < 0 || frame.top > window.innerHeight)) return;
    const id = CSS.escape(this.shown.split(":").at(-1)); // the map may light it later than the reader shows it
    const point = map.querySelector(`.d-point:is([data-entity="${id}"], .d-lit)`), land = map.querySelector("path.d-lit"); // may be all over the map
    const lit = point?.getBoundingClientRect() ?? (land ? frame : { top: frame.top, bottom: frame.top + 1 });
    const above = document.querySelector(".d-nav")?.getBoundingClientRect().bottom ?? 0;
    if (lit.top >= above + 20 && lit.bottom <= top - 20) return;
    const by = (lit.top + lit.bottom) / 2 - (above + top) / 2;
    (this.column.matches("[data-testid=stMain]") ? this.column : window).scrollBy({ top: by, behavior: calm() ? "auto" : "smooth" });
  }

  fall() {
    if (!this.up) return;
    this.up = this.drag.enabled = false;
    this.box.classList.remove("d-sheet", "d-whole");
    Object.assign(this.box.style, { left: "", width: "" });
    this.grip.remove();
  }
}

const answers = (pick, focus) => Boolean(pick && focus && (pick === focus || pick.endsWith(`:${focus}`)));

// Does it begin in the upper half of the window? Lower down its first words would have no room.
function inSight(box) {
  const { top, height } = box.getBoundingClientRect();
  return height > 0 && top >= 0 && top < window.innerHeight / 2;
}
