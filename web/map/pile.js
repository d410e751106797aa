// Points that lie over each other: a press that may mean several opens a list of them. A press near a point means the point.

import { direction, make } from "../lib/dom.js";
import { light } from "../lib/picks.js";

export const REACH = 12; // pixels around a point's middle in which a press may mean it: a target of 24 (WCAG 2.5.8)
const STEADY = 6; // pixels that a hand may be off in a press that drags nothing

export class Pile {
  constructor(view) {
    this.view = view;
    const listen = (target, name, action, capture) => target.addEventListener(name, action, { capture, signal: view.abort.signal });
    listen(view.box, "pointerdown", (event) => { this.down = event; }, true);
    listen(view.box, "click", (event) => this.press(event), true);
    listen(window, "pointerdown", (event) => { if (this.list && !this.list.contains(event.target)) this.close(); }, true);
  }

  // A click that no pointer made, and one on a name that lies on no other point, says itself which point it means.
  press(event) {
    const { view, down } = this;
    if (!view.map || !event.detail || view.data.asks || event.target.closest(".d-controls, .d-skip, .d-pile, .d-area, .leaflet-control")) return;
    if (down && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > STEADY) return; // the map was dragged
    const at = view.map.mouseEventToContainerPoint(event), named = event.target.closest(".d-label")?.parentElement.dataset.entity;
    if (named && !this.near(at).some(({ id, upon }) => upon && id !== named)) return;
    const meant = this.meant(at, down && down.pointerType === "touch"), hit = event.target.closest(".d-point[data-entity]");
    if (hit && !meant.includes(hit.dataset.entity)) meant.push(hit.dataset.entity);
    if (!meant.length) return;
    event.stopPropagation();
    if (meant.length > 1) this.open(meant, at);
    else view.pick(`place:${meant[0]}`);
  }

  // The points within reach of a press, nearest first.
  near(at) {
    return [...this.view.points].map(([id, { lat, lon, size }]) => {
      const away = this.view.map.latLngToContainerPoint([lat, lon]).distanceTo(at);
      return { id, away, upon: away <= size / 2 + 1, within: away <= Math.max(REACH, size / 2) };
    }).filter(({ within }) => within).sort((a, b) => a.away - b.away);
  }

  // Ids of the points that a press may mean, nearest first: a finger any within reach; a mouse those it is upon, else the nearest.
  meant(at, finger) {
    const near = this.near(at);
    const upon = near.filter((point) => point.upon);
    const found = finger || upon.length > 1 ? near : upon.length ? upon : near.slice(0, 1);
    return found.map(({ id }) => id);
  }

  open(ids, at) {
    this.close();
    const { view } = this, { words, lang } = view.data;
    const form = words.pile[new Intl.PluralRules(lang).select(ids.length)] ?? words.pile.other;
    const head = make("p", { textContent: form.replace("{n}", ids.length), id: "d-pile-head" });
    this.list = make("div", { className: "d-pile", dir: direction(lang), role: "group" });
    this.list.setAttribute("aria-labelledby", head.id);
    this.list.append(head, ...ids.map((id) => {
      const { p } = view.points.get(id);
      const row = make("button", { type: "button", textContent: p.name, ariaLabel: p.title, className: p.named ? "d-named" : "" });
      row.dataset.entity = id;
      return row;
    }));
    this.list.addEventListener("click", (event) => this.choose(event));
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("focusout", (event) => { if (event.relatedTarget && !this.list.contains(event.relatedTarget)) this.close(); });
    for (const [name, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
      this.list.addEventListener(name, (event) => view.hint(event, on));
    }
    L.DomEvent.disableScrollPropagation(this.list);
    view.box.append(this.list);
    this.settle(at);
    this.before = document.activeElement;
    this.list.querySelector("button").focus({ preventScroll: true });
    view.map.once("movestart zoomstart", () => this.close());
  }

  // Beside the press, inside the map and the window; on a phone above the tabs at its foot.
  settle(at) {
    const { offsetWidth: width, offsetHeight: height } = this.list, { x, y } = this.view.map.getSize();
    const inside = (wanted, most) => `${Math.max(4, Math.min(wanted, most - 4))}px`;
    const edge = this.view.box.getBoundingClientRect().top, tabs = document.querySelector(".d-pages")?.getBoundingClientRect().top ?? 0;
    const foot = (tabs > window.innerHeight / 2 ? tabs : window.innerHeight) - edge;
    Object.assign(this.list.style, { left: inside(at.x + REACH, x - width), top: inside(at.y + REACH, Math.min(y, foot) - height) });
  }

  choose(event) {
    const row = event.target.closest("button");
    if (!row) return;
    this.close();
    this.view.pick(`place:${row.dataset.entity}`);
    this.view.points.get(row.dataset.entity).element.focus({ preventScroll: true });
  }

  key(event) {
    const rows = [...this.list.querySelectorAll("button")], at = rows.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) rows[(to + rows.length) % rows.length].focus();
    else if (event.key === "Escape") this.close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  close(back = false) {
    if (!this.list) return;
    for (const row of this.list.querySelectorAll("button")) light(row.dataset.entity, false);
    const { list } = this;
    this.list = null;
    list.remove();
    if (back && this.before) this.before.focus({ preventScroll: true });
  }
}
