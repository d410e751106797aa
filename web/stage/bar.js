// The bar of the deck: progress, keys, languages, and the state of the connection.

import { make } from "../lib/dom.js";

const SAID = { ar: "ع", en: "EN", both: "ع + EN" };
const SIGNS = { overview: "G", notes: "N", speaker: "P", blank: "B", full: "F", leave: "Esc" };

const part = (tag, css, text = "") => make(tag, { className: css, textContent: text });

// langs: in which the story is told.
export function barParts(lang, langs, { words, omitted, slides }) {
  const steps = part("div", "d-steps"), talk = slides.filter((slide) => !slide.backup);
  steps.append(...(talk.length ? talk : slides).map(() => part("i", "")));
  const says = part("span", "d-says-what");
  for (const what of langs.length > 1 ? Object.keys(SAID) : []) {
    says.append(Object.assign(part("button", "", SAID[what]), { type: "button", title: words[`say-${what}`] }));
    says.lastChild.dataset.say = what;
  }
  const keys = part("span", "d-keys");
  const arrows = lang === "ar" ? { next: "←", back: "→" } : { next: "→", back: "←" };
  for (const [does, sign] of Object.entries({ ...arrows, ...SIGNS })) {
    const button = Object.assign(part("button", ""), { type: "button" });
    button.append(part("kbd", "", sign), ` ${words[does]}`);
    button.dataset.does = does;
    keys.append(button);
  }
  const away = part("span", "d-away");
  away.role = "status";
  away.append(Object.assign(part("i", ""), { title: words.away }), part("span", ""));
  return [steps, part("b", "d-place-in"), part("span", "d-omitted", omitted), away, keys, says];
}
