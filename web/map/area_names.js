// Where the names of countries, provinces and rivers are written. The two countries of the border stand on its banks, each on its own;
// other land at an anchor of its own or, where none is in view, anywhere on what is seen of it; a river beside the border.

import { make, unmarked } from "../lib/dom.js";

const GAP = 7; // px between a bank and the name on it
const STEEP = 0.9; // radians: a name is not turned more
const STRIDE = 3; // spots of the border between two that are tried for a name
const BROAD = 16; // px: half the breadth of land beyond the region that is named
const GRID = 17; // places tried in each direction on land without an anchor

// A name and, below it, the same in a second language, if any.
export const inBoth = (name, second) => (second ? [name, make("span", { className: "d-second", textContent: second, dir: "auto" })] : [name]);

export class AreaNames {
  // land: id of a country -> its layers.
  constructor(map, land, pick) {
    Object.assign(this, { map, land, pick });
    this.pane = map.createPane("dalil-names");
    this.names = map.dalil.names.map((name) => this.element(name));
    this.far = [];
  }

  // Not seen before it has its place.
  element(name) {
    const element = Object.assign(document.createElement("span"), { className: `d-area d-area-${name.kind}${name.bank ? " d-area-bank" : ""} d-off`, textContent: name.name, dir: "auto" });
    if (name.id) {
      element.dataset.entity = name.id;
      element.role = "button";
      element.tabIndex = -1; // one stop with the points: web/map/point_keys.js
      L.DomEvent.disableClickPropagation(element);
      element.addEventListener("click", () => this.pick(name.id));
    }
    this.pane.append(element);
    return { ...name, element };
  }

  // The names of countries beyond the region, each on land of a radius in degrees; none, where the region alone is shown.
  beyond(names) {
    for (const { element } of this.far) element.remove();
    this.far = names.map((name) => this.element({ ...name, kind: "country" }));
  }

  // What a lens says of land and border, as a mark and a number beside their names. areas: {id, name, n, tone, title}. The border has
  // no name but then.
  mark(areas) {
    const marks = new Map(areas.map((area) => [area.id, area])), { border } = this.map.dalil, own = marks.get(border);
    if (own && !this.names.some(({ id }) => id === border)) this.names.push(this.element({ id: border, kind: "border", name: own.name, at: [] }));
    for (const name of this.names) this.dress(name, marks.get(name.id));
  }

  // Names that stand in a second language too, by id.
  speak(second) {
    for (const name of this.names) {
      const other = name.kind === "border" ? undefined : second[name.id];
      if (other !== name.second) name.element.replaceChildren(...inBoth(name.name, name.second = other));
    }
  }

  dress(name, mark) {
    if (!mark && !name.mark) return;
    name.mark = mark;
    const shown = mark ? [make("i", { className: `d-point ${mark.tone}` }, make("b", { className: "d-sign" })), name.name, make("small", { textContent: mark.n })] : inBoth(name.name, name.second);
    name.element.replaceChildren(...shown);
    name.element.title = mark ? unmarked(mark.title) : "";
  }

  // The names of the banks and of what a lens marks, or the others, as there is room.
  arrange(room, early) {
    const near = this.names.filter((name) => Boolean(name.bank || name.mark) === early);
    const names = early ? near : [...near, ...this.far.filter((name) => this.isBroad(name))];
    const sizes = names.map(({ element }) => [element.offsetWidth + 6, element.offsetHeight + 2]);
    this.near = L.point(room.width / 2, room.height / 2);
    names.forEach((name, n) => this.place(name, room, ...sizes[n]));
  }

  // Where names stood in a part of the map: {of, box}.
  held(view) {
    return [...this.names, ...this.far].filter(({ home }) => home?.view === view).map((name) => ({ of: name, box: outline(name.home) }));
  }

  // Where names stood is as good as any other place.
  forget() {
    for (const name of [...this.names, ...this.far]) name.home = undefined;
  }

  place(name, room, w, h) {
    const { element, kind } = name, small = kind === "province" && this.map.getZoom() < 6, silent = kind === "border" && !name.mark;
    const home = name.home?.view === room.view ? name.home : undefined; // where it stood: under another lens it stays there
    const spots = small || silent ? [] : this.spots(name, room, w, h);
    const best = first(home && !small && !silent ? nearTo([{ ...home, w, h }, ...spots], home) : spots, (spot) => this.fits(name, room, spot));
    element.classList.toggle("d-off", !best);
    if (!best) return;
    name.home = home ?? { ...best, view: room.view };
    if (name.bank) this.near = best.at; // the names of the two banks face each other
    room.take(outline(best));
    const { x, y } = this.map.containerPointToLayerPoint(best.at);
    element.style.transform = `translate(${x}px, ${y}px) translate(-50%, -50%) rotate(${best.turn}rad)`;
  }

  // Is its land as broad on the map as a name of some length? Else the name is off.
  isBroad({ radius, element }) {
    const broad = (radius * 256 * 2 ** this.map.getZoom()) / 360 > BROAD;
    element.classList.toggle("d-off", !broad);
    return broad;
  }

  fits(name, room, spot) {
    const box = outline(spot);
    if (!room.free(box) || room.crosses(spot)) return false;
    return name.kind === "river" ? !room.hides(spot) : (!room.covered(box) && (!spot.tested || this.onLand(name.id, spot)));
  }

  // Where a name may be written, best first; `tested`: only where all of it lies on its land, or "middle": where its middle does.
  * spots(name, room, w, h) {
    const level = (at) => ({ at, turn: 0, w, h });
    const anchors = name.at.map((at) => this.map.latLngToContainerPoint(at));
    if (name.kind === "border") return yield* [1, -1].flatMap((bank) => onBank(room, bank, this.near, w, h)).map((spot) => ({ ...spot, tested: false }));
    if (name.kind === "river") return yield* anchors.flatMap((at) => beside(room, at, w, h));
    const banks = name.bank ? onBank(room, name.bank, this.near, w, h) : [];
    yield* banks;
    yield* anchors.map(level);
    const all = name.kind === "country" && this.inView(name.id) ? grid(room).map(level) : [];
    yield* all.map((spot) => ({ ...spot, tested: true }));
    if (name.bank) yield* [...banks, ...all].map((spot) => ({ ...spot, tested: "middle" })); // where its land is too narrow for it
    yield* banks.map((spot) => ({ ...spot, tested: false }));
  }

  inView(id) {
    const view = this.map.getBounds();
    return (this.land.get(id) ?? []).some((layer) => view.intersects(layer.getBounds()));
  }

  // Do middle and corners of a text lie on the land of a country, or its middle, where that is enough?
  onLand(id, spot) {
    const layers = this.land.get(id) ?? [];
    return (spot.tested === "middle" ? [spot.at] : corners(spot)).every((corner) => {
      const at = this.map.containerPointToLatLng(corner);
      return layers.some((layer) => layer.getBounds().contains(at) && inside(layer.getLatLngs(), at));
    });
  }
}

// Spots in the order of how near they are to one of them; those where the land is too narrow last.
const nearTo = (spots, { at }) => spots.map((spot) => [spot.at.distanceTo(at) + (spot.tested === true || spot.tested === undefined ? 0 : spot.tested ? 1e6 : 2e6), spot]).sort(([a], [b]) => a - b).map(([, spot]) => spot);

function first(every, fits) {
  for (const one of every) if (fits(one)) return one;
  return undefined;
}

// The upright box around a text that is turned.
function outline({ at, turn, w, h }) {
  const c = Math.abs(Math.cos(turn)), s = Math.abs(Math.sin(turn)), across = (w * c + h * s) / 2, down = (w * s + h * c) / 2;
  return [at.x - across, at.y - down, at.x + across, at.y + down];
}

function corners({ at, turn, w, h }) {
  const c = Math.cos(turn), s = Math.sin(turn);
  const corner = (x, y) => L.point(at.x + x * c - y * s, at.y + x * s + y * c);
  return [at, ...[[-1, -1], [1, -1], [-1, 1], [1, 1]].map(([x, y]) => corner((x * w) / 2, (y * h) / 2))];
}

// Even-odd over the rings of a polygon, nested as Leaflet has them.
function inside(rings, { lat, lng }) {
  if (Array.isArray(rings[0])) return rings.reduce((in_, ring) => in_ !== inside(ring, { lat, lng }), false);
  let in_ = false;
  for (let i = 0, j = rings.length - 1; i < rings.length; j = i, i += 1) {
    const a = rings[i], b = rings[j];
    if (a.lat > lat !== b.lat > lat && lng < ((b.lng - a.lng) * (lat - a.lat)) / (b.lat - a.lat) + a.lng) in_ = !in_;
  }
  return in_;
}

// The stretch of a run of the border around a spot of it that is as long as a text, where it is straight enough: {middle, turn, along, span}.
function stretchAround(run, at, w) {
  let from = at, to = at;
  while (from > 0 && run[from].distanceTo(run[at]) < w / 2) from -= 1;
  while (to < run.length - 1 && run[to].distanceTo(run[at]) < w / 2) to += 1;
  const [a, b] = [run[from], run[to]], along = b.subtract(a);
  if (a.distanceTo(b) < w * 0.85) return undefined;
  let turn = Math.atan2(along.y, along.x);
  if (Math.abs(turn) > Math.PI / 2) turn -= Math.sign(turn) * Math.PI;
  return { middle: a.add(b).divideBy(2), turn, along: along.divideBy(a.distanceTo(b)), span: run.slice(from, to + 1) };
}

// Both sides of the border near a point of it.
function beside(room, near, w, h) {
  const [run] = [...room.runs].sort((a, b) => reach(a, near) - reach(b, near));
  const found = run && stretchAround(run, run.reduce((best, spot, n) => (spot.distanceTo(near) < run[best].distanceTo(near) ? n : best), 0), w);
  if (!found) return [];
  const { middle, turn } = found;
  return [12, -12, 18, -18, 26, -26].map((off) => ({ at: middle.add([off * Math.sin(turn), -off * Math.cos(turn)]), turn, w, h }));
}

const reach = (run, near) => Math.min(...run.map((spot) => spot.distanceTo(near)));

// Spots on one bank of the border, 1 to the left of its course, -1 to the right: best where it is near to the line and to a point.
function onBank(room, bank, near, w, h) {
  const found = [];
  for (const run of room.runs) {
    for (let at = 0; at < run.length; at += STRIDE) found.push(along(run, at, bank, w, h), level(run, at, bank, w, h));
  }
  const cost = ({ at, off, turn }) => off + at.distanceTo(near) * 0.12 + Math.abs(turn) * 10;
  return found.filter(Boolean).sort((a, b) => cost(a) - cost(b));
}

// Turned with the line, as far from it as its bends on that side ask for.
function along(run, at, bank, w, h) {
  const found = stretchAround(run, at, w);
  if (!found || Math.abs(found.turn) > STEEP) return undefined;
  const { middle, turn, span, along: { x, y } } = found, normal = L.point(y, -x).multiplyBy(bank);
  const bend = Math.max(...span.map((spot) => (spot.x - middle.x) * normal.x + (spot.y - middle.y) * normal.y));
  const off = bend + h / 2 + GAP;
  return { at: middle.add(normal.multiplyBy(off)), turn, w, h, off, tested: true };
}

// Level, away from a spot of the line by as much as the text is broad in that direction.
function level(run, at, bank, w, h) {
  const [a, b] = [run[Math.max(0, at - 3)], run[Math.min(run.length - 1, at + 3)]], long = a.distanceTo(b);
  if (!long) return undefined;
  const normal = L.point((b.y - a.y) / long, (a.x - b.x) / long).multiplyBy(bank);
  const off = (Math.abs(normal.x) * w + Math.abs(normal.y) * h) / 2 + 2 * GAP;
  return { at: run[at].add(normal.multiplyBy(off)), turn: 0, w, h, off: off + h, tested: true };
}

// Places all over the map, those nearest to its middle first.
function grid(room) {
  const middle = L.point(room.width / 2, room.height / 2), steps = Array.from({ length: GRID }, (_, n) => (n + 0.5) / GRID);
  return steps.flatMap((x) => steps.map((y) => L.point(x * room.width, y * room.height))).sort((a, b) => a.distanceTo(middle) - b.distanceTo(middle));
}
