// The charts of the exported file: figures made by ui/charts, drawn by plotly in the colours of the page.

import { make } from "../lib/dom.js";

const DARK = "(prefers-color-scheme: dark)";

export class Charts {
  constructor(page) {
    this.page = page;
    window.matchMedia(DARK).addEventListener("change", () => this.redraw());
  }

  draw(lang) {
    for (const [key, figure] of Object.entries(this.page.data.charts[lang])) {
      const box = document.querySelector(`[data-lang="${lang}"] [data-chart="${key}"]`);
      if (!box || box.dataset.drawn) continue;
      box.dataset.drawn = "yes";
      Plotly.newPlot(box, figure.data, dressed(figure.layout), { displayModeBar: false, responsive: true }).then(() => {
        box.on("plotly_click", ({ points }) => this.offer(box, points.flatMap((point) => point.customdata || [])));
      });
    }
  }

  redraw() {
    for (const box of document.querySelectorAll("[data-drawn]")) { Plotly.purge(box); delete box.dataset.drawn; }
    this.draw(this.page.words.lang);
  }

  // The records behind a bar: one is looked at, several are offered.
  offer(box, found) {
    const { data, words } = this.page;
    const ids = [...new Set(found)].filter((id) => data.aid[id]);
    box.nextElementSibling.replaceChildren(...ids.map((id) => {
      const button = make("button", { type: "button", className: "d-chip", textContent: words.labels.aid[id] });
      button.dataset.pick = `aid:${id}`;
      return button;
    }));
    if (ids.length === 1) this.page.look(`aid:${ids[0]}`);
  }

  fit(paper) {
    for (const box of document.querySelectorAll(".js-plotly-plot")) {
      const { l, r } = box._fullLayout._size; // room for the labels, which a narrower figure does not find by itself
      Plotly.relayout(box, paper ? { autosize: false, width: 640, "margin.l": l, "margin.r": r } : { autosize: true, width: null, "margin.l": 8, "margin.r": 8 });
    }
  }
}

// The layout of a figure in the colours and letters of the page.
export function dressed(layout) {
  const style = getComputedStyle(document.documentElement);
  const probe = make("i", { hidden: true });
  document.body.append(probe);
  const colour = (name) => { probe.style.color = `var(--d-${name})`; return getComputedStyle(probe).color; };
  const [ink, rule, ground] = ["ink", "hairline", "panel"].map(colour);
  probe.remove();
  const axis = (own) => ({ ...own, gridcolor: rule, zerolinecolor: rule, linecolor: rule, color: ink });
  return {
    ...layout, paper_bgcolor: "transparent", plot_bgcolor: "transparent", font: { ...layout.font, color: ink, family: style.getPropertyValue("--x-sans") || layout.font.family },
    xaxis: axis(layout.xaxis), yaxis: axis(layout.yaxis), hoverlabel: { bgcolor: ground, font: { color: ink } },
  };
}
