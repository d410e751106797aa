// On the board: each step as a small picture of its slide, as the deck would draw it in this window. The frames stand in Streamlit's
// rows, which come and go with what is edited: a frame is filled when it is seen empty or its slide is another.

import { direction } from "../lib/dom.js";
import { fetchText } from "../lib/retry.js";
import { framed, slidePicture } from "../stage/slide_picture.js";

export class BoardPictures {
  constructor(parent) {
    this.deck = parent.querySelector(".d-deck");
    this.room = this.deck.firstElementChild; // as large as the stage; pictures are measured in it
    this.rows = new MutationObserver(() => this.fill());
    this.rows.observe(document.body, { childList: true, subtree: true });
    this.sized = new ResizeObserver(() => this.fill(true));
    this.sized.observe(this.room);
  }

  show(data) {
    this.data = data;
    Object.assign(this.deck, { lang: data.lang, dir: direction(data.lang) });
    if (this.from !== data.profile) this.fetch(data.profile);
    this.fill();
  }

  async fetch(path) {
    this.from = path;
    this.profile = await fetchText(path);
    this.fill(true);
  }

  stop() {
    this.rows.disconnect();
    this.sized.disconnect();
  }

  fill(again = false) {
    if (!this.deck.isConnected) return this.stop();
    if (!this.data) return;
    for (const frame of document.querySelectorAll(".d-preview")) {
      const slide = this.data.slides[frame.dataset.slide], thumb = frame.firstElementChild;
      if (!slide || (!again && thumb.firstChild && frame.drawn === slide.html)) continue;
      frame.drawn = slide.html;
      framed(thumb, slidePicture(this.room, slide, { ...this.data, profile: this.profile }));
    }
  }
}
