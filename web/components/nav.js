// The pages, as plain links that carry the view; a click turns the page without loading the app anew.

const bars = new WeakMap();

// A table whose first column stands at the right shows its right end first, until someone scrolls it.
document.addEventListener("animationstart", ({ animationName, target }) => {
  if (animationName !== "d-table-shown") return;
  const watch = new ResizeObserver(() => { target.scrollLeft = target.scrollWidth; });
  for (const box of [target, ...target.children]) watch.observe(box);
  for (const act of ["wheel", "pointerdown", "keydown"]) target.parentElement.addEventListener(act, () => watch.disconnect(), { once: true, passive: true });
});

// A link to a section of another page: the page is turned as by the bar, and shown from that section on.
let open; // the bar that is shown
for (const name of ["pointerover", "focusin"]) {
  document.addEventListener(name, ({ target }) => {
    const link = target.closest && target.closest("a.d-rule");
    if (link) link.search = window.location.search;
  });
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.d-rule");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  seek(link.hash.slice(1));
  open.turnTo(link.pathname.split("/").pop());
});
if (window.location.hash.startsWith("#rules-")) seek(window.location.hash.slice(1));

// Brings a section into sight as soon as it is drawn, and again while what stands above it still grows.
function seek(id) {
  const until = Date.now() + 10000;
  let steady = 0, left = false; // left: the reader moves by himself
  const look = () => {
    const section = document.getElementById(id);
    const off = section ? Math.abs(section.getBoundingClientRect().top - parseFloat(getComputedStyle(section).scrollMarginTop)) : 0;
    if (off > 2) section.scrollIntoView({ block: "start" });
    steady = section && off <= 2 ? steady + 1 : 0;
    if (!left && steady < 5 && Date.now() < until) setTimeout(look, 100);
  };
  for (const act of ["wheel", "pointerdown", "keydown"]) window.addEventListener(act, () => { left = true; }, { once: true, passive: true });
  look();
}

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  let bar = bars.get(parentElement);
  if (!bar) {
    bar = new Nav(parentElement);
    bars.set(parentElement, bar);
  }
  bar.picks.send = (picks) => setTriggerValue("picks", picks);
  open = bar;
  bar.show(data);
}

class Nav {
  constructor(parent) {
    this.nav = parent.querySelector("nav");
    this.picks = new Picks();
    this.nav.addEventListener("click", (event) => this.turn(event));
    for (const name of ["pointerover", "focusin"]) this.nav.addEventListener(name, () => this.aim());
    this.nav.addEventListener("scroll", () => this.shade(), { passive: true });
    new ResizeObserver(() => this.reveal()).observe(this.nav);
    if (document.fonts) document.fonts.ready.then(() => this.reveal());
  }

  show(data) {
    this.picks.acknowledge(data.received);
    this.nav.setAttribute("aria-label", data.label);
    this.nav.dir = data.lang === "ar" ? "rtl" : "ltr";
    document.documentElement.lang = data.lang;
    this.nav.replaceChildren(...data.pages.map(({ key, title, path }) => {
      const link = Object.assign(document.createElement("a"), { textContent: title, href: path });
      link.dataset.page = key;
      if (key === data.here) link.setAttribute("aria-current", "page");
      return link;
    }));
    this.aim();
    const shown = `${data.here} ${data.lang}`;
    if (shown !== this.shown) requestAnimationFrame(() => this.reveal());
    this.shown = shown;
  }

  // Brings the open page into the strip's sight; the window does not move.
  reveal() {
    const link = this.nav.querySelector("[aria-current]");
    if (!link) return;
    const own = link.getBoundingClientRect(), strip = this.nav.getBoundingClientRect();
    this.nav.scrollLeft += (own.left + own.right - strip.left - strip.right) / 2;
    this.shade();
  }

  // The strip fades where it goes on.
  shade() {
    const strip = this.nav.getBoundingClientRect(), links = [...this.nav.children].map((link) => link.getBoundingClientRect());
    const fade = { left: Math.min(...links.map((r) => r.left)) < strip.left - 2, right: Math.max(...links.map((r) => r.right)) > strip.right + 2 };
    for (const [side, on] of Object.entries(fade)) this.nav.style.setProperty(`--d-fade-${side}`, on ? "2.6rem" : "0px");
  }

  // The links say where they would lead now: the view is in the URL, and picks change it.
  aim() {
    for (const link of this.nav.querySelectorAll("a")) link.search = window.location.search;
  }

  turn(event) {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    this.turnTo(link.dataset.page);
  }

  turnTo(page) {
    this.picks.push(`page:${page}`);
  }
}
