// The charts of the exported file: figures made by ui/charts, drawn by plotly in the colours of the page.

function drawCharts(lang) {
  for (const [key, figure] of Object.entries(data.charts[lang])) {
    const box = document.querySelector(`[data-lang="${lang}"] [data-chart="${key}"]`);
    if (!box || box.dataset.drawn) continue;
    box.dataset.drawn = "yes";
    Plotly.newPlot(box, figure.data, dressed(figure.layout), { displayModeBar: false, responsive: true }).then(() => {
      box.on("plotly_click", ({ points }) => records(box, points.flatMap((point) => point.customdata || [])));
    });
  }
}

function dressed(layout) {
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

// The records behind a bar: one is looked at, several are offered.
function records(box, found) {
  const ids = [...new Set(found)].filter((id) => data.aid[id]);
  const list = box.nextElementSibling;
  list.replaceChildren(...ids.map((id) => {
    const button = make("button", { type: "button", className: "d-chip", textContent: data.labels[words.lang].aid[id] });
    button.dataset.pick = `aid:${id}`;
    return button;
  }));
  if (ids.length === 1) look(`aid:${ids[0]}`);
}

window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const box of document.querySelectorAll("[data-drawn]")) { Plotly.purge(box); delete box.dataset.drawn; }
  drawCharts(words.lang);
});
