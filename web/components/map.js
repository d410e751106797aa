// The live map: hosts folium's own output in the page, keeps the one Leaflet instance through every rerun, and applies
// what changes (points, what is lit, the frame). A click on a point, an area, the border or a card raises a pick.

import { calm, direction, make } from "../lib/dom.js";
import { Labels } from "../lib/labels.js";
import { light, Picks } from "../lib/picks.js";
import { Pile, REACH } from "./pile.js";
import { PositionPicker } from "./position_picker.js";

const LEAST = 120; // px: a box narrower or lower than that frames nothing

// The map in an element, in whatever language: it stands through every call of show(data), and is drawn anew where the base map is
// another, as each language has its own. source: where base map and list come from, as map_files.js in the app.
export class LiveMap {
  constructor(parent, source) {
    Object.assign(this, { parent, source });
    this.picks = new Picks((picks) => this.send("picks", picks));
    window.addEventListener("dalil:show", ({ detail }) => { if (this.data) this.show({ ...this.data, ...detail }); });
  }

  show(data) {
    this.data = data;
    if (!this.view || this.view.base !== data.assets.base) this.view = new MapView(this, data, this.view?.stop());
    this.view.show(data);
  }
}

class MapView {
  constructor({ parent, source, picks }, data, seen) {
    const [starts, box, side] = [".d-map-starts", ".d-map", ".d-map-side"].map((css) => parent.querySelector(css));
    Object.assign(this, { parent, source, picks, seen, base: data.assets.base });
    Object.assign(this, { starts, box, side, points: new Map(), abort: new AbortController() });
    this.canvas = make("div", { id: data.assets.map, className: "d-canvas", dir: "ltr" });
    this.canvas.style = "position: absolute; inset: 0"; // or Leaflet sets another while the style sheet is on its way
    // Leaflet focuses its map at a press of the mouse: a page that scrolled then would take the point from under it.
    this.canvas.focus = () => HTMLElement.prototype.focus.call(this.canvas, { preventScroll: true });
    this.box.dataset.state = "loading";
    this.box.replaceChildren(this.canvas, this.controls(data.words));
    const listen = (target, name, action) => target.addEventListener(name, action, { signal: this.abort.signal });
    for (const part of [this.starts, this.side]) listen(part, "click", (event) => this.pickFrom(event));
    for (const [name, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
      listen(this.side, name, (event) => this.hint(event, on));
    }
    listen(window, "dalil:light", (event) => this.light(event.detail));
    listen(window, "dalil:read", (event) => this.read(event.detail.places));
    this.ready = this.start(data.assets).catch((problem) => {
      console.error(problem);
      this.box.dataset.state = "failed";
      this.box.append(make("p", { className: "d-notice", textContent: data.words.failed }));
    });
  }

  async start(assets) {
    const draw = await this.source.drawing(assets);
    if (this.abort.signal.aborted) return; // the map of another language was asked for meanwhile
    L.Browser.ie3d = true; // flat moves: with the usual ones every point is a layer of its own to the browser, which costs at each change
    draw();
    this.map = window[assets.map];
    if (L.Browser.mobile) this.map.dragging.disable(); // one finger scrolls the page, two move the map
    const { seen } = this; // a box without a size yet fits nothing, and a map without a view cannot be drawn on
    const { center, zoom, aim, framed } = seen || { center: L.latLngBounds(this.homeward.bounds).getCenter(), zoom: 6, aim: this.homeward };
    Object.assign(this, { aim, framed }).map.setView(center, zoom, { animate: false });
    if (!seen) this.fit(false);
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
    const [border] = this.shapes.get(this.map.dalil.border);
    this.labels = new Labels(this.map, border, (id) => this.pick(id));
    this.pile = new Pile(this);
    this.map.on("click", () => this.pick(""));
    this.map.on("zoomend moveend", () => this.arrange());
    this.map.on("dragstart zoomstart", () => { if (!this.moving) this.aim = null; });
    this.watch = new ResizeObserver(() => {
      this.map.invalidateSize({ animate: false });
      this.fit(false);
    });
    this.watch.observe(this.canvas);
    if (document.fonts) document.fonts.ready.then(() => this.arrange());
    this.box.dataset.state = "ready";
  }

  // Another language brings another map; it opens where this one was.
  stop() {
    this.abort.abort();
    if (!this.map) return this.seen;
    const seen = { center: this.map.getCenter(), zoom: this.map.getZoom(), aim: this.aim, framed: this.framed };
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
    this.side.dir = this.starts.dir = direction(data.lang);
    await this.fillSide(data);
    this.picks.acknowledge(data.received);
    await this.ready;
    if (!this.map || data !== this.data) return;
    this.canvas.setAttribute("aria-label", data.alt);
    this.canvas.setAttribute("role", "application");
    const changed = new Map(data.points.map((feature) => [feature.id, feature]));
    this.draw(this.map.dalil.points.map((feature) => changed.get(feature.id) || feature));
    this.lightUp(data.lit);
    if (data.asks) (this.position ??= new PositionPicker(this)).show(data.asks);
    this.stretch(data.stretch || [], new Set(data.outside));
    this.box.dataset.received = data.count;
    if (data.frame && data.frame.seq !== this.framed) {
      this.frame(data.frame, this.framed !== undefined);
      this.framed = data.frame.seq;
    }
    this.arrange();
  }

  // The chosen stretch of the border lies over it; what stands outside it fades.
  stretch(line, outside) {
    if (!this.over) this.over = L.polyline([], { className: "d-border-stretch", interactive: false }).addTo(this.map);
    this.over.setLatLngs(line);
    for (const [id, point] of this.points) point.element.classList.toggle("d-outside-stretch", outside.has(id));
  }

  lightUp(places) {
    this.lit = new Set(places);
    for (const [id, layers] of this.shapes) layers.forEach((layer) => toggle(layer, "d-lit", this.lit.has(id) || this.lit.has(layer.feature.properties.of)));
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
      const list = await this.source.list(data.assets.side);
      if (this.abort.signal.aborted) return;
      this.side.innerHTML = list;
      this.starts.replaceChildren(...this.side.querySelectorAll(".d-starts"));
    }
    this.side.dataset.lens = data.lens || "passages";
    for (const count of this.side.querySelectorAll("[data-count]")) {
      const n = data.counts[count.dataset.count];
      const text = n ? `(${n})` : "";
      if (count.textContent !== text) count.textContent = text;
    }
    for (const chip of this.parent.querySelectorAll("[data-pick]")) {
      if ([data.focus, `lens:${data.lens}`].includes(chip.dataset.pick)) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
    }
  }

  draw(features) {
    for (const { properties: p, geometry, id } of features) {
      const state = JSON.stringify(p);
      if (!this.points.has(id)) this.points.set(id, this.place(id, geometry.coordinates));
      const point = this.points.get(id);
      if (point.state !== state) this.dress(Object.assign(point, { state, p }));
    }
  }

  place(id, [lon, lat]) {
    const icon = L.divIcon({ className: "d-point", html: '<i class="d-sign"></i><span class="d-label" dir="auto"></span>' });
    const marker = L.marker([lat, lon], { icon, keyboard: true, riseOnHover: true, bubblingMouseEvents: false }).addTo(this.map);
    const element = marker.getElement();
    element.dataset.entity = id;
    marker.on("click", () => this.pick(`place:${id}`));
    marker.on("keypress", (event) => this.pressed(event.originalEvent, id));
    marker.on("mouseover focus", () => light(id, true)).on("mouseout blur", () => light(id, false));
    return { marker, element, label: element.querySelector(".d-label"), lat, lon };
  }

  // The marker itself stays: to make it anew costs more, and it would lose the keyboard's focus.
  dress(point) {
    const { marker, element, label, p } = point;
    point.size = p.size ? p.size : p.n ? Math.round(9 + 4.5 * Math.sqrt(p.n)) : p.named ? 11 : 8;
    element.className = "leaflet-marker-icon leaflet-zoom-animated leaflet-interactive"
      + ` d-point d-${p.symbol}${p.named ? " d-named" : " d-context"}${p.sure ? "" : " d-unsure"}${p.named && !p.n ? " d-none" : ""}${p.tone ? ` ${p.tone}` : ""}`;
    point.box = Math.max(2 * REACH, point.size);
    const [side, half] = [`${point.box}px`, `${-point.box / 2}px`];
    Object.assign(element.style, { width: side, height: side, marginLeft: half, marginTop: half });
    element.style.setProperty("--d-pad", `${(point.box - point.size) / 2}px`); // the sign in the middle of what can be hit
    marker.setZIndexOffset(p.named ? 1000 + 20 * p.n : 0);
    label.replaceChildren(p.name, ...(p.worth ? [" ", make("small", { textContent: p.worth, dir: "auto" })] : []));
    element.title = element.ariaLabel = p.title;
  }

  // In the next frame: what the reader sees first must not wait for the labels.
  arrange() {
    cancelAnimationFrame(this.later);
    this.later = requestAnimationFrame(() => {
      if (this.map && this.data) this.labels.arrange(this.points, this.lit);
    });
  }

  controls(words) {
    const bar = make("div", { className: "d-controls" });
    for (const [sign, title, action] of [["+", words.zoomIn, () => this.map.zoomIn()], ["−", words.zoomOut, () => this.map.zoomOut()], ["⤢", words.home, () => this.home(true)]]) {
      const button = make("button", { type: "button", textContent: sign, title, ariaLabel: title });
      button.addEventListener("click", (event) => { event.stopPropagation(); this.aim = null; if (this.map) action(); });
      bar.append(button);
    }
    return bar;
  }

  get homeward() { return { bounds: this.map.dalil.home, padding: 26 }; }

  home(animate) {
    this.aim = this.homeward;
    this.fit(animate);
  }

  // A gentle frame moves the map only when what it frames is out of sight.
  frame({ bounds, gentle }, animate) {
    if (gentle && this.map.getBounds().contains(bounds)) return;
    this.aim = { bounds, padding: 50, maxZoom: 10 };
    this.fit(animate);
  }

  // Shows what the map aims at: the bounds last asked for, until the reader moves the map. Every change of the box's size fits them anew.
  fit(animate) {
    const { aim } = this, { x, y } = this.map.getSize();
    if (!aim || Math.min(x, y) < LEAST) return;
    const padding = Math.min(aim.padding, Math.min(x, y) / 8), options = { maxZoom: aim.maxZoom, padding: [padding, padding] };
    this.moving = true;
    this.map.once("moveend", () => { this.moving = false; });
    if (animate && !calm()) this.map.flyToBounds(aim.bounds, { ...options, duration: 0.6 });
    else this.map.fitBounds(aim.bounds, { ...options, animate: false });
  }

  pickFrom(event) {
    const button = event.target.closest("[data-pick]");
    if (button) this.pick((button.dataset.frame ?? "") + button.dataset.pick, true);
  }

  // Leaflet lets a marker be reached with the keyboard, but clicks it for popups alone.
  pressed(event, id) {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    this.pick(`place:${id}`);
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

function toggle(layer, css, on) {
  const element = layer.getElement();
  if (element) element.classList.toggle(css, on);
}
