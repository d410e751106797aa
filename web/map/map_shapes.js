// Land and border on the map: what a click on them picks, and what of them is lit. Land that is a province stands for it, the rest of a
// country and its neighbours for the country.

export class MapShapes {
  constructor(view) {
    this.view = view;
    [this.layers, this.countries] = [new Map(), new Map()]; // by the id of a shape; by the country that it is part of
    const enter = (where, id, layer) => where.set(id, [...(where.get(id) ?? []), layer]);
    view.map.eachLayer((layer) => {
      const { id, of } = layer.feature?.properties ?? {};
      if (!id || !layer.getElement) return;
      enter(this.layers, id, layer);
      enter(this.countries, of || id, layer);
      if (layer.options.interactive) this.listen(layer, String(layer.options.className).includes("d-rest") ? of : id);
    });
    [this.border] = this.layers.get(view.map.dalil.border);
    this.widen(this.border, view.map.dalil.border);
  }

  listen(layer, id) {
    layer.on("click", (event) => { L.DomEvent.stop(event); this.view.pick(`place:${id}`); });
    layer.on("mouseover", () => this.view.hover(id, true)).on("mouseout", () => this.view.hover(id, false));
  }

  // A wide unseen line over a line, so that a finger can hit it, and the keyboard reach it. It is no "button": the points that it
  // runs through would count as covered by one.
  widen(line, id) {
    const hit = L.polyline(line.getLatLngs(), { className: "d-border-hit", bubblingMouseEvents: false }).addTo(this.view.map), element = hit.getElement();
    this.listen(hit, id);
    element.dataset.entity = id;
    for (const [name, value] of [["role", "img"], ["tabindex", "-1"], ["aria-label", this.view.map.dalil.borderName]]) element.setAttribute(name, value);
  }

  // A chosen stretch of the border lies over it.
  stretch(line) {
    this.over ??= L.polyline([], { className: "d-border-stretch", interactive: false }).addTo(this.view.map);
    this.over.setLatLngs(line);
  }

  light(lit) {
    for (const [id, layers] of this.layers) layers.forEach((layer) => toggle(layer, "d-lit", lit.has(id) || lit.has(layer.feature.properties.of)));
  }

  hint(id, on) {
    for (const layer of this.layers.get(id) ?? []) toggle(layer, "d-hint", on);
    if (!this.layers.has(id)) for (const layer of this.countries.get(id) ?? []) toggle(layer, "d-hint-all", on);
  }
}

function toggle(layer, css, on) {
  const element = layer.getElement();
  if (element) element.classList.toggle(css, on);
}
