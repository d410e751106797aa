// A finger that is drawn across a slide turns it; one that is drawn up or down scrolls.

const LEAST_SWIPE = 50; // px

export function onSwipe(box, turn, signal) {
  let from = null;
  const listen = (name, action) => box.addEventListener(name, action, { signal, passive: true });
  listen("touchstart", ({ touches }) => { from = touches.length === 1 && !scrolls(touches[0].target) ? touches[0] : null; });
  listen("touchend", ({ changedTouches: [to] }) => {
    if (!from) return;
    const across = to.clientX - from.clientX, down = to.clientY - from.clientY;
    from = null;
    if (Math.abs(across) >= LEAST_SWIPE && Math.abs(across) > 2 * Math.abs(down)) turn(across < 0 ? "left" : "right");
  });
}

// Is what the finger touches broader than its room?
function scrolls(target) {
  const profile = target.closest?.(".d-profile");
  return Boolean(profile && profile.scrollWidth > profile.clientWidth + 1);
}
