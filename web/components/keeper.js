// Keeps the reader's own story in this browser. What is kept is written over only by a session that knows it; a version that the session
// does not know, of another tab or of an earlier session, is handed to it, and comes back merged.

const storyPlace = () => `dalil-story${keeper.data.case}`; // each case has its own
const LINKED = "dalil-linked-story", FRAGMENT = "#story=";
let keeper = null;

export function keep({ data, setTriggerValue }) {
  keeper = { data, hand: (text, link = "") => setTriggerValue("found", { text, link, case: data.case, at: Date.now() }) };
  meet();
  watchConnection();
  window.addEventListener("storage", heardElsewhere); // the same function again counts once
  window.addEventListener("hashchange", meet); // a link that leads to the page that is open
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

// where: the name of a storage; a browser that keeps nothing refuses to give even that.
function taken(where, name) {
  try {
    return window[where].getItem(name);
  } catch {
    return null;
  }
}

function meet() {
  const { data: { story, seen, wanted }, hand } = keeper, now = taken("localStorage", storyPlace());
  if (now && !seen.includes(versionOf(now))) return hand(now);
  if (story !== null && story !== now) put("localStorage", storyPlace(), story);
  else if (!now && wanted) return hand("");
  meetLinked();
}

// A story that the fragment of a link holds is handed over, and kept in this tab until the reader has decided on it.
// The fragment goes a little later: Streamlit answers each change of it by a message that writes it again.
let arrived = null; // for a browser that keeps nothing
let fragment = ""; // that was taken and still stands in the address
const ANSWERED = 500; // ms
function meetLinked() {
  if (location.hash.startsWith(FRAGMENT) && location.hash !== fragment) {
    fragment = location.hash;
    arrived = { id: String(Date.now()), text: fragment };
    put("sessionStorage", LINKED, JSON.stringify(arrived));
    setTimeout(clearFragment, ANSWERED);
  }
  const { data: { linked, answered }, hand } = keeper, held = arrived ?? JSON.parse(taken("sessionStorage", LINKED));
  if (!held) return;
  if (answered === held.id) {
    arrived = null;
    put("sessionStorage", LINKED, "null");
  } else if (linked !== held.id) hand(held.text, held.id);
}

function clearFragment() {
  if (location.hash === fragment) history.replaceState(history.state, "", location.pathname + location.search);
  fragment = "";
}

function put(where, name, text) {
  try {
    window[where].setItem(name, text);
  } catch (problem) {
    console.warn(problem);
  }
}

// Another tab has written.
function heardElsewhere({ key }) {
  if (key === storyPlace()) meet();
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
      keeper.hand(taken("localStorage", storyPlace()) ?? "");
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
