// Keeps the reader's own story in this browser, so that a reload loses nothing, and hands it back to a session that has none.

const PLACE = "dalil-story";
let offered = false;

export default function (component) {
  const { data, setTriggerValue } = component;
  try {
    if (data.story) localStorage.setItem(PLACE, data.story);
    else if (data.story === "") localStorage.removeItem(PLACE);
    else if (!offered && localStorage.getItem(PLACE)) {
      offered = true;
      setTriggerValue("found", localStorage.getItem(PLACE));
    }
  } catch (problem) {
    console.warn(problem); // a browser that keeps nothing
  }
}
