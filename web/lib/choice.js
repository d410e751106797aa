// What a choice gives: passages, counts, facets, lit places. The same rules as data/query/view.py; a test holds the two together.

const FACETS = ["actors", "topics", "places", "voices", "assessments"];
const SETS = ["actors", "documents", "topics", "places", "assessments", "voices"];
const ACTIVE = [...SETS, "period", "stretch", "text"];

class Choice {
  constructor(data, state) {
    this.data = data;
    this.state = state;
    this.stretched = state.km_from !== null || state.km_to !== null;
    this.timed = Boolean(state.since || state.until);
    this.mask = this.chosen(null);
    this.passages = data.passages.filter((_, n) => this.mask[n]);
    this.set = new Set(this.passages);
    this.active = ACTIVE.filter((key) => this.narrows(key));
    this.filtered = this.active.length > 0;
  }

  // Which spans are spoken by one of the voices; all when none is asked for.
  allowed(voices) {
    const { passage_of: spans, facets } = this.data;
    const allowed = spans.map(() => !voices.length);
    for (const voice of voices) for (const span of facets.voices[voice] || []) allowed[span] = true;
    return allowed;
  }

  narrows(key) {
    if (key === "period") return this.timed;
    if (key === "stretch") return this.stretched;
    return key === "text" ? Boolean(this.state.text.trim()) : this.state[key].length > 0;
  }

  // Which passages pass every filter but those of the facet left out; unless sure, also those of which the period or the stretch
  // cannot tell.
  chosen(leftOut, state = this.state, sure = true) {
    const { data } = this;
    const allowed = this.allowed(leftOut === "voices" ? [] : state.voices);
    const chosen = data.passages.map(() => false);
    allowed.forEach((yes, span) => { if (yes) chosen[data.passage_of[span]] = true; });
    for (const facet of FACETS.filter((one) => one !== "voices")) {
      if (facet === leftOut || !state[facet].length) continue;
      const masks = state[facet].map((value) => this.holds(facet, value, allowed));
      const every = facet === "actors" && state.match === "all";
      chosen.forEach((yes, n) => { chosen[n] = yes && (every ? masks.every((m) => m[n]) : masks.some((m) => m[n])); });
    }
    if (state.text.trim()) chosen.forEach((yes, n) => { chosen[n] = yes && this.said(n, allowed); });
    if (this.timed) chosen.forEach((yes, n) => { chosen[n] = yes && this.dated(data.passages[n], sure); });
    if (state.documents.length) chosen.forEach((yes, n) => { chosen[n] = yes && state.documents.includes(data.document_of[n]); });
    if (this.stretched) chosen.forEach((yes, n) => { chosen[n] = yes && this.within(data.passages[n], sure); });
    return chosen;
  }

  // Does a passage name a place on the stretch? Of one that names no place along the border nobody can tell.
  within(passage, sure) {
    const spans = this.data.spans_of[passage] || [];
    const { km_from: from, km_to: to } = this.state;
    return spans.length === 0 ? !sure : spans.some(([low, high]) => (to === null || low <= to) && (from === null || high >= from));
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

  // Has a passage an event within the period? Of one without a dated event nobody can tell.
  dated(passage, sure) {
    const years = this.data.years_of[passage] || [];
    const { since, until } = this.state;
    return years.length === 0 ? !sure : years.some((year) => (since || year) <= year && year <= (until || year));
  }

  // The passages that no filter excludes, but of which one cannot tell whether they belong.
  get undecided() {
    if (!this.apart) {
      const possible = this.chosen(null, this.state, false);
      this.apart = new Set(this.data.passages.filter((_, n) => possible[n] && !this.mask[n]));
    }
    return this.apart;
  }

  // With a period chosen: the undecided passages that no dated event ties to a year.
  get undated() {
    return this.timed ? [...this.undecided].filter((p) => !this.data.years_of[p]) : [];
  }

  // With a stretch chosen: the undecided passages that name no place along the border.
  get unplaced() {
    return this.stretched ? [...this.undecided].filter((p) => !this.data.spans_of[p]) : [];
  }

  // How a passage stands to the filters: outside, or why one cannot tell; nothing for what they find.
  standing(passage) {
    if (this.set.has(passage)) return [];
    if (!this.undecided.has(passage)) return ["outside"];
    return [this.timed && !this.data.years_of[passage] && "undated", this.stretched && !this.data.spans_of[passage] && "unplaced"].filter(Boolean);
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

  // Value -> how many passages that value alone would give with all other facets applied.
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

  // Document -> how many passages that document alone would give with all other filters applied.
  get documents() {
    const counts = {};
    this.chosen(null, { ...this.state, documents: [] }).forEach((yes, n) => {
      const own = this.data.document_of[n];
      counts[own] = (counts[own] || 0) + (yes ? 1 : 0);
    });
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

  // South-west and north-east corner around what is lit; null when nothing of it can be framed.
  get bounds() {
    const boxes = this.lit.map((place) => this.data.bounds[place]).filter(Boolean);
    if (!boxes.length) return null;
    const corner = (pick, n) => [0, 1].map((axis) => pick(...boxes.map((box) => box[n][axis])));
    return [corner(Math.min, 0), corner(Math.max, 1)];
  }
}

function parted(focus) {
  const at = focus.indexOf(":");
  return at < 0 ? ["", ""] : [focus.slice(0, at), focus.slice(at + 1)];
}
