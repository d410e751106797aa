// The filters of the exported file, from the table of filters: each value with the number of passages it would give.

function filters() {
  const bar = $("x-filters");
  const open = bar.querySelector("details[open]");
  const at = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : "";
  const scrolled = open ? open.querySelector("fieldset").scrollTop : 0;
  bar.replaceChildren(...boxes(), clearButton());
  const again = open && bar.querySelector(`details[data-facet="${open.dataset.facet}"]`);
  if (again) {
    again.open = true;
    again.querySelector("fieldset").scrollTop = scrolled;
  }
  const same = at && bar.querySelector(`[data-key="${at}"]`);
  if (same) same.focus({ preventScroll: true });
}

// A box for each filter, by its kind; stretches of the border are chosen elsewhere.
function boxes() {
  const drawn = { ids: facetBox, years: yearsBox, text: textBox };
  return Object.entries(drawn).flatMap(([kind, draw]) => data.filters.filter((filter) => filter.kind === kind).flatMap(draw));
}

// A list of values; none where there is one value alone.
function facetBox({ key: facet, match }) {
  const every = Object.keys(words.labels[facet]);
  if (every.length < 2) return [];
  const counts = choice.facet(facet);
  const values = every.filter((value) => counts[value] || state[facet].includes(value));
  const list = make("fieldset", {}, make("legend", { textContent: words.say(`filter.${facet}`) }));
  if (match && state[facet].length > 1) list.append(...data.switches[match].map((way) => matchBox(match, way)));
  list.append(...values.map((value) => valueBox(facet, value, counts[value])));
  const said = state[facet].length ? state[facet].map((value) => words.labels[facet][value].name).join(words.lang === "ar" ? "، " : ", ") : words.say(`filter.${facet}-hint`);
  const box = make("details", { className: "x-facet" }, make("summary", {}, make("b", { textContent: words.say(`filter.${facet}`) }), make("bdi", { textContent: said })), list);
  box.dataset.facet = facet;
  box.classList.toggle("x-on", state[facet].length > 0);
  box.addEventListener("toggle", () => {
    if (!box.open) return;
    for (const other of $("x-filters").querySelectorAll("details")) if (other !== box) other.open = false;
    keepInside(list);
  });
  return box;
}

// Moves a list that the window's edge would cut back into the window.
function keepInside(list) {
  list.style.translate = "none";
  const { left, right } = list.getBoundingClientRect();
  list.style.translate = `${Math.max(8 - left, 0) - Math.max(right + 8 - document.documentElement.clientWidth, 0)}px`;
}

function valueBox(facet, value, n) {
  const input = make("input", { type: "checkbox", checked: state[facet].includes(value) });
  input.dataset.key = `${facet}/${value}`;
  input.addEventListener("change", () => {
    refilter({ [facet]: input.checked ? [...state[facet], value] : state[facet].filter((one) => one !== value) });
    show();
  });
  return make("label", {}, input, make("bdi", { textContent: words.labels[facet][value].label }), make("small", { textContent: String(n) }));
}

function matchBox(match, way) {
  const input = make("input", { type: "radio", name: match, checked: state[match] === way });
  input.dataset.key = `${match}/${way}`;
  input.addEventListener("change", () => { refilter({ [match]: way }); show(); });
  return make("label", { className: "x-match" }, input, make("bdi", { textContent: words.say(`filter.${way}`) }));
}

function yearsBox({ key: filter, fields, limits: [low, high] }) {
  const year = (key, usual) => {
    const input = make("input", { type: "number", min: low, max: high, value: state[key] ?? usual, dir: "ltr", ariaLabel: `${words.say(`filter.${filter}`)} ${usual}` });
    input.dataset.key = key;
    input.addEventListener("change", () => {
      const value = Math.min(high, Math.max(low, Math.round(Number(input.value)) || usual));
      refilter({ [key]: value === usual ? null : value });
      show();
    });
    return input;
  };
  return make("span", { className: "x-period" }, make("b", { textContent: words.say(`filter.${filter}`) }), year(fields[0], low), "–", year(fields[1], high));
}

// A search box where the file quotes the whole article; else the words that it was made with, which can be dropped.
function textBox({ key }) {
  if (!data.search && !data.said.words) return [];
  const input = make("input", { type: "search", value: state[key], placeholder: words.say(`filter.${key}-hint`), maxLength: 200, readOnly: !data.search, ariaLabel: words.say(`filter.${key}`) });
  input.dataset.key = key;
  input.addEventListener("change", () => { refilter({ [key]: input.value.trim() }); show(); });
  return [make("span", { className: "x-period" }, make("b", { textContent: words.say(`filter.${key}`) }), input)];
}

function clearButton() {
  const button = make("button", { type: "button", className: "d-chip", textContent: words.say("filter.clear"), disabled: !choice.filtered });
  button.dataset.key = "clear";
  button.addEventListener("click", () => { clear(); show(); });
  return button;
}

document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector("#x-filters details[open]");
  if (open) { open.open = false; open.querySelector("summary").focus(); }
});
document.addEventListener("click", (event) => {
  const open = document.querySelector("#x-filters details[open]");
  if (open && event.target.isConnected && !open.contains(event.target)) open.open = false;
});
