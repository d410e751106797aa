// The live map: hosts folium's own output in the page, keeps the one Leaflet instance through every rerun, and applies
// what changes (points, what is lit, the frame). A click on a point, an area, the border or a card raises a pick.

import { inBoth } from "./area_names.js";
import { direction, make, unmarked } from "../lib/dom.js";
import { Labels } from "./labels.js";
import { light, Picks } from "../lib/picks.js";
import { Locator } from "./locator.js";
import { MapFrame } from "./map_frame.js";
import { MapShapes } from "./map_shapes.js";
import { Pile, REACH } from "./pile.js";
import { PointKeys, skipLink } from "./point_keys.js";
import { PositionPicker } from "./position_picker.js";
import { Gestures } from "./gestures.js";
import { World } from "./world.js";

const MAP_PARTS = [".d-map-starts", ".d-map", ".d-map-side"];

// The map in an element, in whatever language: it stands through every call of show(data), and is drawn anew where the base map is
// another, as each language has its own. source: where base map and list come from, as map_files.js in the app.
export class LiveMap {
  constructor(parent, source) {
    Object.assign(this, { parent, source });
    this.picks = new Picks((picks) => this.send?.("picks", picks)); // what is picked before the app stands waits
    window.addEventListener("dalil:show", ({ detail }) => { if (this.data) this.show({ ...this.data, ...detail }); });
  }

  show(data) {
    this.data = data;
    if (!this.view || this.view.base !== data.assets.base) this.view = new MapView(this, data, this.view?.stop());
    if (this.send && !this.connected) this.picks.flush();
    this.connected = Boolean(this.send);
    return this.view.show(data);
  }

  // Goes on as it is in the place of what another element has for it.
  move(parent) {
    this.parent = parent;
    this.view.move(parent);
  }
}

class MapView {
  constructor({ parent, source, picks }, data, seen) {
    const [starts, box, side] = MAP_PARTS.map((css) => parent.querySelector(css));
    Object.assign(this, { parent, source, picks, seen, base: data.assets.base });
    Object.assign(this, { starts, box, side, points: new Map(), enlarged: 1, abort: new AbortController() });
    this.canvas = make("div", { id: data.assets.map, className: "d-canvas", dir: "ltr" });
    this.canvas.style = "position: absolute; inset: 0"; // or Leaflet sets another while the style sheet is on its way
    // Leaflet focuses its map at a press of the mouse: a page that scrolled then would take the point from under it.
    this.canvas.focus = () => HTMLElement.prototype.focus.call(this.canvas, { preventScroll: true });
    this.box.dataset.state = "loading";
    const listen = (target, name, action) => target.addEventListener(name, action, { signal: this.abort.signal });
    for (const part of [this.starts, this.side]) listen(part, "click", (event) => this.pickFrom(event));
    for (const [name, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
      listen(this.side, name, (event) => this.hint(event, on));
    }
    listen(window, "dalil:light", (event) => this.light(event.detail));
    listen(window, "dalil:read", (event) => this.read(event.detail.places));
    this.ready = this.start(data).catch((problem) => {
      console.error(problem);
      this.box.dataset.state = "failed";
      this.box.append(make("p", { className: "d-notice", textContent: data.words.failed }));
      this.unfoldSide(true);
    });
  }

  async start({ assets, words, lang }) {
    const draw = await this.source.drawing(assets);
    if (this.abort.signal.aborted || !this.box.isConnected) return; // another map was asked for meanwhile, or another page
    this.box.replaceChildren(skipLink(this.box, words.skip), this.canvas, this.controls(words)); // a picture may have stood there
    L.Browser.ie3d = true; // flat moves: with the usual ones every point is a layer of its own to the browser, which costs at each change
    draw();
    this.map = window[assets.map];
    if (L.Browser.mobile) this.map.dragging.disable(); // one finger scrolls the page, two move the map
    this.frame = new MapFrame(this.map, this.seen, this.data.home);
    if (!this.seen) this.frame.show(this.data.frame, false); // what the map opens on is set, not flown to
    this.shapes = new MapShapes(this);
    this.labels = new Labels(this.map, this.shapes, (id) => this.pick(id));
    this.world = new World(this.map, () => this.source.world(assets), (names) => { this.labels.areas.beyond(names); this.arrange(); });
    this.locator = new Locator(this.map, words.locator);
    this.pile = new Pile(this);
    this.keys = new PointKeys(this);
    this.gestures = new Gestures(this, words, lang);
    this.map.on("zoomend moveend", () => this.arrange());
    this.map.on("moveend", () => window.dispatchEvent(new Event("dalil:moved")));
    this.map.on("dragstart", () => this.hover(this.hovered, false)); // Leaflet tells nobody that the mouse leaves what it drags from
    this.watch = new ResizeObserver(() => this.frame.resize());
    this.watch.observe(this.canvas);
    document.fonts.addEventListener("loadingdone", () => { if (this.labels.outgrown()) this.arrange(); }, { signal: this.abort.signal });
    this.box.dataset.state = "ready";
  }

  // Another language brings another map; it opens where this one was.
  stop() {
    this.abort.abort();
    if (!this.map) return this.seen;
    const seen = this.frame.where();
    this.watch.disconnect();
    this.map.remove();
    this.map = null;
    return seen;
  }

  move(parent) {
    const held = document.activeElement;
    this.parent = parent;
    [this.starts, this.box, this.side].forEach((part, n) => parent.querySelector(MAP_PARTS[n]).replaceWith(part));
    if (parent.contains(held)) held.focus({ preventScroll: true });
    this.frame.resize();
  }

  hover(id, on) {
    this.hovered = on ? id : undefined;
    if (id) light(id, on);
  }

  async show(data) {
    this.data = data;
    this.side.dir = this.starts.dir = direction(data.lang);
    await this.fillSide(data);
    this.picks.acknowledge(data.received ?? 0);
    await this.ready;
    if (!this.map || data !== this.data) return;
    this.canvas.setAttribute("aria-label", unmarked(data.alt));
    this.canvas.setAttribute("role", "application");
    this.labels.areas.speak(this.second = data.second ?? {});
    const changed = new Map(data.points.map((feature) => [feature.id, feature]));
    this.draw(this.map.dalil.points.map((feature) => changed.get(feature.id) || feature));
    this.keys.renew(data.lit);
    this.labels.areas.mark(data.areas ?? []);
    this.lightUp(data.lit);
    if (data.asks) (this.position ??= new PositionPicker(this)).show(data.asks);
    this.stretch(data.stretch || [], new Set(data.outside));
    if ("count" in data) this.box.dataset.received = data.count;
    this.frame.open(data.home);
    this.frame.show(data.frame, true);
    this.arrange();
  }

  // What stands outside a chosen stretch of the border fades.
  stretch(line, outside) {
    this.shapes.stretch(line);
    for (const [id, point] of this.points) point.element.classList.toggle("d-outside-stretch", outside.has(id));
  }

  lightUp(places) {
    this.lit = new Set(places);
    this.shapes.light(this.lit);
    for (const [id, point] of this.points) {
      point.element.classList.toggle("d-lit", this.lit.has(id));
      this.raise(id, point);
    }
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
      this.unfoldSide(this.box.dataset.state === "failed");
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
      const second = this.second?.[id], state = JSON.stringify([p, second]);
      if (!this.points.has(id)) this.points.set(id, this.place(id, geometry.coordinates));
      const point = this.points.get(id);
      if (point.state !== state) this.dress(Object.assign(point, { state, p, second }));
    }
  }

  place(id, [lon, lat]) {
    const icon = L.divIcon({ className: "d-point", html: '<i class="d-sign"></i><span class="d-label d-off" dir="auto"></span>' });
    const marker = L.marker([lat, lon], { icon, keyboard: true, riseOnHover: true, bubblingMouseEvents: false }).addTo(this.map);
    const element = marker.getElement();
    element.dataset.entity = id;
    element.tabIndex = -1; // all points are one stop: point_keys.js
    marker.on("click", () => this.pick(`place:${id}`));
    marker.on("mouseover focus", () => this.hover(id, true)).on("mouseout blur", () => this.hover(id, false));
    return { marker, element, label: element.querySelector(".d-label"), lat, lon };
  }

  // What the article names lies over what it does not, and what is lit over its like: no name of another lies on its sign.
  raise(id, { marker, p }) {
    const offset = (p.named ? 1000 + 20 * p.n : 0) + (this.lit.has(id) ? 500 : 0);
    if (marker.options.zIndexOffset !== offset) marker.setZIndexOffset(offset);
  }

  // On a stage that is larger than a usual screen, signs grow with the letters.
  enlarge() {
    const enlarged = "deck" in document.documentElement.dataset ? Math.max(1, Math.min(innerWidth / 1920, innerHeight / 1080)) : 1;
    if (enlarged === this.enlarged) return;
    this.enlarged = enlarged;
    for (const point of this.points.values()) this.dress(point);
  }

  // The marker itself stays: to make it anew costs more, and it would lose the keyboard's focus.
  dress(point) {
    const { element, label, p, second } = point;
    point.size = this.enlarged * (p.size ? p.size : p.n ? Math.round(9 + 4.5 * Math.sqrt(p.n)) : p.named ? 11 : 8);
    element.className = "leaflet-marker-icon leaflet-zoom-animated leaflet-interactive"
      + ` d-point d-${p.symbol}${p.named ? " d-named" : " d-context"}${p.sure ? "" : " d-unsure"}${p.named && !p.n ? " d-none" : ""}${p.tone ? ` ${p.tone}` : ""}`;
    point.box = Math.max(2 * REACH, point.size);
    const [side, half] = [`${point.box}px`, `${-point.box / 2}px`];
    Object.assign(element.style, { width: side, height: side, marginLeft: half, marginTop: half });
    element.style.setProperty("--d-pad", `${(point.box - point.size) / 2}px`); // the sign in the middle of what can be hit
    label.replaceChildren(...(p.worth ? [make("span", { textContent: p.name }), " ", make("small", { textContent: p.worth, dir: "auto" })] : inBoth(p.name, second)));
    element.title = element.ariaLabel = unmarked(p.title);
  }

  // In the next frame: what the reader sees first must not wait for the labels.
  arrange() {
    cancelAnimationFrame(this.later);
    this.later = requestAnimationFrame(() => {
      if (!this.map || !this.data) return;
      this.enlarge();
      this.locator.show();
      this.world.show();
      this.labels.arrange(this.points, this.lit);
    });
  }

  controls(words) {
    const bar = make("div", { className: "d-controls" });
    for (const [sign, title, action] of [["+", words.zoomIn, () => this.map.zoomIn()], ["−", words.zoomOut, () => this.map.zoomOut()], ["⤢", words.home, () => this.frame.goHome()]]) {
      const button = make("button", { type: "button", textContent: sign, title, ariaLabel: title });
      button.addEventListener("click", (event) => { event.stopPropagation(); if (!this.map) return; this.frame.free(); action(); });
      bar.append(button);
    }
    return bar;
  }

  // Legend, far places and list, where a narrow screen folds them.
  unfoldSide(open) {
    this.side.classList.toggle("d-unfolded", open);
    this.side.querySelector(".d-side-opener")?.setAttribute("aria-expanded", String(open));
  }

  pickFrom(event) {
    if (event.target.closest(".d-side-opener")) this.unfoldSide(!this.side.classList.contains("d-unfolded"));
    const button = event.target.closest("[data-pick]");
    if (button) this.pick((button.dataset.frame ?? "") + button.dataset.pick, true);
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
    this.shapes?.hint(id, on);
  }
}
