// Copies the link or the citation of what is shown. The address bar holds the whole view; what leads back into a presentation
// or hides the frame stays out of a link that is given away, unless it is asked for.

const OURS = ["embed", "step", "story", "both"];

export default function (component) {
  const { parentElement, data } = component;
  const box = parentElement.querySelector(".d-share");
  box.replaceChildren(...Object.entries(data.words).map(([key, word]) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "d-chip", textContent: word });
    button.dataset.share = key;
    button.addEventListener("click", () => copy(button, text(key, data), data.done));
    return button;
  }));
}

// base: the address at which people reach the app, if it is known; path: the page, if not the one that is open.
function link({ base, path }, more = {}) {
  const url = new URL(location.href);
  if (path) url.pathname = path;
  for (const key of OURS) url.searchParams.delete(key);
  for (const [key, value] of Object.entries(more)) url.searchParams.set(key, value);
  url.hash = "";
  return base ? `${base}${url.pathname}${url.search}` : url.href;
}

function text(key, data) {
  return key === "citation" ? `${data.citation}, ${link(data)}` : link(data, key === "embed" ? { embed: "1" } : {});
}

async function copy(button, told, done) {
  const word = button.textContent;
  try {
    await navigator.clipboard.writeText(told);
  } catch {
    // Without https there is no clipboard to ask; the old way still works.
    const area = Object.assign(document.createElement("textarea"), { value: told });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  button.textContent = done;
  setTimeout(() => { button.textContent = word; }, 1600);
}
