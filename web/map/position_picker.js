// Picking a position: where the page asks for one, a click anywhere on the map says where, and how finely the map shows it.

const FINGER = 5; // pixels that a hand may be off

export class PositionPicker {
  constructor(view) {
    this.view = view;
    const listen = (name, action) => view.box.addEventListener(name, action, { capture: true, signal: view.abort.signal });
    listen("pointerdown", (event) => { this.down = event; });
    listen("click", (event) => this.take(event));
    view.box.dataset.asks = "";
  }

  // at: [lat, lon, km within which it lies], or nothing.
  show([lat, lon, km]) {
    if (this.drawn) this.drawn.remove();
    if (lat === undefined) return;
    const circle = L.circle([lat, lon], { radius: km * 1000, className: "d-spot", interactive: false });
    const middle = L.circleMarker([lat, lon], { radius: 4, className: "d-spot-middle", interactive: false });
    this.drawn = L.layerGroup([circle, middle]).addTo(this.view.map);
  }

  take(event) {
    if (event.target.closest(".d-controls, .d-skip")) return;
    event.stopPropagation();
    const { clientX: x, clientY: y } = event;
    if (this.down && Math.hypot(x - this.down.clientX, y - this.down.clientY) > FINGER) return; // the map was dragged
    const { map } = this.view;
    const at = map.mouseEventToLatLng(event).wrap();
    const km = map.distance(at, map.mouseEventToLatLng({ clientX: x + FINGER, clientY: y }).wrap()) / 1000;
    this.view.pick(`position:${at.lat.toFixed(4)},${at.lng.toFixed(4)},${Math.max(km, 0.1).toFixed(1)}`);
  }
}
