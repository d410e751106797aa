// The world beyond the region, coarse: fetched once the map shows more than the region, and on the map only while it does.

export class World {
  // fetched: () => promise of {areas, names}, as geo/world.py has them; drawn: what to do with the names, or with none.
  constructor(map, fetched, named) {
    Object.assign(this, { map, fetched, named, region: L.latLngBounds(map.dalil.region) });
  }

  async show() {
    const beyond = !this.region.contains(this.map.getBounds());
    if (beyond === Boolean(this.beyond)) return;
    this.beyond = beyond;
    const { areas, names } = await (this.world ??= this.fetched()).catch((problem) => {
      console.error(problem); // the land goes on without lines; the next move asks again
      this.world = null;
      this.beyond = !beyond;
      return {};
    });
    if (!areas || beyond !== this.beyond || !this.map.getPane("overlayPane")) return;
    this.layer ??= L.geoJSON(areas, { interactive: false, smoothFactor: 0.6, style: ({ properties }) => ({ className: properties.css }) });
    if (beyond) this.layer.addTo(this.map).bringToBack();
    else this.layer.remove();
    this.named(beyond ? names : []);
  }
}
