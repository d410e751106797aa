// Clicks on the marks of plotly's charts: what Streamlit does not take of them by itself.

import { Picks } from "../lib/picks.js";

const chartOf = (target) => target.closest?.(".js-plotly-plot");
const carried = ({ points }) => points.flatMap(({ customdata }) => customdata ?? [])[0];

// Where a stretch can be brushed, Streamlit takes the brushed box alone: a clicked mark is picked here. Stands beside its chart.
export class ChartMarks {
  constructor(parent) {
    this.picks = new Picks((picks) => this.send("picks", picks));
    const pick = (event) => this.picks.push(carried(event));
    parent.closest('[class*="st-key-wide-"]').addEventListener("pointerdown", ({ target }) => listen(chartOf(target), pick), true);
  }

  show({ received }) { this.picks.acknowledge(received); }
}

// A chart may be drawn anew: whoever presses on it is listened to from then on, once.
function listen(chart, heard) {
  chart?.removeListener?.("plotly_click", heard);
  chart?.on?.("plotly_click", heard);
}

// plotly takes a finger for a pull from its first touch on: no page could be scrolled by its charts, and a tap would only name a mark. Without
// the touch, the browser makes of a tap what a mouse does, and of all else what a finger does elsewhere.
const leaveToBrowser = (event) => { if (chartOf(event.target)) event.stopPropagation(); };

// The answer to a mark rises on a narrow screen, as that to a point of the map (sheet.js).
const expect = (event) => { window.dalilPicked = carried(event); };
const expectAnswer = ({ target }) => listen(chartOf(target), expect);

// A chart that is wider than its room is a stop of the Tab key, so that arrow keys scroll it.
const WIDE_SHOWN = "d-wide-shown", WIDE = '[class*="st-key-wide-"]';
const stopIfWide = ({ target }) => {
  if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
  else target.removeAttribute("tabindex");
};
const watchWidth = (chart) => new ResizeObserver((entries) => entries.forEach(stopIfWide)).observe(chart);
const wideShown = ({ animationName, target }) => { if (animationName === WIDE_SHOWN) watchWidth(target); };

export function reachWideCharts() {
  document.addEventListener("animationstart", wideShown); // the same function again counts once
  for (const chart of document.querySelectorAll(WIDE)) watchWidth(chart);
}

export function answerTaps() {
  document.addEventListener("touchstart", leaveToBrowser, { capture: true, passive: true }); // the same function again counts once
  document.addEventListener("pointerdown", expectAnswer, true);
}
