// Where the names on the map are written, so that none covers another, whatever the frame and the size.

import { AreaNames } from "./area_names.js";
import { LabelRoom } from "./label_room.js";

const LARGE = 17; // pixels from which a point under a lens is named before those that the article names
const weight = ({ p }) => p.weight || 0;
const large = (q) => (q.size > LARGE ? weight(q) : 0);
const leading = (q) => q.p.named || q.lit || large(q);
const strong = (q) => q.p.named || q.lit || q.p.weight;

export class Labels {
  // shapes: {border, countries}, layers of the map.
  constructor(map, { border, countries }, pick) {
    Object.assign(this, { map, border, box: map.getContainer().parentElement });
    this.areas = new AreaNames(map, countries, (id) => pick(`place:${id}`));
  }

  // The most important first: points that matter here (under a lens, its large ones), the two banks and what a lens marks, other
  // points, other land. A label stands at the spot around its point that is free and crosses the border least.
  arrange(points, lit) {
    const shown = this.shown(points, lit), sized = shown.filter((q) => q.p.named || q.p.weight);
    const room = this.room = new LabelRoom(this.map, this.border, [...this.furniture(), ...sized.map(sign)], shown);
    for (const { label } of points.values()) label.classList.add("d-off");
    for (const q of shown) [q.w, q.h] = [q.label.offsetWidth + 2, q.label.offsetHeight];
    shown.forEach((q) => this.hideLabel(q));
    for (const q of shown.filter(leading)) this.placeLabel(q);
    this.areas.arrange(room, true);
    for (const q of shown.filter((q) => !leading(q))) this.placeLabel(q);
    this.areas.arrange(room, false);
  }

  // Points in view, in the order in which they are named.
  shown(points, lit) {
    const { x: width, y: height } = this.map.getSize();
    const found = [...points.entries()].map(([id, point]) => {
      const { x, y } = this.map.latLngToContainerPoint([point.lat, point.lon]);
      return { id, ...point, x, y, lit: Boolean(lit && lit.has(id)) };
    }).filter((q) => q.x > -20 && q.y > -20 && q.x < width + 20 && q.y < height + 20);
    return found.sort((a, b) => b.lit - a.lit || large(b) - large(a) || b.p.named - a.p.named || weight(b) - weight(a) || b.p.n - a.p.n || a.p.rank - b.p.rank);
  }

  placeLabel(q) {
    const { room } = this, zoom = this.map.getZoom();
    if (!(strong(q) || q.p.rank === 0 || q.p.known || zoom >= 8.5 || (zoom >= 7.25 && q.p.rank <= 3))) return;
    const { w, h } = q, r = q.size / 2 + 4;
    const around = (r) => [[r, -h / 2], [-r - w, -h / 2], [-w / 2, -r - h], [-w / 2, r], [r * 0.6, -r * 0.6 - h], [r * 0.6, r * 0.6], [-r * 0.6 - w, -r * 0.6 - h], [-r * 0.6 - w, r * 0.6]];
    const rings = q.p.weight ? [r, r + 11, r + 24] : strong(q) ? [r, r + 11] : [r]; // a point under a lens may lie upon a larger one
    const spots = rings.flatMap(around);
    const best = spots.map(([dx, dy], order) => ({ dx, dy, order, box: [q.x + dx, q.y + dy, q.x + dx + w, q.y + dy + h] }))
      .filter(({ box }) => room.free(box) && (strong(q) || !room.covered(box)))
      .map((spot) => ({ ...spot, cost: 6 * (room.crossed(spot.box) + room.covered(spot.box)) + spot.order }))
      .sort((a, b) => a.cost - b.cost)[0];
    if (!best) return;
    room.take(best.box);
    q.label.style.transform = `translate(${best.dx + q.box / 2}px, ${best.dy + q.box / 2}px)`;
    q.label.classList.remove("d-off");
  }

  // A name that is shown only while the pointer is on its point stands beside it, on the side where the map has room.
  hideLabel(q) {
    const off = q.size / 2 + 4, left = q.x > this.room.width / 2;
    const across = left ? `calc(${q.box / 2 - off}px - 100%)` : `${q.box / 2 + off}px`;
    q.label.style.transform = `translate(${across}, calc(${q.box / 2}px - 50%))`;
  }

  furniture() {
    const box = this.box.getBoundingClientRect();
    return [...this.box.querySelectorAll(".leaflet-control, .d-controls")].map((element) => {
      const r = element.getBoundingClientRect();
      return [r.left - box.left - 4, r.top - box.top - 4, r.right - box.left + 4, r.bottom - box.top + 4];
    });
  }
}

const sign = ({ x, y, size }) => [x - size / 2, y - size / 2, x + size / 2, y + size / 2];
