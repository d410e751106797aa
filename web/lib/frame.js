// What Streamlit draws around the page: its side bar, opened and closed as its own buttons do (on a narrow screen it lies over the page),
// and the link that skips it, in the language of the page.

// Opens the side bar where it is closed; the focus goes to `target`, or to what closes the bar again.
export function openSideBar(target = null) {
  press('[data-testid="stExpandSidebarButton"]');
  requestAnimationFrame(() => (target || document.querySelector('[data-testid="stSidebarCollapseButton"] button'))?.focus());
}

export const closeSideBar = () => press('[data-testid="stSidebarCollapseButton"] button');

export function nameSkipLink(words) {
  const link = document.querySelector('[data-testid="stSkipToContent"]');
  if (link) link.textContent = words;
}

const press = (css) => document.querySelector(css)?.click();
