// The pages, as plain links that carry the view; a click turns the page without loading the app anew.

const bars = new WeakMap();

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  let bar = bars.get(parentElement);
  if (!bar) {
    bar = new Nav(parentElement);
    bars.set(parentElement, bar);
  }
  bar.picks.send = (picks) => setTriggerValue("picks", picks);
  bar.show(data);
}

class Nav {
  constructor(parent) {
    this.nav = parent.querySelector("nav");
    this.picks = new Picks();
    this.nav.addEventListener("click", (event) => this.turn(event));
    for (const name of ["pointerover", "focusin"]) this.nav.addEventListener(name, () => this.aim());
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
  }

  // The links say where they would lead now: the view is in the URL, and picks change it.
  aim() {
    for (const link of this.nav.querySelectorAll("a")) link.search = window.location.search;
  }

  turn(event) {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    this.picks.push(`page:${link.dataset.page}`);
  }
}
