// Where the live map of the app has its base map and its list from: files of the server, which the browser keeps.

let styled;
function style(href) {
  styled ??= new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: done, onerror: failed }));
  });
  return styled;
}

export const mapFiles = {
  // folium's function draws into the element that carries its map's name, each time it is called.
  async drawing({ base, leaflet, css }) {
    const [drawn] = await Promise.all([import(base), import(leaflet), style(css)]);
    return drawn.default;
  },

  world: ({ world }) => fetch(world).then((answer) => answer.json()),

  list: (path) => fetch(path).then((answer) => answer.text()),
};
