// Free text in the exported file: the rules of data/index/search.py, for a file that quotes the whole article. It folds by web/search/fold.js.

import { fold, stem, unattached } from "./fold.js";
import { SEARCHING } from "./search_tables.js";
import { nearest } from "./spelling.js";
import { searchKey, searchTerm, spansOf } from "./search_term.js";

// Entities of which a word is a name in any spelling, with or without the article; where it is none, of what it sounds like.
function called(data, word) {
  const key = fold(word).text.trim(), forms = [key, stem(key), `ال${stem(key)}`];
  const found = forms.flatMap((form) => data.called[form] || []), meant = found.length || key.includes(" ") ? found : alike(data, key);
  return meant.filter(Boolean); // "": something outside the tables
}

const alike = (data, key) => data.alone[nearest(data.vocabulary, key)] || [];

// Entities that a word names: one of their names, or the beginning of a word in the names of two entities at most.
function entitiesNamed(data, word) {
  const folded = searchKey(word);
  if (folded.length < 3) return new Set();
  const begins = (name) => name.split(/[^\p{L}\p{N}_]+/u).some((part) => part.startsWith(folded) || stem(part).startsWith(folded));
  const partly = Object.keys(data.names).filter((entity) => data.names[entity].some(begins));
  return new Set([...called(data, word), ...(partly.length <= 2 ? partly : [])]);
}

function hitsIn(data, n, word) {
  const named = entitiesNamed(data, word), term = searchTerm(word);
  const { text, translation, mentions } = data.whole[n];
  const said = mentions.filter(([, , entity]) => named.has(entity)).map(([start, end]) => [start, end]);
  return [[...spansOf(term, text), ...said], spansOf(term, translation)];
}

// The word without particles attached to it, where that names something or where the word as typed occurs nowhere.
function knownForm(data, word) {
  const forms = unattached(word);
  return forms.find((form) => called(data, form).length)
    || forms.find((form) => data.passages.some((_, n) => hitsIn(data, n, form).some((hits) => hits.length))) || word;
}

// The words and phrases that must occur, and those that must not: they stand after a minus, in any of its signs.
function asked(query) {
  const words = { wanted: [], unwanted: [] };
  for (const [, minus, phrase, word = ""] of query.slice(0, 200).matchAll(/([-‐‑‒–—―−]*)["“«]([^"”»]+)["”»]|(\S+)/gu)) {
    const folded = fold(word), dashes = folded.text.match(/^-*/u)[0].length;
    const part = phrase || word.slice(dashes ? folded.origin[dashes] : 0);
    const key = fold(part).text.replace(/^["“”«»]+|["“”«»]+$/g, "");
    if (key && (phrase || minus || dashes || !isStopWord(key))) words[minus || dashes ? "unwanted" : "wanted"].push(part);
  }
  return words;
}

const isStopWord = (key) => SEARCHING.stop_words.includes(key);

// Is nothing asked for but words that stand in nearly every text, so that nothing is found?
export function hasStopWordsAlone(query) {
  const { wanted, unwanted } = asked(query);
  return !wanted.length && !unwanted.length && fold(query.slice(0, 200)).text.split(/\s+/u).some(isStopWord);
}

// Passages in which every word occurs and no unwanted one: the voice spans that hold a hit, those with a hit in the translation, and
// where it stands. Where only unwanted words are given, every span is found.
export function find(data, query) {
  const { wanted, unwanted } = Object.fromEntries(Object.entries(asked(query)).map(([key, words]) => [key, words.map((word) => knownForm(data, word))]));
  const found = { words: {}, spans: [], translated: new Set() };
  const hit = ([text, translation]) => text.length || translation.length;
  data.passages.forEach((id, n) => {
    const hits = wanted.map((word) => hitsIn(data, n, word));
    if (!wanted.length && !unwanted.length) return;
    if (!hits.every(hit) || unwanted.some((word) => hit(hitsIn(data, n, word)))) return;
    const [text, translation] = [0, 1].map((side) => hits.flatMap((pair) => pair[side]));
    found.words[id] = { text, translation };
    if (translation.length) found.translated.add(n);
    data.whole[n].voices.forEach(([start, end], order) => {
      if (!wanted.length || text.some(([at]) => start <= at && at < end)) found.spans.push(data.whole[n].first + order);
    });
  });
  return found;
}
