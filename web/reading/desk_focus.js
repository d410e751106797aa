// At the review desk each mark has buttons of its own, so that a press meant for one never counts for the next. A
// press takes its button away, and with it the focus: it goes on to the button that does the same for the next mark.

const DESK = ".st-key-desk", ACTS = ["accept", "reject"];
let pressed = ""; // what the button does that has the focus, or had it when it went
let seen; // the desk whose buttons come and go

export function keepDeskFocus() {
  document.addEventListener("focusin", notePress); // the same function again counts once
}

function notePress({ target }) {
  const own = target.closest?.(DESK);
  pressed = own ? ACTS.find((act) => target.closest(`[class*="st-key-${act}-"]`)) : "";
  if (!pressed || own === seen) return;
  seen = own;
  new MutationObserver(() => passOn(own)).observe(own, { childList: true, subtree: true });
}

const lost = () => Boolean(pressed) && document.activeElement === document.body;

// Where no mark is left, the first button of the desk takes the focus.
function passOn(desk) {
  if (!lost()) return;
  const next = desk.querySelector(`[class*="st-key-${pressed}-"] button:not(:disabled)`);
  if (next) next.focus({ preventScroll: true });
  else setTimeout(() => { if (lost()) desk.querySelector("button:not(:disabled)")?.focus({ preventScroll: true }); }, 500);
}
