// The filters of the exported file, from the table of filters: each value with the number of passages it would give.

import { make } from "../lib/dom.js";

export class Filters {
  constructor(page) {
    this.page = page;
    this.bar = document.getElementById("x-filters");
    const open = () => this.bar.querySelector("details[open]");
    document.addEventListener("keydown", ({ key }) => {
      const one = key === "Escape" && open();
      if (one) { one.open = false; one.querySelector("summary").focus(); }
    });
    document.addEventListener("click", ({ target }) => {
      const one = open();
      if (one && target.isConnected && !one.contains(target)) one.open = false;
    });
  }

  draw() {
    const { bar } = this;
    const open = bar.querySelector("details[open]");
    const at = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : "";
    const scrolled = open ? open.querySelector("fieldset").scrollTop : 0;
    bar.replaceChildren(...this.boxes(), this.clearButton());
    const again = open && bar.querySelector(`details[data-facet="${open.dataset.facet}"]`);
    if (again) {
      again.open = true;
      again.querySelector("fieldset").scrollTop = scrolled;
    }
    const same = at && bar.querySelector(`[data-key="${at}"]`);
    if (same) same.focus({ preventScroll: true });
  }

  change(values) {
    this.page.refilter(values);
    this.page.show();
  }

  // A box for each filter, by its kind; stretches of the border are chosen elsewhere.
  boxes() {
    const drawn = { ids: (row) => this.facetBox(row), years: (row) => this.yearsBox(row), text: (row) => this.textBox(row) };
    return Object.entries(drawn).flatMap(([kind, draw]) => this.page.data.filters.filter((row) => row.kind === kind).flatMap(draw));
  }

  // A list of values; none where there is one value alone.
  facetBox({ key: facet, match }) {
    const { data, state, words, choice } = this.page, every = Object.keys(words.labels[facet]);
    if (every.length < 2) return [];
    const counts = choice.facet(facet);
    const values = every.filter((value) => counts[value] || state[facet].includes(value));
    const list = make("fieldset", {}, make("legend", { textContent: words.say(`filter.${facet}`) }));
    if (match && state[facet].length > 1) list.append(...data.switches[match].map((way) => this.matchBox(match, way)));
    list.append(...values.map((value) => this.valueBox(facet, value, counts[value])));
    const said = state[facet].length ? state[facet].map((value) => words.labels[facet][value].name).join(words.lang === "ar" ? "، " : ", ") : words.say(`filter.${facet}-hint`);
    const box = make("details", { className: "x-facet" }, make("summary", {}, make("b", { textContent: words.say(`filter.${facet}`) }), make("bdi", { textContent: said })), list);
    box.dataset.facet = facet;
    box.classList.toggle("x-on", state[facet].length > 0);
    box.addEventListener("toggle", () => {
      if (!box.open) return;
      for (const other of this.bar.querySelectorAll("details")) if (other !== box) other.open = false;
      keepInside(list);
    });
    return box;
  }

  valueBox(facet, value, n) {
    const { state, words } = this.page;
    const input = make("input", { type: "checkbox", checked: state[facet].includes(value) });
    input.dataset.key = `${facet}/${value}`;
    input.addEventListener("change", () => {
      this.change({ [facet]: input.checked ? [...state[facet], value] : state[facet].filter((one) => one !== value) });
    });
    return make("label", {}, input, make("bdi", { textContent: words.labels[facet][value].label }), make("small", { textContent: String(n) }));
  }

  matchBox(match, way) {
    const { state, words } = this.page;
    const input = make("input", { type: "radio", name: match, checked: state[match] === way });
    input.dataset.key = `${match}/${way}`;
    input.addEventListener("change", () => this.change({ [match]: way }));
    return make("label", { className: "x-match" }, input, make("bdi", { textContent: words.say(`filter.${way}`) }));
  }

  yearsBox({ key: filter, fields, limits: [low, high] }) {
    const { state, words } = this.page, label = words.say(`filter.${filter}`);
    const year = (key, usual) => {
      const input = make("input", { type: "number", min: low, max: high, value: state[key] ?? usual, dir: "ltr", ariaLabel: `${label} ${usual}` });
      input.dataset.key = key;
      input.addEventListener("change", () => {
        const value = Math.min(high, Math.max(low, Math.round(Number(input.value)) || usual));
        this.change({ [key]: value === usual ? null : value });
      });
      return input;
    };
    return make("span", { className: "x-period" }, make("b", { textContent: label }), year(fields[0], low), "–", year(fields[1], high));
  }

  // A search box where the file quotes the whole article; else the words that it was made with, which can be dropped.
  textBox({ key }) {
    const { data, state, words } = this.page, label = words.say(`filter.${key}`);
    if (!data.search && !data.said.words) return [];
    const input = make("input", { type: "search", value: state[key], placeholder: words.say(`filter.${key}-hint`), maxLength: 200, readOnly: !data.search, ariaLabel: label });
    input.dataset.key = key;
    input.addEventListener("change", () => this.change({ [key]: input.value.trim() }));
    return [make("span", { className: "x-period" }, make("b", { textContent: label }), input)];
  }

  clearButton() {
    const { words, choice } = this.page;
    const button = make("button", { type: "button", className: "d-chip", textContent: words.say("filter.clear"), disabled: !choice.filtered });
    button.dataset.key = "clear";
    button.addEventListener("click", () => { this.page.clear(); this.page.show(); });
    return button;
  }
}

// Moves a list that the window's edge would cut back into the window.
function keepInside(list) {
  list.style.translate = "none";
  const { left, right } = list.getBoundingClientRect();
  list.style.translate = `${Math.max(8 - left, 0) - Math.max(right + 8 - document.documentElement.clientWidth, 0)}px`;
}
