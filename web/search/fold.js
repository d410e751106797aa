// Folding of spelling variants, and words without what is attached to them: the rules of data/text/normalize.py, for the jump box, the pick
// lists and the exported file.

import { FOLDING } from "./tables.js";

export const WORD = "[\\p{L}\\p{N}_]"; // what \w means in Python
const ARTICLE = new RegExp(FOLDING.article.replaceAll("\\w", WORD), "u");
const DROPPED = /[\p{Mn}\p{Cf}]/u;

export const BEFORE_WAW = new RegExp(FOLDING.before_waw, "gu");

const folded = (piece) => FOLDING.letters[piece] ?? (DROPPED.test(piece) ? "" : piece.toLowerCase());

// The folded text and, for each of its characters, the index in the original that it came from (one more at the end).
export function fold(text) {
  const out = [], origin = [];
  let index = 0;
  for (const char of text) {
    const pieces = Array.from(char.normalize("NFKD"), folded).join("");
    for (let n = 0; n < pieces.length; n += 1) origin.push(index);
    out.push(pieces);
    index += char.length;
  }
  return { text: out.join(""), origin: [...origin, text.length] };
}

// A text folded, with one seat for a hamza before waw: مسئول, مسؤول.
export const oneSeat = (text) => fold(text.normalize("NFC").replace(BEFORE_WAW, "ؤ")).text;
export const stem = (word) => word.replace(ARTICLE, "");
// A word, and what is left of it when letters that may be particles fall away: لافغانستان, افغانستان.
export function unattached(word) {
  const forms = [word];
  while (FOLDING.attached.includes(forms.at(-1)[0]) && forms.at(-1).length > 4) forms.push(forms.at(-1).slice(1));
  return forms;
}
