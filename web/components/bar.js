// The bar of the deck: progress, keys, languages, and the state of the connection.

const make = (tag, css, text = "") => Object.assign(document.createElement(tag), { className: css, textContent: text });

function barParts(lang, { words, untold }, total) {
  const steps = make("div", "d-steps");
  steps.append(...Array.from({ length: total }, () => make("i", "")));
  const says = make("span", "d-says-what");
  for (const [what, text] of [["ar", "ع"], ["en", "EN"], ["both", "ع + EN"]]) {
    says.append(Object.assign(make("button", "", text), { type: "button", title: words[`say-${what}`] }));
    says.lastChild.dataset.say = what;
  }
  const keys = make("span", "d-keys");
  const arrows = lang === "ar" ? { next: "←", back: "→" } : { next: "→", back: "←" };
  for (const [does, sign] of [["next", arrows.next], ["back", arrows.back], ["notes", "N"], ["speaker", "P"], ["blank", "B"], ["full", "F"], ["leave", "Esc"]]) {
    const button = Object.assign(make("button", ""), { type: "button" });
    button.append(make("kbd", "", sign), ` ${words[does]}`);
    button.dataset.does = does;
    keys.append(button);
  }
  const away = make("span", "d-away");
  away.role = "status";
  away.append(Object.assign(make("i", ""), { title: words.away }), make("span", ""));
  return [steps, make("b", "d-place-in"), make("span", "d-untold", untold), away, keys, says];
}
