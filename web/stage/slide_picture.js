// What a slide is made of beside its HTML: text as large as its room allows, the border pulled straight; and pictures of slides, as the
// overview and the speaker's window show them.

import { make } from "../lib/dom.js";

const LEAST_PROFILE = { broad: 0.74, narrow: 0.86 }; // px for a unit of the profile, whose words have 15 units and more
const PHONE_SIDE = 540; // px: the shorter side of the screen of a phone
const FITTED = ".d-text, .d-record"; // parts whose text grows and shrinks
const SIZES = { most: 1.24, least: 0.62, step: 0.04 }; // factors of the size of text
const GROWING = { parts: ".d-slide-statement, .d-slide-comparison", most: 1.54 }; // slides that may say little, and how far they grow

// Text as large as its room allows; the style sheet keeps the least size. Where there is none left, sources stand in the first
// language alone (d-brief).
export function fitText(slide) {
  for (const part of slide.querySelectorAll(FITTED)) {
    const fits = (f) => {
      part.style.setProperty("--f", f);
      return part.scrollHeight <= part.clientHeight + 1;
    };
    const shrunk = (brief) => {
      part.classList.toggle("d-brief", brief);
      let f = slide.querySelector(GROWING.parts) ? GROWING.most : SIZES.most;
      while (f > SIZES.least && !fits(f)) f -= SIZES.step;
      return fits(f);
    };
    part.classList.toggle("d-over", !shrunk(false) && !shrunk(true));
  }
}

// The border profile is a standing picture; of it the banks (`box`) are shown, and what this step lights.
export function straighten(slide, picture, box, lit) {
  const host = slide.querySelector(".d-profile");
  if (!host || host.firstChild) return;
  host.innerHTML = picture;
  const svg = host.querySelector("svg");
  svg.setAttribute("viewBox", box);
  spanProfile(slide, box);
  crop(svg);
  for (const place of lit) host.querySelector(`[data-item="place:${CSS.escape(place)}"]`)?.classList.add("d-lit");
  const first = host.querySelector(".d-lit"), half = host.clientWidth / 2;
  if (first) host.scrollLeft = first.getBoundingClientRect().left - svg.getBoundingClientRect().left - half;
}

// As large as its room allows, and nothing of the picture beyond the banks. Where its words would be too small it is wider than
// its room, which scrolls.
export function spanProfile(slide, box) {
  const picture = slide.querySelector(".d-profile svg");
  if (!picture) return;
  const [, , width, height] = box.split(" ").map(Number);
  const room = picture.parentElement;
  const least = LEAST_PROFILE[innerWidth > innerHeight && innerHeight > PHONE_SIDE ? "broad" : "narrow"];
  const scale = Math.max(Math.min(room.clientWidth / width, room.clientHeight / height), least);
  Object.assign(picture.style, { width: `${width * scale}px`, height: `${height * scale}px` });
}

// What lies beyond the banks is taken out, not only hidden: it would be read aloud.
function crop(picture) {
  const { top, bottom } = picture.getBoundingClientRect();
  for (const part of picture.querySelectorAll("text, [data-item], .d-strip-lane")) {
    const box = part.getBoundingClientRect();
    if (box.height && (box.bottom > bottom + 2 || box.top < top - 2)) part.remove();
  }
}

// A slide as it stands on the stage, in its size, for a picture that a style sheet scales. A map is sketched.
export function slidePicture(stage, slide, { profile, box, outlines }) {
  const copy = make("div", { className: "d-copy", inert: true, innerHTML: slide.html });
  Object.assign(copy.style, { width: `${stage.clientWidth}px`, height: `${stage.clientHeight}px` });
  copy.dataset.show = slide.show;
  stage.append(copy); // where it can be measured
  if (profile) straighten(copy, profile, box, slide.live.lit);
  fitText(copy);
  spanProfile(copy, box);
  if (copy.querySelector(".d-map-legend")) copy.append(mapSketch(slide.sketch, outlines));
  copy.remove();
  return copy;
}

// The map of a step in lines: land, border, the points of what is lit.
function mapSketch({ box, dots }, { land, border }) {
  const host = make("div", { className: "d-sketch" }), thin = Math.max(box[2], box[3]) / 120;
  const points = dots.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="${2.4 * thin}"/>`);
  host.innerHTML = `<svg viewBox="${box.join(" ")}" stroke-width="${thin}">`
    + `${land.map((d) => `<path class="d-sketch-land" d="${d}"/>`).join("")}<path class="d-sketch-border" d="${border}"/>${points.join("")}</svg>`;
  return host;
}

// A picture in its frame, as wide as that.
export function framed(thumb, picture) {
  const [width, height] = [picture.style.width, picture.style.height].map(Number.parseFloat);
  thumb.replaceChildren(picture);
  thumb.style.aspectRatio = width / height;
  thumb.style.setProperty("--k", thumb.clientWidth / width);
}
