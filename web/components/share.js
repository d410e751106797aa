// Copies the link or the citation of what is shown. The address bar holds the whole view; what leads back into a presentation
// or hides the frame stays out of a link that is given away, unless it is asked for.

import { copyFrom } from "../lib/clipboard.js";
import { make } from "../lib/dom.js";

const OURS = ["embed", "step", "story", "both"];

export function share({ parentElement, data }) {
  const box = parentElement.querySelector(".d-share");
  box.replaceChildren(...Object.entries(data.words).map(([key, word]) => {
    const button = make("button", { type: "button", className: "d-chip", textContent: word });
    button.dataset.share = key;
    button.addEventListener("click", () => copyFrom(button, shared(key, data), data.done));
    return button;
  }));
}

// public: the address at which people reach the app, if it is known; base: the path below which it stands here; path: the page, if not
// the one that is open.
function cleanLink({ public: known, base, path }, more = {}) {
  const url = new URL(location.href);
  if (path) url.pathname = base + path;
  for (const key of OURS) url.searchParams.delete(key);
  for (const [key, value] of Object.entries(more)) url.searchParams.set(key, value);
  url.hash = "";
  return known ? `${known}${url.pathname.slice(base.length)}${url.search}` : url.href;
}

function shared(key, data) {
  if (data.fragment) return `${data.public || location.origin + data.base}${data.path}?lang=${data.lang}${data.case}${data.fragment}`;
  if (key === "citation") return `${data.citation}, ${cleanLink(data)}`;
  return cleanLink(data, { embed: { embed: "1" }, translated: { lang: data.other } }[key]);
}
