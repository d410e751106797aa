// The bar of the deck: progress, keys, languages, and the state of the connection.

import { make } from "../lib/dom.js";

const part = (tag, css, text = "") => make(tag, { className: css, textContent: text });

export function barParts(lang, { words, untold }, total) {
  const steps = part("div", "d-steps");
  steps.append(...Array.from({ length: total }, () => part("i", "")));
  const says = part("span", "d-says-what");
  for (const [what, text] of [["ar", "ع"], ["en", "EN"], ["both", "ع + EN"]]) {
    says.append(Object.assign(part("button", "", text), { type: "button", title: words[`say-${what}`] }));
    says.lastChild.dataset.say = what;
  }
  const keys = part("span", "d-keys");
  const arrows = lang === "ar" ? { next: "←", back: "→" } : { next: "→", back: "←" };
  for (const [does, sign] of [["next", arrows.next], ["back", arrows.back], ["notes", "N"], ["speaker", "P"], ["blank", "B"], ["full", "F"], ["leave", "Esc"]]) {
    const button = Object.assign(part("button", ""), { type: "button" });
    button.append(part("kbd", "", sign), ` ${words[does]}`);
    button.dataset.does = does;
    keys.append(button);
  }
  const away = part("span", "d-away");
  away.role = "status";
  away.append(Object.assign(part("i", ""), { title: words.away }), part("span", ""));
  return [steps, part("b", "d-place-in"), part("span", "d-untold", untold), away, keys, says];
}
