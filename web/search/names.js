// Which rows of the jump box answer what is typed. Names and what is typed are cut into words by one rule, so that a name is found
// as it is printed, whatever its dashes and apostrophes. Rows: {pick, label, kind, keys (folded names), rank}.

import { oneSeat, stem, unattached } from "./fold.js";
import { SPELLING } from "./search_tables.js";
import { nearest } from "./spelling.js";

const OFFERED = { shortest: 4, least: SPELLING.least }; // of another spelling that the reader can leave: خروج may be meant for خوروغ

const cut = (text) => text.split(/[^\p{L}\p{N}_]+/u).filter(Boolean);

// The same rows, their names cut once.
export function indexed(rows) {
  return rows.map((row) => ({ ...row, late: /^(passage|statement):/.test(row.pick), names: row.keys.map(named) }));
}

export const isName = (row) => !row.late;

function named(key) {
  const words = cut(key);
  return { key: words.join(" "), joined: words.join(""), words: [...words, ...words.map(stem)] };
}

// The answers, best first: names before passages and statements; what is typed before what is left of it without article or particles;
// whole names, beginnings of names, words in names; then the rank of the row.
export function sought(rows, typed) {
  const words = cut(oneSeat(typed));
  const bare = words.map((word) => unattached(word).find((form) => rows.some((row) => isName(row) && knows(row, form))) ?? word);
  const found = rows.map((row) => ({ row, at: score(row, [words, words.map(stem), bare]) })).filter(({ at }) => at < Infinity);
  return found.sort((a, b) => a.at - b.at).map(({ row }) => row);
}

// The answers to what is typed with a slip of the pen, or as another writes the name: each word that begins no name is taken for the
// word of a name that it is most like. None where a word is like none.
export function resembling(rows, typed) {
  const named = rows.filter(isName), vocabulary = [...new Set(named.flatMap((row) => row.names.flatMap(({ words }) => words)))];
  const known = (word) => named.some((row) => knows(row, word));
  const words = cut(oneSeat(typed)).map((word) => (known(word) ? word : nearest(vocabulary, word, OFFERED)));
  return words.length && words.every(Boolean) ? sought(named, words.join(" ")) : [];
}

function score(row, readings) {
  const levels = readings.map((words, n) => n * 100 + 10 * Math.min(...row.names.map((name) => place(name, words))));
  return (row.late ? 1000 : 0) + Math.min(...levels) + row.rank;
}

// 0: the whole name, 1: its beginning (also written in one word), 2: each word begins one of its words.
function place(name, words) {
  const query = words.join(" ");
  if (name.key === query) return 0;
  if (name.key.startsWith(query) || name.joined.startsWith(words.join(""))) return 1;
  return words.every((word) => begins(name, word)) ? 2 : Infinity;
}

const begins = (name, word) => name.words.some((own) => own.startsWith(word));
const knows = (row, word) => row.names.some((name) => begins(name, word));
