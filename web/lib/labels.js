// Where the names on the map are written, so that none covers another, whatever the frame and the size.

const LARGE = 17; // pixels from which a point under a lens is named before those that the article names
const weight = ({ p }) => p.weight || 0;
const large = (q) => (q.size > LARGE ? weight(q) : 0);

export class Labels {
  constructor(map, border, pick) {
    this.map = map;
    this.box = map.getContainer().parentElement;
    this.border = border;
    this.names = map.dalil.names.map((name) => this.areaName(name, pick));
  }

  // An element for the name of an area or a river, in a pane of its own.
  areaName(name, pick) {
    const element = Object.assign(document.createElement("span"), { className: `d-area d-area-${name.kind}`, textContent: name.name, dir: "auto" });
    if (name.id) {
      element.dataset.entity = name.id;
      L.DomEvent.disableClickPropagation(element);
      element.addEventListener("click", () => pick(`place:${name.id}`));
    }
    const pane = this.map.getPane("dalil-names") || this.map.createPane("dalil-names");
    pane.append(element);
    return { ...name, element };
  }

  // Labels: the most important first (under a lens, its large ones), each at the spot around its point that is free and crosses the border least.
  arrange(points, lit) {
    const { x: width, y: height } = this.map.getSize();
    for (const { label } of points.values()) label.classList.add("d-off");
    const taken = this.furniture();
    const line = this.line = this.borderPixels();
    const free = (b) => b[0] >= 4 && b[1] >= 4 && b[2] <= width - 4 && b[3] <= height - 4
      && !taken.some((t) => b[0] < t[2] && b[2] > t[0] && b[1] < t[3] && b[3] > t[1]);
    const covers = (b) => (n, q) => n + (q.x > b[0] && q.x < b[2] && q.y > b[1] && q.y < b[3]);
    const shown = [...points.entries()].map(([id, point]) => {
      const at = this.map.latLngToContainerPoint([point.lat, point.lon]);
      return { id, ...point, x: at.x, y: at.y, lit: Boolean(lit && lit.has(id)) };
    }).filter((q) => q.x > -20 && q.y > -20 && q.x < width + 20 && q.y < height + 20);
    for (const q of shown) if (q.p.named || q.p.weight) taken.push([q.x - q.size / 2, q.y - q.size / 2, q.x + q.size / 2, q.y + q.size / 2]);
    shown.sort((a, b) => b.lit - a.lit || large(b) - large(a) || b.p.named - a.p.named || weight(b) - weight(a) || b.p.n - a.p.n || a.p.rank - b.p.rank);
    const signs = (b) => shown.reduce(covers(b), 0);
    const cost = (b) => line.reduce(covers(b), 0) + 6 * signs(b); // crossing the border, covering points
    for (const q of shown) this.placeLabel(q, taken, q.p.named || q.lit || q.p.weight ? free : (b) => free(b) && !signs(b), cost);
    for (const name of this.names) this.placeName(name, taken, free, cost);
  }

  placeLabel(q, taken, free, cost) {
    const zoom = this.map.getZoom();
    const wanted = q.lit || q.p.weight || q.p.named || q.p.rank === 0 || q.p.known || zoom >= 8.5 || (zoom >= 7.25 && q.p.rank <= 3);
    this.hideLabel(q);
    if (!wanted) return;
    const w = q.label.offsetWidth + 2, h = q.label.offsetHeight, r = q.size / 2 + 4;
    const around = (r) => [[r, -h / 2], [-r - w, -h / 2], [-w / 2, -r - h], [-w / 2, r], [r * 0.6, -r * 0.6 - h], [r * 0.6, r * 0.6], [-r * 0.6 - w, -r * 0.6 - h], [-r * 0.6 - w, r * 0.6]];
    const spots = q.p.named || q.lit || q.p.weight ? [...around(r), ...around(r + 11)] : around(r);
    const best = spots.map(([dx, dy], order) => ({ dx, dy, order, box: [q.x + dx, q.y + dy, q.x + dx + w, q.y + dy + h] }))
      .filter(({ box }) => free(box)).map((spot) => ({ ...spot, cost: cost(spot.box) + spot.order }))
      .sort((a, b) => a.cost - b.cost)[0];
    if (!best) return;
    taken.push(best.box);
    q.label.style.transform = `translate(${best.dx + q.box / 2}px, ${best.dy + q.box / 2}px)`;
    q.label.classList.remove("d-off");
  }

  // A name that is shown only while the pointer is on its point stands beside it, on the side where the map has room.
  hideLabel(q) {
    const off = q.size / 2 + 4, left = q.x > this.map.getSize().x / 2;
    const across = left ? `calc(${q.box / 2 - off}px - 100%)` : `${q.box / 2 + off}px`;
    q.label.style.transform = `translate(${across}, calc(${q.box / 2}px - 50%))`;
    q.label.classList.add("d-off");
  }

  // A name of a country or province goes to the first of its anchors that is free; a river's name lies along the border.
  placeName(name, taken, free, cost) {
    const { element, kind } = name;
    element.classList.add("d-off");
    if (kind === "province" && this.map.getZoom() < 6) return;
    const w = element.offsetWidth + 6, h = element.offsetHeight + 2;
    const spots = name.at.flatMap((spot) => (kind === "river" ? this.beside(spot, w) : [{ at: this.map.latLngToContainerPoint(spot), turn: 0 }]));
    const fits = spots.map(({ at, turn }) => {
      const c = Math.abs(Math.cos(turn)), s = Math.abs(Math.sin(turn));
      const bw = w * c + h * s, bh = w * s + h * c;
      const box = [at.x - bw / 2, at.y - bh / 2, at.x + bw / 2, at.y + bh / 2];
      return { at, turn, box };
    }).filter(({ at, turn, box }) => free(box) && !(kind === "river" && this.crosses(at, turn, w, h)));
    const best = fits.find(({ box }) => kind === "river" || !cost(box)) || (kind === "country" ? fits[0] : null);
    if (!best) return;
    taken.push(best.box);
    const p = this.map.containerPointToLayerPoint(best.at);
    element.style.transform = `translate(${p.x}px, ${p.y}px) translate(-50%, -50%) rotate(${best.turn}rad)`;
    element.classList.remove("d-off");
  }

  // Both sides of the border around a spot of it, where the line runs straight enough for a text of the width w.
  beside(spot, w) {
    const line = this.line;
    const middle = this.map.latLngToContainerPoint(spot);
    const at = line.reduce((best, q, i) => (q.distanceTo(middle) < line[best].distanceTo(middle) ? i : best), 0);
    let from = at, to = at;
    while (from > 0 && line[from].distanceTo(line[at]) < w / 2) from -= 1;
    while (to < line.length - 1 && line[to].distanceTo(line[at]) < w / 2) to += 1;
    const a = line[from], b = line[to];
    if (a.distanceTo(b) < w * 0.85) return [];
    let turn = Math.atan2(b.y - a.y, b.x - a.x);
    if (Math.abs(turn) > Math.PI / 2) turn -= Math.sign(turn) * Math.PI;
    return [12, -12, 18, -18, 26, -26].map((off) => ({ at: L.point((a.x + b.x) / 2 + off * Math.sin(turn), (a.y + b.y) / 2 - off * Math.cos(turn)), turn }));
  }

  crosses(at, turn, w, h) {
    const c = Math.cos(turn), s = Math.sin(turn);
    return this.line.some((q) => {
      const dx = q.x - at.x, dy = q.y - at.y;
      return Math.abs(dx * c + dy * s) < w / 2 && Math.abs(dy * c - dx * s) < h / 2 + 1;
    });
  }

  furniture() {
    const box = this.box.getBoundingClientRect();
    return [...this.box.querySelectorAll(".leaflet-control, .d-controls")].map((element) => {
      const r = element.getBoundingClientRect();
      return [r.left - box.left - 4, r.top - box.top - 4, r.right - box.left + 4, r.bottom - box.top + 4];
    });
  }

  borderPixels() {
    return this.border ? this.border.getLatLngs().map((at) => this.map.latLngToContainerPoint(at)) : [];
  }
}
