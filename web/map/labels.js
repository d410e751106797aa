// Where the names on the map are written, so that none covers another, whatever the frame and the size.

import { AreaNames } from "./area_names.js";
import { LabelRoom, overlap } from "./label_room.js";

const LOOSE = 28; // px between a point and its name, at most
const MOVED = 100; // what it costs to write a name where another stood
const WRONG_BANK = 100; // what it costs to write it on the bank of its namesake
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
    this.homes = new Map(); // id -> boxes where its name stood in this part of the map, the first before others
  }

  // The most important first: points that matter here (under a lens, its large ones), the two banks and what a lens marks, other
  // points, other land. A label stands at the spot around its point that is free and crosses the border least, on its own bank where a namesake stands on the other; while the same part of
  // the map is seen, under another lens too, where it stood.
  arrange(points, lit) {
    const shown = this.shown(points, lit), sized = shown.filter((q) => q.p.named || q.p.weight), before = this.room?.view, furniture = this.furniture();
    const room = this.room = new LabelRoom(this.map, this.border, [...furniture, ...sized.map(sign)], shown);
    for (const q of shown) q.whole = room.holds(sign(q)) && !furniture.some((box) => overlap(box, sign(q)));
    if (room.view !== before) this.homes.clear();
    for (const { label } of points.values()) { label.classList.add("d-off"); label.classList.remove("d-turned"); }
    for (const q of shown) measure(q);
    this.held = [...shown.filter((q) => this.homes.has(q.id) && this.isNamed(q)).map(({ id }) => ({ of: id, box: this.homes.get(id)[0] })), ...this.areas.held(room.view)];
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

  // What is there only for context is not named where its sign is cut by the edge of the map or lies under what stands on it.
  isNamed(q) {
    const zoom = this.map.getZoom();
    return strong(q) || (q.whole && (q.p.rank === 0 || q.p.known || zoom >= 8.5 || (zoom >= 7.25 && q.p.rank <= 3)));
  }

  placeLabel(q) {
    const best = this.isNamed(q) ? this.homeSpot(q) ?? this.bestSpot(q) : undefined;
    if (!best) return;
    const { box, turned = false } = best, own = nameBox(q, box, turned);
    this.room.take(box);
    if (!this.homes.get(q.id)?.some((other) => String(other) === String(own))) this.homes.set(q.id, [...this.homes.get(q.id) ?? [], own]);
    q.label.style.transform = `translate(${box[0] - q.x + q.box / 2}px, ${box[1] - q.y + q.box / 2}px)`;
    q.label.classList.toggle("d-turned", turned);
    q.label.classList.remove("d-off");
  }

  // Where the name stood, as long as that is beside its point and free. What a lens writes beside the name stands after or before it.
  homeSpot(q) {
    const near = (this.homes.get(q.id) ?? []).filter((own) => { const gap = away(q, own); return gap >= 1 && gap <= LOOSE; });
    const spots = near.flatMap((own) => (q.w > q.own ? [false, true] : [false]).map((turned) => ({ turned, box: wholeBox(q, own, turned) })));
    return spots.find(({ box }) => this.fits(q, box));
  }

  // Where it is free and crosses the border least; as near as can be to where the name stood, and not where another stood.
  bestSpot(q) {
    const { room } = this, { w, h } = q, r = q.size / 2 + 4, [home] = this.homes.get(q.id) ?? [];
    const around = (r) => [[r, -h / 2], [-r - w, -h / 2], [-w / 2, -r - h], [-w / 2, r], [r * 0.6, -r * 0.6 - h], [r * 0.6, r * 0.6], [-r * 0.6 - w, -r * 0.6 - h], [-r * 0.6 - w, r * 0.6]];
    const rings = q.p.weight ? [r, r + 11, r + 24] : strong(q) ? [r, r + 11] : [r]; // a point under a lens may lie upon a larger one
    const spots = rings.flatMap(around);
    const moved = (box, turned) => (home ? Math.hypot(...[0, 1].map((side) => nameBox(q, box, turned)[side] - home[side])) : 0);
    const over = (box) => this.held.filter((other) => other.of !== q.id && overlap(box, other.box)).length;
    const cost = (box, turned, order) => 6 * (room.crossed(box) + room.covered(box)) + WRONG_BANK * room.onWrongBank(q, box) + MOVED * over(box) + moved(box, turned) + order;
    return spots.flatMap(([dx, dy], order) => (home && q.w > q.own ? [false, true] : [false]).map((turned) => ({ turned, order, box: [q.x + dx, q.y + dy, q.x + dx + w, q.y + dy + h] })))
      .filter(({ box }) => this.fits(q, box))
      .map((spot) => ({ ...spot, cost: cost(spot.box, spot.turned, spot.order) }))
      .sort((a, b) => a.cost - b.cost)[0];
  }

  fits(q, box) {
    return this.room.free(box) && (strong(q) || !(this.room.covered(box) || this.room.onWrongBank(q, box)));
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

// Breadth and height of a label, and the breadth of the name in it.
function measure(q) {
  [q.w, q.h] = [q.label.offsetWidth + 2, q.label.offsetHeight];
  q.own = q.p.worth ? q.label.firstElementChild.offsetWidth + 2 : q.w;
  q.rtl = /\p{Script=Arabic}/u.test(q.p.name);
}

// The box of the name in that of its label, and the other way round; turned: the name stands last.
const nameBox = (q, [left, top, right, bottom], turned) => (q.rtl !== turned ? [right - q.own, top, right, bottom] : [left, top, left + q.own, bottom]);
const wholeBox = (q, [left, top, right], turned) => (q.rtl !== turned ? [right - q.w, top, right, top + q.h] : [left, top, left + q.w, top + q.h]);

// Pixels between the sign of a point and a box.
const away = ({ x, y, size }, [left, top, right, bottom]) => Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)) - size / 2;

const sign = ({ x, y, size }) => [x - size / 2, y - size / 2, x + size / 2, y + size / 2];
