// The story of the exported file, told on the same map: a card over the page, turned by keys that follow the reading direction.

const telling = { at: -1, both: false };

function storyButton() {
  for (const button of document.querySelectorAll("[data-story]")) button.addEventListener("click", () => tell(0));
}

function tell(at) {
  const steps = data.story;
  telling.at = Math.max(0, Math.min(at, steps.length - 1));
  const step = steps[telling.at];
  document.body.classList.add("x-telling");
  document.body.classList.toggle("x-reading", step.reading);
  Object.assign(state, data.empty, step.state);
  ask(false);
  frameAsked.bounds = step.bounds;
  show();
  drawStep(step);
  $("x-story").focus({ preventScroll: true });
}

function drawStep(step) {
  const { lang } = words;
  const told = step.told[lang], other = telling.both && step.told[data.langs.find((one) => one !== lang)];
  const otherLang = data.langs.find((one) => one !== lang);
  const second = { className: "x-second", lang: otherLang };
  const lines = (one, own) => one.lines.map(([text, head]) => make(head ? "h3" : "p", { textContent: text, dir: "auto", ...own }));
  const bar = make("p", { className: "x-steps" }, button("present.back", () => tell(telling.at - 1), telling.at === 0),
    make("b", { textContent: words.say("present.count", { n: telling.at + 1, total: data.story.length }) }),
    button("present.next", () => tell(telling.at + 1), telling.at === data.story.length - 1), button("present.leave", leave));
  const chart = step.chart && data.stepCharts[step.chart][lang], room = make("div", { className: "x-step-chart", dir: "ltr" });
  const large = chart ? [make("div", { className: "x-step-large" }, make("p", { textContent: chart.finding }), make("div", { innerHTML: chart.legend }), room)] : [];
  const slide = make("div", { className: "x-slide" },
    make("h2", { textContent: told.title }), ...(other ? [make("p", { ...second, dir: "auto", textContent: other.title })] : []),
    ...lines(told), ...(other ? lines(other, second) : []),
    ...told.quotes.flatMap(quoted), ...(other ? other.quotes.filter(({ text }) => !told.quotes.some((one) => one.text === text)).flatMap(quoted) : []),
    make("p", { className: "d-line", textContent: told.sources.join(" · ") }),
    ...(told.notes ? [make("details", { className: "x-notes" }, make("summary", { textContent: words.say("present.notes") }), make("p", { textContent: told.notes }))] : []),
  );
  $("x-story").replaceChildren(slide, ...large, bar);
  if (chart) Plotly.newPlot(room, chart.drawing.data, grown(dressed(chart.drawing.layout)), { staticPlot: true, responsive: true });
}

// Words quoted, under whose they are.
function quoted({ label, text, language }) {
  return [make("p", { className: "d-line", dir: "auto", textContent: label }),
    make("blockquote", { className: "d-quote", lang: language, dir: language === "ar" ? "rtl" : "ltr", textContent: text })];
}

// A chart as large as its room, its words for a projector.
function grown(layout) {
  const size = Math.max(13, Math.min(26, innerWidth / 74)), axis = (own) => ({ ...own, tickfont: { size: size * 0.9 } });
  return { ...layout, height: undefined, autosize: true, font: { ...layout.font, size }, xaxis: { ...axis(layout.xaxis), nticks: 5 }, yaxis: axis(layout.yaxis) };
}

function button(key, action, disabled = false) {
  const made = make("button", { type: "button", className: "d-chip", textContent: words.say(key), disabled });
  made.dataset.step = key;
  made.addEventListener("click", action);
  return made;
}

function leave() {
  telling.at = -1;
  document.body.classList.remove("x-telling", "x-reading", "x-blank");
  $("x-story").replaceChildren();
  delete frameAsked.bounds;
  show();
}

const on = () => tell(telling.at + 1), back = () => tell(telling.at - 1), blank = () => document.body.classList.toggle("x-blank");
const STEPS = {
  PageDown: on, " ": on, Enter: on, ArrowDown: on, PageUp: back, Backspace: back, ArrowUp: back, ".": blank, Escape: leave,
  Home: () => tell(0), End: () => tell(data.story.length - 1),
};
const LETTERS = {
  KeyB: blank,
  KeyL: () => { telling.both = !telling.both && data.langs.length > 1; drawStep(data.story[telling.at]); },
  KeyN: () => { const notes = document.querySelector(".x-notes"); if (notes) notes.open = !notes.open; },
  KeyF: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
};

document.addEventListener("keydown", (event) => {
  if (telling.at < 0 || event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.("input")) return;
  const onControl = event.target.closest?.("button, a, summary") && (event.key === " " || event.key === "Enter");
  // Letters by their place on the keyboard: an Arabic layout has others there.
  const act = STEPS[event.key] || (event.key === (words.lang === "ar" ? "ArrowLeft" : "ArrowRight") && STEPS.PageDown)
    || (["ArrowLeft", "ArrowRight"].includes(event.key) && STEPS.PageUp) || LETTERS[event.code];
  if (!act || onControl) return;
  event.preventDefault();
  event.stopPropagation();
  const dark = document.body.classList.contains("x-blank");
  if (dark && act !== blank && act !== leave) blank();
  else act();
}, true);
