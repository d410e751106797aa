// Other spellings of a name: the rules of data/text/spelling.py, for the exported file. Words are folded.

import { SPELLING } from "./search_tables.js";

const { sounds: SOUND, doubtful: DOUBTFUL, shortest: SHORTEST, longest: LONGEST, edits: EDITS } = SPELLING;
const PARTS = new RegExp(Object.keys(SOUND).join("|"), "gu");
const VOWEL = /[aiu]/;
const minimum = (list) => list.reduce((least, one) => Math.min(least, one), Infinity);
const letters = (word) => Array.from(word);

// The ways a word may sound; doubled letters count once, and vowels at the end are all one.
export function sounds(word) {
  const mapped = word.replace(/(.)\1+/gu, "$1").replace(PARTS, (part) => SOUND[part]).replace(/([aiu])\1+/gu, "$1");
  let ways = letters(mapped).map((sound) => DOUBTFUL[sound] ?? [sound]);
  if (ways.filter((one) => one.length > 1).length > 4) ways = ways.map((one) => one.slice(0, 1));
  const all = ways.reduce((begun, next) => begun.flatMap((start) => next.map((sound) => start + sound)), [""]);
  return [...new Set(all.map((way) => way.replace(/(?<=.)[Haiu]+$/u, "a")))];
}

const skeleton = (sound) => sound.replace(/[aiu]/g, "");

// How near two words are, from 0 to 1: by sound when their consonants agree and they begin alike, else by letters.
export function likeness(one, other) {
  const { least_consonants: few, agreed, agreed_short: agreedShort, likest } = SPELLING;
  const ones = sounds(one), others = sounds(other);
  const alike = ones.flatMap((a) => others.filter((b) => skeleton(a) === skeleton(b) && beginAlike(a, b)).map((b) => [a, b]));
  const shared = inflected(one) || inflected(other) ? [] : alike.map(([a, b]) => nearness(a, b));
  const consonants = minimum([...ones, ...others].map((sound) => letters(skeleton(sound)).length));
  const bySound = shared.length ? (consonants >= few ? agreed : agreedShort) + 0.6 * Math.max(...shared) : 0;
  const byLetters = distance(one, other) <= 1 ? similarity(one, other) : 0;
  return Math.round(Math.min(likest, Math.max(bySound, byLetters)) * 1000) / 1000;
}

const beginAlike = (one, other) => one[0] === other[0] || (VOWEL.test(one[0] ?? "") && VOWEL.test(other[0] ?? ""));
const inflected = (word) => word.endsWith("ing") || word.endsWith("ed");

// How near two sounded words are. One vowel left out is less than another vowel.
function nearness(one, other) {
  const lengths = [letters(one).length, letters(other).length];
  if (lengths[0] === lengths[1] || distance(one, other) !== 1) return similarity(one, other);
  return 1 - 1 / (lengths[0] + lengths[1]); // one letter put in or left out, of the letters of both
}

const similarity = (one, other) => {
  const most = Math.max(letters(one).length, letters(other).length);
  return most ? 1 - distance(one, other) / most : 1;
};

// Edits that make two words equal; letters that swap places are one edit (optimal string alignment).
function distance(one, other) {
  const a = letters(one), b = letters(other);
  const rows = [b.map((_, n) => n + 1)];
  rows[0].unshift(0);
  for (let i = 1; i <= a.length; i += 1) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2][j - 2] + 1 : Infinity;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + Number(a[i - 1] !== b[j - 1]), swapped);
    }
  }
  return rows[a.length][b.length];
}

// The word, and it with one letter left out: these meet when one edit or swap makes two words equal.
const shortened = (word) => new Set([word, ...letters(word).map((_, n, all) => [...all.slice(0, n), ...all.slice(n + 1)].join(""))]);

// The word of a vocabulary that is most like a word which is none of them; nothing where none is near enough. shortest: letters of a
// word, least: likeness, from which another spelling is taken for it unseen; who offers it as a question asks for less.
export function nearest(vocabulary, word, { shortest = SHORTEST, least = SPELLING.called } = {}) {
  const length = letters(word).length;
  if (length < shortest || length > LONGEST || vocabulary.includes(word)) return undefined;
  const own = sounds(word).map(skeleton).filter((key) => letters(key).length >= 3);
  const comparable = (other) => Math.abs(letters(other).length - length) <= 3 && (other[0] < "\u0590") === (word[0] < "\u0590");
  const cut = shortened(word);
  const near = (other) => sounds(other).some((sound) => own.includes(skeleton(sound)))
    || (length >= EDITS - 1 && letters(other).length >= EDITS && [...shortened(other)].some((one) => cut.has(one)));
  const scored = vocabulary.filter(comparable).filter(near).map((other) => [likeness(word, other), other]);
  const [score, best] = scored.reduce((found, next) => (next[0] > found[0] || (next[0] === found[0] && next[1] > found[1]) ? next : found), [0, ""]);
  return score >= least ? best : undefined;
}
