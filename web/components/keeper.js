// Keeps the reader's own story in this browser. What is kept is written over only by a session that knows it; a version that the session
// does not know, of another tab or of an earlier session, is handed to it, and comes back merged.

const PLACE = "dalil-story";
let keeper = null;

export function keep({ data, setTriggerValue }) {
  keeper = { data, hand: (text) => setTriggerValue("found", { text, at: Date.now() }) };
  meet();
  watchConnection();
  window.addEventListener("storage", heardElsewhere); // the same function again counts once
  window.addEventListener("click", holdClick, { capture: true });
}

function versionOf(text) {
  try {
    const [name] = JSON.parse(text).history;
    return typeof name === "string" ? name : "unnamed";
  } catch {
    return "unnamed"; // kept before versions had names, or no story at all
  }
}

function stored() {
  try {
    return localStorage.getItem(PLACE);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function meet() {
  const { data: { story, seen, wanted }, hand } = keeper, now = stored();
  if (now && !seen.includes(versionOf(now))) hand(now);
  else if (story !== null && story !== now) store(story);
  else if (!now && wanted) hand("");
}

function store(story) {
  try {
    localStorage.setItem(PLACE, story);
  } catch (problem) {
    console.warn(problem);
  }
}

// Another tab has written.
function heardElsewhere({ key }) {
  if (key === PLACE) meet();
}

// When the server was away, a new session may stand behind this page: it knows nothing until it is spoken to, and does nothing at a
// click on a button that it has not drawn yet. The click waits until it has; a second one does not.
let watched = null, held = null;
function watchConnection() {
  const found = document.querySelector(".stApp");
  if (!found || found === watched) return;
  watched = found;
  let connected = true;
  new MutationObserver(() => {
    const now = found.dataset.testConnectionState === "CONNECTED";
    if (now && !connected) {
      held = { button: null, ran: false };
      keeper.hand(stored() ?? "");
    }
    connected = now;
    if (held) releaseAfter(found.dataset.testScriptState);
  }).observe(found, { attributeFilter: ["data-test-connection-state", "data-test-script-state"] });
}

function releaseAfter(run) {
  if (run !== "notRunning") held.ran = true;
  else if (held.ran) {
    const { button } = held;
    held = null;
    button?.click();
  }
}

function holdClick(event) {
  const button = event.target.closest?.(".stElementContainer button");
  if (!held || held.button || !button || button.closest(".stBidiComponent")) return; // a component asks again by itself
  event.preventDefault();
  event.stopImmediatePropagation();
  held.button = button;
}
