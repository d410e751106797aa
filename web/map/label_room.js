// What room there is for names on the map as it is seen now. Boxes are [left, top, right, bottom] in pixels of the map.

const EDGE = 4; // px between a name and the edge of the map
const NEAR_BORDER = 80; // px: a point or name nearer to the border stands on one of its banks
const PLAIN_SIZE = 17; // px: a sign that no line passes over
const STEP = 5; // px between two spots of the border that are looked at

// Pixels between the sign of a point and a box.
export const away = ({ x, y, size }, [left, top, right, bottom]) => Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)) - size / 2;

export const overlap = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

const dot = ([x, y]) => [x, y, x, y];

export class LabelRoom {
  // furniture: boxes of what stands on the map; large: of signs that nothing may be written on. signs: {x, y, size} of the points in view.
  constructor(map, border, furniture, large, signs) {
    Object.assign(this, { map, signs, written: [...furniture], taken: [...furniture, ...large] });
    ({ x: this.width, y: this.height } = map.getSize());
    this.view = [map.getCenter(), map.getZoom(), map.getSize()].join(); // which part of the map is seen, and how large
    this.runs = this.visible(border.getLatLngs().map((at) => map.latLngToContainerPoint(at)));
    this.line = this.runs.flat();
  }

  // The parts of a line that are in view, each as spots STEP apart, in its own direction.
  visible(line) {
    const view = L.bounds([-STEP, -STEP], [this.width + STEP, this.height + STEP]), runs = [];
    let run, last;
    for (let n = 1; n < line.length; n += 1) {
      const part = L.LineUtil.clipSegment(line[n - 1], line[n], view, false, true);
      if (!part) continue;
      if (!run || !last.equals(part[0])) runs.push(run = [part[0]]);
      const [from, to] = [run.at(-1), last = part[1]], far = from.distanceTo(to);
      for (let at = STEP; at <= far; at += STEP) run.push(from.add(to.subtract(from).multiplyBy(at / far)));
    }
    return runs;
  }

  // Is all of a box in sight, and off the edge of the map?
  holds(box) {
    return box[0] >= EDGE && box[1] >= EDGE && box[2] <= this.width - EDGE && box[3] <= this.height - EDGE;
  }

  free(box) { return this.holds(box) && !this.taken.some((other) => overlap(box, other)); }

  // Takes the room of a name, and of the line that leads to it.
  take(box, line = []) {
    this.written.push(box);
    this.taken.push(box, ...line.map(([x, y]) => [x - 1, y - 1, x + 1, y + 1]));
  }

  // Does a line from a point strike through a name, or a sign broad enough to be what it is of?
  strikes(line, q) { return this.written.some((box) => line.some((spot) => overlap(dot(spot), box))) || this.passed(line, q).some(({ size }) => size > PLAIN_SIZE); }

  // The signs on which a line from a point lies, but those that the point itself lies on.
  passed(line, { x, y }) { return !line.length ? [] : this.signs.filter((other) => away(other, dot([x, y])) > 0 && line.some((spot) => away(other, dot(spot)) < 2)); }

  // How many points have a part of their sign under a box.
  covered(box) {
    return this.signs.reduce((n, q) => n + (away(q, box) < 1), 0);
  }

  // How much of the border lies under a box.
  crossed(box) {
    return this.line.reduce((n, { x, y }) => n + (x > box[0] && x < box[2] && y > box[1] && y < box[3]), 0);
  }

  // Does a box lie, by its middle, on the other bank than a point near the border? bank: 1 to the left of its course, -1 to the right.
  onWrongBank({ x, y, p: { bank } }, [left, top, right, bottom]) {
    const spot = L.point(x, y), at = L.point((left + right) / 2, (top + bottom) / 2);
    if (!bank || !this.line.some((other) => other.distanceTo(spot) < NEAR_BORDER)) return false;
    let best = NEAR_BORDER, side = 0;
    for (const run of this.runs) {
      run.forEach((other, n) => {
        const far = other.distanceTo(at);
        if (far >= best) return;
        const along = run[Math.min(n + 1, run.length - 1)].subtract(run[Math.max(n - 1, 0)]), off = at.subtract(other);
        [best, side] = [far, Math.sign(off.x * along.y - off.y * along.x)];
      });
    }
    return side === -bank;
  }

  // Does the border run through a text around `at`, turned by so many radians?
  crosses(spot) { return this.line.some((at) => under(spot, at, 1)); }

  // Does the sign of a point lie, in part, under such a text?
  hides(spot) { return this.signs.some((q) => under(spot, q, q.size / 2)); }
}

// Does a spot of the map lie under a text turned by so many radians, or nearer to it than `rim`?
function under({ at, turn, w, h }, { x, y }, rim) {
  const c = Math.cos(turn), s = Math.sin(turn), dx = x - at.x, dy = y - at.y;
  return Math.abs(dx * c + dy * s) < w / 2 + rim && Math.abs(dy * c - dx * s) < h / 2 + rim;
}
