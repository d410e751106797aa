// Where the names on the map are written, so that none covers another, whatever the frame and the size.

import { AreaNames } from "./area_names.js";
import { away, LabelRoom, overlap } from "./label_room.js";

const STAND_IN = / on /; // a face of the machine that stands in for one of ours until it comes (web/styles/stand_ins.css)
const LOOSE = 28; // px between a point and its name, at most, but where a line must lead to it
const AFAR = [40, 52, 66, 82]; // px at which a name is looked for that has no room beside its point
const LINE = 8; // px: a line leads from a point to a name that stands farther off
const STRUCK = 200; // what it costs that the line goes through a name or a broad sign
const PASSED = 20; // what it costs that it goes over a sign
const MOVED = 100; // what it costs to write a name where another stood
const COVERED = 60; // what it costs to write a name that may not be missing upon a sign
const WRONG_BANK = 100; // what it costs to write it on the bank of its namesake
const TURNED = "d-turned"; // what a lens writes stands before the name
const LARGE = 17; // pixels from which a point under a lens is named before those that the article names
const weight = ({ p }) => p.weight || 0;
const large = (q) => (q.size > LARGE ? weight(q) : 0);
const leading = (q) => q.p.named || q.lit || large(q);
const needed = (q) => q.p.named || q.lit;
const strong = (q) => needed(q) || q.p.weight;

export class Labels {
  // shapes: {border, countries}, layers of the map.
  constructor(map, { border, countries }, pick) {
    Object.assign(this, { map, border, box: map.getContainer().parentElement });
    this.areas = new AreaNames(map, countries, (id) => pick(`place:${id}`));
    this.homes = new Map(); // id -> boxes where its name stood in this part of the map, the first before others
    this.faced = this.hasFaces();
  }

  // The most important first: points that matter here (under a lens, its large ones), the two banks and what a lens marks, other
  // points, other land. A label stands at the spot around its point that is free and crosses the border least, on its own bank where a namesake stands on the other; while the same part of
  // the map is seen, under another lens too, where it stood.
  arrange(points, lit) {
    const shown = this.shown(points, lit), sized = shown.filter((q) => q.p.named || q.p.weight), before = this.room?.view, furniture = this.furniture();
    const room = this.room = new LabelRoom(this.map, this.border, furniture, sized.map(sign), shown);
    for (const q of shown) q.whole = room.holds(sign(q)) && !furniture.some((box) => overlap(box, sign(q)));
    if (room.view !== before) this.homes.clear();
    for (const { label } of points.values()) { label.classList.add("d-off"); label.classList.remove("d-turned", "d-stacked", "d-led"); }
    for (const q of shown) measure(q);
    this.held = [...shown.filter((q) => this.homes.has(q.id) && this.isNamed(q)).map(({ id }) => ({ of: id, box: this.homes.get(id)[0] })), ...this.areas.held(room.view)];
    shown.forEach((q) => this.hideLabel(q));
    for (const q of shown.filter(leading)) this.placeLabel(q);
    this.areas.arrange(room, true);
    for (const q of shown.filter((q) => !leading(q))) this.placeLabel(q);
    this.areas.arrange(room, false);
  }

  // Have the faces come in which names are written, after names were measured in those that stand in for them? Names are then placed
  // as if they stood nowhere yet: a map looks the same however late its faces came.
  outgrown() {
    if (this.faced || !(this.faced = this.hasFaces())) return false;
    this.homes.clear();
    this.areas.forget();
    return true;
  }

  hasFaces() {
    const canvas = this.map.getContainer();
    return [...canvas.querySelectorAll(".d-area"), canvas].every((element) => {
      const { fontStyle, fontWeight, fontFamily } = getComputedStyle(element);
      const own = fontFamily.split(",").filter((face) => !STAND_IN.test(face));
      return document.fonts.check(`${fontStyle} ${fontWeight} 16px ${own}`, element.textContent);
    });
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
    const { box, shape } = best, own = nameBox(q, box, shape), line = lineTo(q, box);
    this.room.take(box, line);
    drawLine(q, box, line);
    if (!this.homes.get(q.id)?.some((other) => String(other) === String(own))) this.homes.set(q.id, [...this.homes.get(q.id) ?? [], own]);
    q.label.style.transform = `translate(${box[0] - q.x + q.box / 2}px, ${box[1] - q.y + q.box / 2}px)`;
    if (shape.css) q.label.classList.add(shape.css);
    q.label.classList.remove("d-off");
  }

  // Where the name stood, as long as that is beside its point and free. What a lens writes beside the name stands after, before or under it.
  homeSpot(q) {
    const near = (this.homes.get(q.id) ?? []).filter((own) => { const gap = away(q, own); return gap >= 1 && gap <= LOOSE; });
    const spots = near.flatMap((own) => labelForms(q).map((shape) => ({ shape, box: wholeBox(q, own, shape) })));
    return spots.find(({ box }) => this.fits(q, box) && !this.room.covered(box));
  }

  // Beside its point; what must not be missing, and has no room there but on signs, farther off.
  bestSpot(q) {
    const near = this.cheapest(q, (shape) => spotsBeside(q, shape));
    const lacks = !near || this.room.covered(near.box);
    return (lacks && (needed(q) || large(q)) && this.cheapest(q, (shape) => spotsAfar(q, shape).filter((box) => !this.room.covered(box) && !this.room.strikes(lineTo(q, box), q)))) || near;
  }

  // Where it is free and crosses the border least; as near as can be to where the name stood, and not where another stood.
  cheapest(q, spots) {
    const { room } = this, [home] = this.homes.get(q.id) ?? [];
    const moved = (box, shape) => (home ? Math.hypot(...[0, 1].map((side) => nameBox(q, box, shape)[side] - home[side])) : 0);
    const over = (box) => this.held.filter((other) => other.of !== q.id && overlap(box, other.box)).length;
    const cost = ({ shape, box, order, line = lineTo(q, box) }) => 6 * room.crossed(box) + COVERED * room.covered(box) + WRONG_BANK * room.onWrongBank(q, box) + MOVED * over(box) + STRUCK * room.strikes(line, q) + PASSED * room.passed(line, q).length + moved(box, shape) + order + shape.cost;
    return labelForms(q).filter(({ css }) => home || css !== TURNED)
      .flatMap((shape) => spots(shape).map((box, order) => ({ shape, box, order })))
      .filter(({ box }) => this.fits(q, box))
      .map((spot) => ({ ...spot, cost: cost(spot) }))
      .sort((a, b) => a.cost - b.cost)[0];
  }

  fits(q, box) {
    return this.room.free(box) && (needed(q) || !this.room.covered(box)) && (strong(q) || !this.room.onWrongBank(q, box));
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

// Breadth and height of a label, the breadth of the name in it, and of the label with what a lens writes under the name.
function measure(q) {
  [q.w, q.h] = [q.label.offsetWidth + 2, q.label.offsetHeight];
  q.own = q.p.worth ? q.label.firstElementChild.offsetWidth + 2 : q.w;
  q.high = q.p.worth ? Math.max(q.own, q.label.lastElementChild.offsetWidth + 2) : q.w;
  q.rtl = /\p{Script=Arabic}/u.test(q.p.name);
}

// The forms in which a label can be written: what a lens writes stands after the name, before it, or under it.
const labelForms = ({ w, h, own, high }) => [{ w, h, cost: 0 }, ...(w > own ? [{ w, h, css: TURNED, cost: 0 }, { w: high, h: 2 * h, css: "d-stacked", cost: 12 }] : [])];

// Boxes beside a point, the best first; those of a point that must have its name, or is large under a lens, also farther off: it may lie upon
// a larger one.
function spotsBeside(q, { w, h }) {
  return (strong(q) ? [4, 15, 28] : [4]).flatMap((far) => {
    const r = q.size / 2 + far, d = r * Math.SQRT1_2, beside = (off) => [[r, off], [-r - w, off]];
    return [...beside(-h / 2), [-w / 2, -r - h], [-w / 2, r], [d, -d - h], [d, d], [-d - w, -d - h], [-d - w, d], ...(strong(q) ? [...beside(-h - 4), ...beside(4)] : [])];
  }).map(([dx, dy]) => [q.x + dx, q.y + dy, q.x + dx + w, q.y + dy + h]);
}

// Boxes around a point, farther off, the nearest first.
const spotsAfar = (q, { w, h }) => AFAR.flatMap((far) => Array.from({ length: 24 }, (_, n) => {
  const [c, s] = [Math.cos(n * Math.PI / 12), Math.sin(n * Math.PI / 12)], r = q.size / 2 + far;
  return [q.x + c * r - w * (1 - c) / 2, q.y + s * r - h * (1 - s) / 2];
})).map(([left, top]) => [left, top, left + w, top + h]);

// Spots of the line from a sign to a name that stands off it, 2 px apart; none where it stands beside it.
function lineTo(q, box) {
  const far = away(q, box);
  if (far <= LINE) return [];
  const [dx, dy] = [Math.max(box[0] - q.x, 0, q.x - box[2]) * (q.x < box[0] ? 1 : -1), Math.max(box[1] - q.y, 0, q.y - box[3]) * (q.y < box[1] ? 1 : -1)];
  const whole = Math.hypot(dx, dy), at = (gone) => [q.x + dx * gone / whole, q.y + dy * gone / whole];
  return Array.from({ length: Math.ceil((far - 3) / 2) }, (_, n) => at(q.size / 2 + 1 + 2 * n));
}

function drawLine({ label }, box, line) {
  label.classList.toggle("d-led", line.length > 0);
  if (!line.length) return;
  const [from, to] = [line[0], line.at(-1)], [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const set = { x: `${from[0] - box[0]}px`, y: `${from[1] - box[1]}px`, long: `${Math.hypot(dx, dy)}px`, turn: `${Math.atan2(dy, dx)}rad` };
  for (const [key, value] of Object.entries(set)) label.style.setProperty(`--d-line-${key}`, value);
}

// The box of the name in that of its label, and the other way round.
const atEnd = ({ rtl }, { css }) => rtl !== (css === TURNED);
const nameBox = (q, [left, top, right], shape) => (atEnd(q, shape) ? [right - q.own, top, right, top + q.h] : [left, top, left + q.own, top + q.h]);
const wholeBox = (q, [left, top, right], shape) => (atEnd(q, shape) ? [right - shape.w, top, right, top + shape.h] : [left, top, left + shape.w, top + shape.h]);

const sign = ({ x, y, size }) => [x - size / 2, y - size / 2, x + size / 2, y + size / 2];
