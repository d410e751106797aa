// A selection as the table of filters (data/query/filters.py, here data.filters) has it: what narrows, what is dropped, and how it
// goes into a link and comes back. The same rules as data/query/selection.py; a test holds the two together.

export const isRange = (filter) => filter.kind === "years" || filter.kind === "km";

export function narrows(filter, state) {
  return filter.fields.some((name) => {
    const value = state[name];
    return typeof value === "string" ? value.trim() !== "" : Array.isArray(value) ? value.length > 0 : value !== null;
  });
}

// The fields of the state without a filter, or without one of its values.
export function without(data, state, key, value) {
  const filter = data.filters.find((one) => one.key === key);
  if (!filter) return {};
  if (filter.kind === "ids" && value) return { [key]: state[key].filter((one) => one !== value) };
  return Object.fromEntries(filter.fields.map((name) => [name, data.empty[name]]));
}

const READ = {
  ids: (text, filter, data) => [...new Set(text.split(","))].filter((value) => Object.hasOwn(data.facets[filter.key], value)),
  text: (text) => text.slice(0, 200),
  range: (text, { bounds: [least, most] }) => (/^\d{1,8}$/.test(text) && least <= Number(text) && Number(text) <= most ? Number(text) : null),
};

// The state that the parameters of a link ask for; a focus must be one of `cards`.
export function fromQuery(data, query, cards) {
  const state = { ...data.empty };
  for (const filter of data.filters) {
    const read = isRange(filter) ? READ.range : READ[filter.kind];
    for (const name of filter.fields) state[name] = read(query[name] || "", filter, data);
  }
  for (const [name, known] of Object.entries(data.switches)) if (known.includes(query[name])) state[name] = query[name];
  if (query.focus === "none" || query.focus === "") state.focus = "";
  else if (Object.hasOwn(cards, query.focus || "none")) state.focus = query.focus;
  return state;
}

// The parameters of a link; what is at its default is left out.
export function toQuery(data, state) {
  const plain = (value) => (Array.isArray(value) ? value.join(",") : String(value ?? ""));
  const changed = Object.keys(data.empty).filter((name) => plain(state[name]) !== plain(data.empty[name]));
  return { ...Object.fromEntries(changed.map((name) => [name, plain(state[name])])), ...(state.focus === "" ? { focus: "none" } : {}) };
}
