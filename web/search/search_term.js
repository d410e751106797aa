// What a reader looks for, a word or a phrase as typed, and where it stands in a text: the rules of data/text/search_term.py.

import { BEFORE_WAW, WORD, fold, stem } from "./fold.js";
import { SEARCHING } from "./search_tables.js";
import { FOLDING } from "./tables.js";

const PARTICLES = FOLDING.particles, { beginning: BEGINNING, certain: CERTAIN } = SEARCHING;
const OWN_HAMZA = new RegExp(SEARCHING.own_hamza, "u"), OWN_ARTICLE = new RegExp(SEARCHING.own_article, "u"), THOUSANDS = new RegExp(`^(?:${SEARCHING.thousands})$`, "u");
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
const unique = (list) => [...new Set(list)];
const wordsOf = (text) => text.split(/\s+/u).filter(Boolean);

// pattern: finds it in folded text, group 1 without attached particles. literals: of which one begins each hit. hamzas: literal -> after
// how many of its letters a hamza on the line was typed.
export function searchTerm(typed) {
  const spelled = unique(spellings(typed));
  const phrases = spelled.map((one) => wordsOf(fold(one).text));
  if (phrases[0].length > 1) return { pattern: phrasePattern(phrases), literals: unique(phrases.flatMap(([first]) => [first, bare(first)])), hamzas: new Map() };
  const hamzas = new Map(spelled.map((one) => [searchKey(one), hamzasOf(one)]).filter(([, places]) => places.length));
  return { pattern: wordPattern(spelled), literals: unique(spelled.map(searchKey)), hamzas };
}

// Where a term stands in a text, as offsets of the text as given.
export function spansOf({ pattern, literals, hamzas }, text) {
  const folded = fold(text), { origin } = folded;
  const hits = [...folded.text.matchAll(pattern)].map((match) => match.indices[1]);
  const spelled = ([start, end]) => literals.some((literal) => folded.text.startsWith(literal, start)
    && ((hamzas.get(literal) ?? []).every((letters) => hasHamza(text, folded, start + letters, end))
      || (end - start === literal.length && literal.length >= CERTAIN)));
  const found = hamzas.size ? hits.filter(spelled) : hits;
  return found.map(([start, end]) => [origin[start], Math.max(origin[end], origin[end - 1] + 1)]);
}

// A search word as typed, folded and without its article. An alef that is the word's own stays, and what is attached before it goes.
export function searchKey(word) {
  const written = word.normalize("NFC"), own = written.match(OWN_HAMZA);
  if (own) return fold(written.slice(own[0].length)).text;
  const folded = fold(word).text, kept = folded.match(OWN_ARTICLE);
  return kept ? kept[1] : stem(folded);
}

function wordPattern(spelled) {
  const found = unique(spelled.map((one) => {
    const key = searchKey(one);
    return escaped(key) + (key.length + hamzasOf(one).length >= BEGINNING ? `${WORD}*` : `(?!${WORD})`);
  }));
  return new RegExp(`(?<!${WORD})${PARTICLES}(${found.join("|")})`, "dgu");
}

function phrasePattern(phrases) {
  const said = unique(phrases.map(([first, ...rest]) => [bare(first), ...rest].map(escaped).join("[^\\S\\n]+"))).join("|");
  if (bare(phrases[0][0]) === phrases[0][0]) return new RegExp(`(?<!${WORD})${PARTICLES}(${said})(?!${WORD})`, "dgu");
  return new RegExp(`(?<!${WORD})(?:${PARTICLES}(?=ال)|[وف]?لل(?!ال))((?:ال)?(?:${said}))(?!${WORD})`, "dgu");
}

// The word as typed, and with either seat of a hamza before waw; a number also with the marks between its thousands, and without.
function spellings(typed) {
  const written = typed.normalize("NFC");
  return [typed, ...["ئ", "ؤ"].map((seat) => written.replace(BEFORE_WAW, seat)), ...grouped(fold(typed).text)];
}

function grouped(number) {
  if (!THOUSANDS.test(number)) return [];
  const digits = number.replace(/[,٬]/g, "");
  return [digits, ...[",", "٬"].map((mark) => digits.replace(/(?<=\d)(?=(?:\d{3})+$)/g, mark))];
}

function hamzasOf(word) {
  const { text, origin } = fold(word), off = text.length - searchKey(word).length;
  const places = [...word.matchAll(/ء/gu)].map(({ index }) => origin.slice(0, -1).filter((at) => at < index).length - off);
  return places.filter((letters) => letters > 0);
}

// Has a text a hamza before the letter `at` of its folded form, or does that letter carry one? Of a whole word, the last letter may.
function hasHamza(text, { origin }, at, end) {
  const last = text.slice(origin[at - 1], origin[at]).normalize("NFC");
  const between = text.slice(origin[at - 1] + 1, origin[at]);
  const letter = at < end ? text.slice(origin[at], origin[at + 1]).normalize("NFC") : "";
  return between.includes("ء") || (letter ? /^[ءئؤأإ]/u : /^[ئؤ]/u).test(letter || last);
}

// A folded word without the article alone.
const bare = (word) => (word.startsWith("ال") && word.length > 4 && !OWN_ARTICLE.test(word) ? word.slice(2) : word);
