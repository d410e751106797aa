// What Streamlit draws around the page: its side bar, opened and closed as its own buttons do (on a narrow screen it lies over the page),
// and the link that skips it, in the language of the page.

// Opens the side bar where it is closed; the focus goes to `target`, or to what closes the bar again.
export function openSideBar(target = null) {
  press('[data-testid="stExpandSidebarButton"]');
  requestAnimationFrame(() => (target || document.querySelector('[data-testid="stSidebarCollapseButton"] button'))?.focus());
}

// Closes it where it lies over the page: what was asked for in it is to be seen.
export function uncoverPage() {
  if (window.matchMedia("(max-width: 1150px)").matches) closeSideBar();
}

// Also at the button under the filters that leads to what they find, and once words to look for are typed. Under fingers a pick list closes
// when Enter has chosen from it, with the keyboard: both lay over the other filters.
export function uncoverFound() {
  document.addEventListener("click", foundAsked); // the same function again counts once
  document.addEventListener("keydown", wordsTyped);
  document.addEventListener("keydown", valueTyped, true); // the list lets no key out
}

function foundAsked({ target }) {
  if (!target.closest(".d-to-found")) return;
  uncoverPage();
  window.dispatchEvent(new Event("dalil:found"));
}

const wordsTyped = ({ key, target }) => { if (key === "Enter" && target.closest(".st-key-text")) uncoverPage(); };

const valueTyped = ({ key, isComposing, target }) => {
  const typed = key === "Enter" && !isComposing && target.closest('[data-testid="stMultiSelect"]');
  if (typed && window.matchMedia("(pointer: coarse)").matches) setTimeout(() => target.blur());
};

export const inSideBar = (target) => Boolean(target.closest?.('[data-testid="stSidebar"]'));

const closeSideBar = () => press('[data-testid="stSidebarCollapseButton"] button');

export function nameSkipLink(words) {
  const link = document.querySelector('[data-testid="stSkipToContent"]');
  if (link) link.textContent = words;
}

const press = (css) => document.querySelector(css)?.click();
