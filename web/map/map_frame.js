// What part of the earth the map shows: the bounds it aims at until the reader moves it, and how far out it goes.

import { calm } from "../lib/dom.js";

const LEAST = 120; // px: a box narrower or lower than that frames nothing

export class MapFrame {
  // seen: where a map of another language stood, as where() has it; else the map opens on the whole border.
  // home: what to open on in its place.
  constructor(map, seen, home) {
    Object.assign(this, { map, home: home ?? map.dalil.home });
    // a box without a size yet fits nothing, and a map without a view cannot be drawn on
    const { center, zoom, aim, asked } = seen ?? { center: L.latLngBounds(this.home).getCenter(), zoom: 6, aim: this.homeward };
    Object.assign(this, { aim, asked }).map.setView(center, zoom, { animate: false });
    this.resize(!seen);
    map.on("dragstart zoomstart", () => { if (!this.moving) this.aim = null; });
  }

  get homeward() { return { bounds: this.home, padding: 26, maxZoom: 10 }; }

  where() { return { center: this.map.getCenter(), zoom: this.map.getZoom(), aim: this.aim, asked: this.asked }; }

  // No farther out than the world fills the box.
  resize(fits = true) {
    const { map } = this, { options } = map;
    map.invalidateSize({ animate: false });
    options.minZoom = 0;
    options.minZoom = map.getBoundsZoom(options.maxBounds, true);
    if (map.getZoom() < options.minZoom) map.setView(map.getCenter(), options.minZoom, { animate: false });
    if (fits) this.fit(false);
  }

  goHome() {
    this.aim = this.homeward;
    this.fit(true);
  }

  // The map opens on something else than before: it goes there, unless the reader has moved it or asked for a place.
  open(asked) {
    const home = asked ?? this.map.dalil.home;
    if (String(home) === String(this.home)) return;
    const stays = String(this.aim?.bounds) !== String(this.home);
    this.home = home;
    if (!stays) this.goHome();
  }

  free() { this.aim = null; }

  // Frames what was asked for, once. A gentle frame moves the map only when what it frames is out of sight.
  show(frame, animate) {
    if (!frame || frame.seq === this.asked) return;
    const { seq, bounds, gentle } = frame;
    this.asked = seq;
    if (gentle && this.map.getBounds().contains(bounds)) return;
    this.aim = { bounds, padding: 50, maxZoom: 10 };
    this.fit(animate);
  }

  // Shows what the map aims at, as large as it can be (so does geo/picture/svg.py: a style sheet knows no steps of zoom). Every change of the
  // box's size fits it anew.
  fit(animate) {
    const { aim, map } = this, { x, y } = map.getSize();
    if (!aim || Math.min(x, y) < LEAST) return;
    const padding = Math.min(aim.padding, Math.min(x, y) / 8), style = getComputedStyle(map.getContainer());
    const [above, below] = ["above", "below"].map((edge) => parseFloat(style.getPropertyValue(`--d-${edge}`)) || 0);
    const options = { maxZoom: aim.maxZoom, paddingTopLeft: [padding, padding + above], paddingBottomRight: [padding, padding + below] };
    const { zoomSnap } = map.options;
    map.options.zoomSnap = 0;
    this.moving = true;
    map.once("moveend", () => { this.moving = false; });
    if (animate && !calm()) map.flyToBounds(aim.bounds, { ...options, duration: 0.6 });
    else map.fitBounds(aim.bounds, { ...options, animate: false });
    map.options.zoomSnap = zoomSnap;
  }
}
