// The live map: hosts folium's own output in the page, keeps the one Leaflet instance through every rerun, and applies
// what changes (points, what is lit, the frame). A click on a point, an area, the border or a card raises a pick.

const views = new WeakMap();

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  let view = views.get(parentElement);
  if (!view || view.base !== data.assets.base) {
    view = new MapView(parentElement, data, view && view.stop());
    views.set(parentElement, view);
  }
  view.picks.send = (picks) => setTriggerValue("picks", picks);
  view.show(data);
}

const loaded = new Map();
function load(tag, attributes) {
  const url = attributes.src || attributes.href;
  if (!loaded.has(url)) {
    loaded.set(url, new Promise((done, failed) => {
      const element = Object.assign(document.createElement(tag), attributes, { onload: done, onerror: failed });
      document.head.append(element);
    }));
  }
  return loaded.get(url);
}

// folium's script draws into the element that carries its map's name, at once, each time it runs.
function run(url) {
  return new Promise((done, failed) => {
    const script = Object.assign(document.createElement("script"), { src: url, onload: done, onerror: failed });
    document.head.append(script);
    script.addEventListener("load", () => script.remove());
  });
}

class MapView {
  constructor(parent, data, seen) {
    this.base = data.assets.base;
    this.seen = seen;
    this.picks = new Picks();
    this.parent = parent;
    this.box = parent.querySelector(".d-map");
    this.side = parent.querySelector(".d-map-side");
    this.canvas = Object.assign(document.createElement("div"), { id: data.assets.map, className: "d-canvas", dir: "ltr" });
    this.box.replaceChildren(this.canvas, this.controls(data.words));
    this.points = new Map();
    this.abort = new AbortController();
    const listen = (target, name, action) => target.addEventListener(name, action, { signal: this.abort.signal });
    listen(this.side, "click", (event) => this.pickFrom(event));
    for (const [name, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
      listen(this.side, name, (event) => this.hint(event, on));
    }
    listen(window, "dalil:light", (event) => this.light(event.detail));
    listen(window, "dalil:read", (event) => this.read(event.detail.places));
    this.ready = this.start(data.assets).catch((problem) => {
      console.error(problem);
      this.box.dataset.state = "failed";
      this.box.append(Object.assign(document.createElement("p"), { className: "d-notice", textContent: data.words.failed }));
    });
  }

  async start(assets) {
    await Promise.all([load("link", { rel: "stylesheet", href: assets.css }), load("script", { src: assets.leaflet })]);
    await run(assets.base);
    this.map = window[assets.map];
    const { home } = this.map.dalil;
    if (this.seen) this.map.setView(this.seen.center, this.seen.zoom, { animate: false });
    else this.map.fitBounds(home, { padding: [26, 26], animate: false });
    this.moved = Boolean(this.seen);
    this.shapes = new Map();
    this.map.eachLayer((layer) => {
      const id = layer.feature && layer.feature.properties.id;
      if (!id || !layer.getElement) return;
      if (!this.shapes.has(id)) this.shapes.set(id, []);
      this.shapes.get(id).push(layer);
      if (!layer.options.interactive || String(layer.options.className).includes("d-rest")) return;
      layer.on("click", (event) => { L.DomEvent.stop(event); this.pick(`place:${id}`); });
      layer.on("mouseover", () => light(id, true)).on("mouseout", () => light(id, false));
    });
    this.widenBorder();
    this.names = this.map.dalil.names.map((name) => this.areaName(name));
    this.map.on("click", () => this.pick(""));
    this.map.on("zoomend moveend", () => this.arrange());
    this.map.on("dragstart zoomstart", () => { this.moved = this.moved || !this.moving; });
    this.watch = new ResizeObserver(() => {
      this.map.invalidateSize({ animate: false });
      if (!this.moved) this.home(false);
    });
    this.watch.observe(this.box);
    if (document.fonts) document.fonts.ready.then(() => this.arrange());
    this.box.dataset.state = "ready";
  }

  // Another language brings another map; it opens where this one was.
  stop() {
    this.abort.abort();
    if (!this.map) return this.seen;
    const seen = { center: this.map.getCenter(), zoom: this.map.getZoom() };
    this.watch.disconnect();
    this.map.remove();
    this.map = null;
    return seen;
  }

  // A wide unseen line over the border, so that a finger can hit it.
  widenBorder() {
    const { border } = this.map.dalil;
    const [line] = this.shapes.get(border);
    L.polyline(line.getLatLngs(), { className: "d-border-hit", bubblingMouseEvents: false }).addTo(this.map)
      .on("click", (event) => { L.DomEvent.stop(event); this.pick(`place:${border}`); })
      .on("mouseover", () => light(border, true)).on("mouseout", () => light(border, false));
  }

  async show(data) {
    this.data = data;
    this.side.dir = data.lang === "ar" ? "rtl" : "ltr";
    await this.fillSide(data);
    this.picks.acknowledge(data.received);
    await this.ready;
    if (!this.map || data !== this.data) return;
    this.canvas.setAttribute("aria-label", data.alt);
    this.canvas.setAttribute("role", "application");
    const changed = new Map(data.points.map((feature) => [feature.id, feature]));
    this.draw(this.map.dalil.points.map((feature) => changed.get(feature.id) || feature));
    this.lightUp(data.lit);
    this.box.dataset.received = data.count;
    if (data.frame && data.frame.seq !== this.framed) {
      this.framed = data.frame.seq;
      this.frame(data.frame);
    }
    this.arrange();
  }

  lightUp(places) {
    this.lit = new Set(places);
    for (const [id, layers] of this.shapes) layers.forEach((layer) => toggle(layer, "d-lit", this.lit.has(id)));
    for (const [id, point] of this.points) point.element.classList.toggle("d-lit", this.lit.has(id));
  }

  // Follows the reading of the article: the places of the passage in view are lit, without a rerun.
  async read(places) {
    await this.ready;
    if (!this.map) return;
    this.lightUp(places);
    this.arrange();
  }

  // Legend, far places and list are a file that the browser keeps; only the counts and the focus change.
  async fillSide(data) {
    if (this.sideFile !== data.assets.side) {
      this.sideFile = data.assets.side;
      this.side.innerHTML = await fetch(data.assets.side).then((answer) => answer.text());
    }
    for (const count of this.side.querySelectorAll("[data-count]")) {
      const n = data.counts[count.dataset.count];
      count.textContent = n ? `(${n})` : "";
    }
    for (const chip of this.side.querySelectorAll("[data-pick]")) {
      chip.toggleAttribute("aria-current", chip.dataset.pick === data.focus);
    }
  }

  draw(features) {
    for (const feature of features) {
      const { properties: p, geometry, id } = feature;
      const old = this.points.get(id);
      const state = JSON.stringify(p);
      if (old && old.state === state) continue;
      if (old) old.marker.remove();
      const size = p.n ? Math.round(9 + 4.5 * Math.sqrt(p.n)) : p.named ? 11 : 8;
      const css = `d-point d-${p.symbol}${p.named ? " d-named" : " d-context"}${p.sure ? "" : " d-unsure"}${p.named && !p.n ? " d-none" : ""}`;
      const icon = L.divIcon({ className: css, iconSize: [size, size], html: '<i class="d-sign"></i><span class="d-label"></span>' });
      const [lon, lat] = geometry.coordinates;
      const marker = L.marker([lat, lon], { icon, keyboard: true, riseOnHover: true, bubblingMouseEvents: false, zIndexOffset: p.named ? 1000 + 20 * p.n : 0 });
      marker.addTo(this.map);
      const element = marker.getElement();
      const label = element.querySelector(".d-label");
      label.textContent = p.name;
      label.dir = "auto";
      element.setAttribute("aria-label", p.title);
      element.title = p.title;
      element.dataset.entity = id;
      marker.on("click", () => this.pick(`place:${id}`));
      marker.on("keypress", (event) => { if (event.originalEvent.key === " ") this.pick(`place:${id}`); });
      marker.on("mouseover focus", () => light(id, true)).on("mouseout blur", () => light(id, false));
      this.points.set(id, { marker, element, label, size, state, p, lat, lon });
    }
  }

  areaName(name) {
    const element = Object.assign(document.createElement("span"), { className: `d-area d-area-${name.kind}`, textContent: name.name, dir: "auto" });
    if (name.id) {
      element.dataset.entity = name.id;
      L.DomEvent.disableClickPropagation(element);
      element.addEventListener("click", () => this.pick(`place:${name.id}`));
    }
    const pane = this.map.getPane("dalil-names") || this.map.createPane("dalil-names");
    pane.append(element);
    return { ...name, element };
  }

  // Labels: the most important first, each at the spot around its point that is free and crosses the border least.
  arrange() {
    if (!this.map || !this.data) return;
    const { x: width, y: height } = this.map.getSize();
    const taken = this.furniture();
    const line = this.line = this.borderPixels();
    const free = (b) => b[0] >= 4 && b[1] >= 4 && b[2] <= width - 4 && b[3] <= height - 4
      && !taken.some((t) => b[0] < t[2] && b[2] > t[0] && b[1] < t[3] && b[3] > t[1]);
    const covers = (b) => (n, q) => n + (q.x > b[0] && q.x < b[2] && q.y > b[1] && q.y < b[3]);
    const points = [...this.points.entries()].map(([id, point]) => {
      const at = this.map.latLngToContainerPoint([point.lat, point.lon]);
      return { id, ...point, x: at.x, y: at.y, lit: this.lit && this.lit.has(id) };
    }).filter((q) => q.x > -20 && q.y > -20 && q.x < width + 20 && q.y < height + 20);
    for (const q of points) if (q.p.named) taken.push([q.x - q.size / 2, q.y - q.size / 2, q.x + q.size / 2, q.y + q.size / 2]);
    points.sort((a, b) => b.lit - a.lit || b.p.named - a.p.named || b.p.n - a.p.n || a.p.rank - b.p.rank);
    const cost = (b) => line.reduce(covers(b), 0) + 6 * points.reduce(covers(b), 0); // crossing the border, covering points
    for (const q of points) this.placeLabel(q, taken, free, cost);
    for (const name of this.names) this.placeName(name, taken, free, cost);
  }

  placeLabel(q, taken, free, cost) {
    const zoom = this.map.getZoom();
    const wanted = q.lit || q.p.named || q.p.rank === 0 || KEEP.has(q.id) || zoom >= 8.5 || (zoom >= 7.25 && q.p.rank <= 3);
    q.label.classList.add("d-off");
    if (!wanted) return;
    const w = q.label.offsetWidth + 2, h = q.label.offsetHeight, r = q.size / 2 + 4;
    const around = (r) => [[r, -h / 2], [-r - w, -h / 2], [-w / 2, -r - h], [-w / 2, r], [r * 0.6, -r * 0.6 - h], [r * 0.6, r * 0.6], [-r * 0.6 - w, -r * 0.6 - h], [-r * 0.6 - w, r * 0.6]];
    const spots = q.p.named || q.lit ? [...around(r), ...around(r + 11)] : around(r);
    const best = spots.map(([dx, dy], order) => ({ dx, dy, order, box: [q.x + dx, q.y + dy, q.x + dx + w, q.y + dy + h] }))
      .filter(({ box }) => free(box)).map((spot) => ({ ...spot, cost: cost(spot.box) + spot.order }))
      .sort((a, b) => a.cost - b.cost)[0];
    if (!best) return;
    taken.push(best.box);
    q.label.style.transform = `translate(${best.dx + q.size / 2}px, ${best.dy + q.size / 2}px)`;
    q.label.classList.remove("d-off");
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
    const [line] = this.shapes.get(this.map.dalil.border) || [];
    return line ? line.getLatLngs().map((at) => this.map.latLngToContainerPoint(at)) : [];
  }

  controls(words) {
    const bar = Object.assign(document.createElement("div"), { className: "d-controls" });
    for (const [sign, title, action] of [["+", words.zoomIn, () => this.map.zoomIn()], ["−", words.zoomOut, () => this.map.zoomOut()], ["⤢", words.home, () => this.home(true)]]) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: sign, title, ariaLabel: title });
      button.addEventListener("click", (event) => { event.stopPropagation(); this.moved = true; if (this.map) action(); });
      bar.append(button);
    }
    return bar;
  }

  home(animate) {
    this.glide(() => this.map.fitBounds(this.map.dalil.home, { padding: [26, 26], animate: animate && !still() }));
  }

  // A gentle frame moves the map only when what it frames is out of sight.
  frame({ bounds, gentle }) {
    if (gentle && this.map.getBounds().contains(bounds)) return;
    this.moved = true;
    this.glide(() => this.map[still() ? "fitBounds" : "flyToBounds"](bounds, { padding: [50, 50], maxZoom: 10, duration: 0.6 }));
  }

  glide(move) {
    this.moving = true;
    move();
    this.map.once("moveend", () => { this.moving = false; });
  }

  pickFrom(event) {
    const button = event.target.closest("[data-pick]");
    if (button) this.pick(button.dataset.pick, true);
  }

  pick(id, frame = false) {
    this.picks.push(id, frame);
  }

  hint(event, on) {
    const row = event.target.closest && event.target.closest("[data-entity]");
    if (row) light(row.dataset.entity, on);
  }

  light({ id, on }) {
    const point = this.points.get(id);
    if (point) point.element.classList.toggle("d-hint", on);
    for (const layer of (this.shapes && this.shapes.get(id)) || []) toggle(layer, "d-hint", on);
  }
}

const KEEP = new Set(["ishkashim", "khorog", "panj-bridge", "faizabad-afghanistan", "kunduz"]);
const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
function toggle(layer, css, on) {
  const element = layer.getElement();
  if (element) element.classList.toggle(css, on);
}
