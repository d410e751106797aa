// What a choice gives: passages, counts, facets, lit places. The same rules as data/query/view.py; a test holds the two together.

import { find } from "./search.js";
import { isRange, narrows } from "./selection.js";

export class Choice {
  constructor(data, state) {
    this.data = data;
    this.state = state;
    this.active = data.filters.filter((filter) => narrows(filter, state));
    this.mask = this.chosen(null);
    this.passages = data.passages.filter((_, n) => this.mask[n]);
    this.set = new Set(this.passages);
    this.filtered = this.active.length > 0;
  }

  // Which spans are spoken by one of the voices; all when none is asked for.
  allowed(voices) {
    const { passage_of: spans, facets } = this.data;
    const allowed = spans.map(() => !voices.length);
    for (const voice of voices) for (const span of facets.voices[voice] || []) allowed[span] = true;
    return allowed;
  }

  // Which passages pass every filter but the one left out; unless sure, also those of which a range cannot tell.
  chosen(leftOut, state = this.state, sure = true) {
    const { data } = this;
    const allowed = this.allowed(leftOut === "voices" ? [] : state.voices);
    const chosen = data.passages.map(() => false);
    allowed.forEach((yes, span) => { if (yes) chosen[data.passage_of[span]] = true; });
    for (const filter of data.filters) {
      if ([leftOut, "voices"].includes(filter.key) || !narrows(filter, state)) continue;
      const passes = this.passing(filter, state, allowed, sure);
      chosen.forEach((yes, n) => { chosen[n] = yes && passes(n); });
    }
    return chosen;
  }

  // Does a passage, by its number, pass a filter?
  passing(filter, state, allowed, sure) {
    if (filter.kind === "text") return (n) => this.said(n, allowed);
    if (isRange(filter)) return (n) => this.within(filter, state, this.data.passages[n], sure);
    const masks = state[filter.key].map((value) => this.holds(filter.key, value, allowed));
    const every = filter.match && state[filter.match] === "all";
    return (n) => (every ? masks.every((mask) => mask[n]) : masks.some((mask) => mask[n]));
  }

  // Does a passage lie within a range? Of one that has no place on it nobody can tell.
  within(filter, state, passage, sure) {
    const [from, to] = filter.fields.map((name) => state[name]);
    const ranges = this.data.ranges[filter.key][passage];
    return ranges ? ranges.some(([low, high]) => (to === null || low <= to) && (from === null || high >= from)) : !sure;
  }

  // Which passages have the value in a span that is allowed.
  holds(facet, value, allowed) {
    const found = this.data.passages.map(() => false);
    for (const span of this.data.facets[facet][value] || []) if (allowed[span]) found[this.data.passage_of[span]] = true;
    return found;
  }

  // Do the words stand in an allowed span? The translation is not cut into voices: a hit there counts for all.
  said(n, allowed) {
    const hits = this.hits();
    return hits.translated.has(n) || hits.spans.some((span) => allowed[span] && this.data.passage_of[span] === n);
  }

  // Where the words stand: looked for in a file that quotes the whole article, else brought along for the words it was made with.
  hits() {
    const { data, state } = this;
    if (!this.found) {
      const known = data.said.words === state.text.trim();
      this.found = data.search ? find(data, state.text) : { words: {}, spans: known ? data.said.spans : [], translated: new Set(known ? data.said.translated : []) };
    }
    return this.found;
  }

  // The passages that no filter excludes, but of which one cannot tell whether they belong.
  get undecided() {
    if (!this.apart) {
      const possible = this.chosen(null, this.state, false);
      this.apart = new Set(this.data.passages.filter((_, n) => possible[n] && !this.mask[n]));
    }
    return this.apart;
  }

  // Why a range cannot judge a passage, for each range in use that cannot.
  reasons(passage) {
    return this.active.filter((filter) => isRange(filter) && !this.data.ranges[filter.key][passage]).map((filter) => filter.apart);
  }

  // How a passage stands to the filters: outside, or why one cannot tell; nothing for what they find.
  standing(passage) {
    if (this.set.has(passage)) return [];
    return this.undecided.has(passage) ? this.reasons(passage) : ["outside"];
  }

  // What is looked at: the focus that was chosen; where none was, the border, as long as no filter narrows.
  get focus() {
    return this.state.focus ?? (this.filtered ? "" : this.data.opening);
  }

  // What was in focus when a filter was set after it: its card stands aside for what the filters find.
  get aside() {
    return this.filtered && this.state.first === "found" ? this.focus : "";
  }

  get foundFirst() {
    return !this.focus || Boolean(this.aside);
  }

  // Entity -> number of chosen passages that name it.
  get counts() {
    const counts = {};
    for (const [entity, naming] of Object.entries(this.data.naming)) {
      const n = naming.filter((p) => this.set.has(p)).length;
      if (n) counts[entity] = n;
    }
    return counts;
  }

  // Value -> how many passages that value alone would give with all other filters applied.
  facet(facet) {
    const counts = {};
    const others = this.chosen(facet);
    const allowed = this.allowed(facet === "voices" ? [] : this.state.voices);
    for (const value of Object.keys(this.data.facets[facet])) {
      const one = facet === "voices" ? this.chosen(null, { ...this.state, voices: [value] }) : this.holds(facet, value, allowed);
      counts[value] = others.filter((yes, n) => yes && one[n]).length;
    }
    return counts;
  }

  // The document in question: that of the passage in focus, else the first chosen, else the first of all.
  get document() {
    const { data, state } = this;
    const [kind, key] = parted(this.focus);
    const passage = kind === "passage" ? key : kind === "statement" ? data.statements[key].passage : "";
    return passage ? data.document_of[data.passages.indexOf(passage)] : state.documents[0] || data.document_of[0];
  }

  // The passages of the panel in its order: those of the focus, chosen ones first, then undecided ones; without a focus, or where its
  // card stands aside, what the filters find and then what they cannot judge.
  get panel() {
    if (this.foundFirst) return [...this.passages, ...this.undecided];
    const rank = (p) => (this.set.has(p) ? 0 : this.undecided.has(p) ? 1 : 2);
    const at = (p) => this.data.passages.indexOf(p);
    return this.filtered ? [...this.ofFocus].sort((a, b) => rank(a) - rank(b) || at(a) - at(b)) : this.ofFocus;
  }

  // The passages that belong to the focus, chosen or not.
  get ofFocus() {
    const [kind, key] = parted(this.focus);
    if (kind === "aid") return this.data.aid[key].passages;
    if (kind === "statement") return [this.data.statements[key].passage];
    return kind === "passage" ? [key] : this.data.naming[key] || [];
  }

  // The places that the focus lights: itself, or the places its passages name.
  get lit() {
    const [kind, key] = parted(this.focus);
    if (kind === "place") return [key];
    if (kind === "aid") return this.data.aid[key].place ? [this.data.aid[key].place] : [];
    if (kind === "statement") return this.data.statements[key].places;
    return kind ? [...new Set(this.ofFocus.flatMap((p) => this.data.places_of[p]))] : [];
  }

  // South-west and north-east corner around what is lit, of the nearest range that has any of it (geo/bounds.py); null when nothing of it
  // can be framed.
  get bounds() {
    const boxes = this.data.bounds.map((frames) => this.lit.map((place) => frames[place]).filter(Boolean)).find(({ length }) => length);
    if (!boxes) return null;
    const corner = (pick, n) => [0, 1].map((axis) => pick(...boxes.map((box) => box[n][axis])));
    return [corner(Math.min, 0), corner(Math.max, 1)];
  }
}

// Kind and id of a focus.
export function parted(focus) {
  const at = focus.indexOf(":");
  return at < 0 ? ["", ""] : [focus.slice(0, at), focus.slice(at + 1)];
}
