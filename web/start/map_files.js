// Where the live map of the app has its base map and its list from: files of the server, which the browser keeps.

import { fetchText, retried } from "../lib/retry.js";

let styled;
function style(href) {
  styled ??= retried(() => new Promise((done, failed) => {
    const refused = () => failed(new Error(href));
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: done, onerror: refused }));
  }));
  return styled;
}

const loaded = (path) => retried(() => import(path));

export const mapFiles = {
  // folium's function draws into the element that carries its map's name, each time it is called.
  async drawing({ base, leaflet, css }) {
    const [drawn] = await Promise.all([loaded(base), loaded(leaflet), style(css)]);
    return drawn.default;
  },

  world: ({ world }) => fetchText(world).then(JSON.parse),

  list: fetchText,
};
