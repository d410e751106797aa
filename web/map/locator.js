// In a corner of the map, once it shows no more than a part of the border: both countries, and where this part lies.

const ROOMY = [300, 260]; // px: a smaller map has no room for it
const SMALLEST_FRAME = 60; // km of the picture: the frame of a smaller part is drawn as large as that

export class Locator {
  constructor(map, words) {
    this.map = map;
    const { box, land, border } = map.dalil.locator;
    this.picture = drawn("svg", { viewBox: box.join(" "), role: "img", "aria-label": words });
    this.frame = drawn("rect", {});
    this.picture.append(...land.map((d) => drawn("path", { d })), drawn("path", { d: border, class: "d-locator-border" }), this.frame);
    const control = L.control({ position: "bottomright" });
    control.onAdd = () => {
      const element = L.DomUtil.create("div", "d-locator");
      element.append(this.picture);
      return element;
    };
    this.element = control.addTo(map).getContainer();
  }

  show() {
    const { map } = this, { x, y } = map.getSize(), seen = map.getBounds();
    this.element.hidden = x < ROOMY[0] || y < ROOMY[1] || seen.contains(map.dalil.home) || !L.latLngBounds(map.dalil.region).contains(seen.getCenter());
    if (this.element.hidden) return;
    const [a, b] = [seen.getNorthWest(), seen.getSouthEast()].map((at) => L.Projection.SphericalMercator.project(at).divideBy(1000));
    const size = [b.x - a.x, a.y - b.y].map((long) => Math.max(long, SMALLEST_FRAME)), middle = a.add(b).divideBy(2);
    const place = { x: middle.x - size[0] / 2, y: -middle.y - size[1] / 2, width: size[0], height: size[1] };
    for (const [name, value] of Object.entries(place)) this.frame.setAttribute(name, Math.round(value));
  }
}

function drawn(tag, attributes) {
  const element = L.SVG.create(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
