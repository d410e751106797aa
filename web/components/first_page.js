// What the server showed first goes once the app stands in its place: the map page with its map, another when its first run has ended,
// and so has a map page that shows no map. Until then the app is hidden (web/styles/first.css), so that nothing is seen or read out twice.

const STANDS = '#root .d-nav a, #root [data-testid="stMain"]:not(:has(.st-key-nav)) [data-testid="stHeading"]'; // without sound data there are no pages
const RAN = '#root [data-testid="stApp"][data-test-script-state="notRunning"]';
const DRAWN = '#root .d-map:is([data-state="ready"][data-received], [data-state="failed"])';

const shows = (css) => document.querySelector(css) !== null;

// The keyboard's place in the bar of pages is kept.
function leave(first) {
  const page = first.contains(document.activeElement) ? document.activeElement.dataset.page : "";
  first.remove();
  if (page) document.querySelector(`.d-nav [data-page="${page}"]`)?.focus();
}

export function watchFirstPage() {
  const first = document.getElementById("d-first");
  if (!first) return;
  const whole = () => shows(DRAWN) || (shows(RAN) && !("map" in first.dataset && shows("#root .st-key-mapview")));
  const watch = new MutationObserver(() => {
    if (!shows(STANDS) || !whole()) return;
    watch.disconnect();
    requestAnimationFrame(() => leave(first)); // after the names on the map, which are placed in the same frame
  });
  watch.observe(document.getElementById("root"), { childList: true, subtree: true, attributes: true, attributeFilter: ["data-state", "data-received", "data-test-script-state"] });
}
