// The live map begins in the page as the server sent it, while the app is still coming, and goes on in the app.

import { LiveMap } from "../map/map.js";
import { mapFiles } from "./map_files.js";

const early = {}; // map: what began early; parent: where the app wants it

// first: the page as the server sent it; data: what the map shows there.
export async function startEarlyMap(first, data) {
  early.map = new LiveMap(first, mapFiles);
  await early.map.show(data);
  performance.mark("dalil-map");
  for (const part of first.querySelectorAll(".d-map-starts, .d-map-side")) part.inert = false;
}

// The map of the app: the one that began early, once, else a new one.
export function appMap(parent) {
  if (!early.map || early.parent) return new LiveMap(parent, mapFiles);
  early.parent = parent;
  return early.map;
}

// What the server sent goes: the map moves to the app's place.
export function moveEarlyMap() {
  if (early.parent) early.map.move(early.parent);
  early.map = null;
}
