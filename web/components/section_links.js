// Links to a section, as from a sum to the rules it follows: a page that is not open is turned to as by the bar, and shown from that
// section on.

let turn; // turns the page; nothing before there is a bar

// turnTo: called with the page that a link leads to.
export function followSections(turnTo) {
  const first = !turn;
  turn = turnTo;
  if (!first) return;
  for (const name of ["pointerover", "focusin"]) document.addEventListener(name, carryView);
  document.addEventListener("click", followSection);
  if (window.location.hash.startsWith("#rules-")) seek(window.location.hash.slice(1));
}

const sectionLink = ({ target }) => target.closest?.("a.d-rule:not([target])"); // one with a target opens a window of its own

function carryView(event) {
  const link = sectionLink(event);
  if (link) link.search = window.location.search;
}

function followSection(event) {
  const link = sectionLink(event);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  seek(link.hash.slice(1));
  if (link.pathname !== window.location.pathname) turn(link.pathname.split("/").pop());
}

// Brings a section into sight as soon as it is drawn, and again while what stands above it still grows.
function seek(id) {
  const until = Date.now() + 10000;
  let steady = 0, left = false; // left: the reader moves by himself
  const look = () => {
    const section = document.getElementById(id);
    const off = section ? Math.abs(section.getBoundingClientRect().top - parseFloat(getComputedStyle(section).scrollMarginTop)) : 0;
    if (off > 2) section.scrollIntoView({ block: "start" });
    steady = section && off <= 2 ? steady + 1 : 0;
    if (!left && steady < 5 && Date.now() < until) setTimeout(look, 100);
  };
  for (const act of ["wheel", "pointerdown", "keydown"]) window.addEventListener(act, () => { left = true; }, { once: true, passive: true });
  look();
}
