// The filters of the exported file: actors, topics, voices, documents where there are several, and period, each value with the number of passages it would give.

function filters() {
  const bar = $("x-filters");
  const open = bar.querySelector("details[open]");
  const at = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : "";
  const scrolled = open ? open.querySelector("fieldset").scrollTop : 0;
  bar.replaceChildren(...offered().map(facetBox), periodBox(), ...textBox(), clearButton());
  const again = open && bar.querySelector(`details[data-facet="${open.dataset.facet}"]`);
  if (again) {
    again.open = true;
    again.querySelector("fieldset").scrollTop = scrolled;
  }
  const same = at && bar.querySelector(`[data-key="${at}"]`);
  if (same) same.focus({ preventScroll: true });
}

const offered = () => (Object.keys(words.labels.documents).length > 1 ? [...FACETS, "documents"] : FACETS);

function facetBox(facet) {
  const counts = facet === "documents" ? choice.documents : choice.facet(facet);
  const values = Object.keys(words.labels[facet]).filter((value) => counts[value] || state[facet].includes(value));
  const list = make("fieldset", {}, make("legend", { textContent: words.say(`filter.${facet}`) }));
  if (facet === "actors" && state.actors.length > 1) list.append(...["any", "all"].map(matchBox));
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

function matchBox(match) {
  const input = make("input", { type: "radio", name: "match", checked: state.match === match });
  input.dataset.key = `match/${match}`;
  input.addEventListener("change", () => { refilter({ match }); show(); });
  return make("label", { className: "x-match" }, input, make("bdi", { textContent: words.say(`filter.${match}`) }));
}

function periodBox() {
  const [low, high] = data.years;
  const year = (key, usual) => {
    const input = make("input", { type: "number", min: low, max: high, value: state[key] ?? usual, dir: "ltr", ariaLabel: `${words.say("filter.period")} ${usual}` });
    input.dataset.key = key;
    input.addEventListener("change", () => {
      const value = Math.min(high, Math.max(low, Math.round(Number(input.value)) || usual));
      refilter({ [key]: value === usual ? null : value });
      show();
    });
    return input;
  };
  return make("span", { className: "x-period" }, make("b", { textContent: words.say("filter.period") }), year("since", low), "–", year("until", high));
}

// A search box where the file quotes the whole article; else the words that it was made with, which can be dropped.
function textBox() {
  if (!data.search && !data.said.words) return [];
  const input = make("input", { type: "search", value: state.text, placeholder: words.say("filter.text-hint"), maxLength: 200, readOnly: !data.search, ariaLabel: words.say("filter.text") });
  input.dataset.key = "text";
  input.addEventListener("change", () => { refilter({ text: input.value.trim() }); show(); });
  return [make("span", { className: "x-period" }, make("b", { textContent: words.say("filter.text") }), input)];
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
