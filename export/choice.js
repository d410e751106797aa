// What a choice gives: passages, counts, facets, lit places. The same rules as data/select.py; a test holds the two together.

const FACETS = ["actors", "topics", "places", "voices", "assessments"];

class Choice {
  constructor(data, state) {
    this.data = data;
    this.state = state;
    this.stretched = state.km_from !== null || state.km_to !== null;
    this.mask = this.chosen(null);
    this.passages = data.passages.filter((_, n) => this.mask[n]);
    this.set = new Set(this.passages);
    this.filtered = this.stretched || Boolean([...FACETS, "documents"].some((facet) => state[facet].length) || state.since || state.until || state.text.trim());
  }

  // Which spans are spoken by one of the voices; all when none is asked for.
  allowed(voices) {
    const { passage_of: spans, facets } = this.data;
    const allowed = spans.map(() => !voices.length);
    for (const voice of voices) for (const span of facets.voices[voice] || []) allowed[span] = true;
    return allowed;
  }

  // Which passages pass every filter but those of the facet left out.
  chosen(leftOut, state = this.state) {
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
    if (state.since || state.until) chosen.forEach((yes, n) => { chosen[n] = yes && this.dated(data.passages[n]); });
    if (state.documents.length) chosen.forEach((yes, n) => { chosen[n] = yes && state.documents.includes(data.document_of[n]); });
    if (this.stretched) chosen.forEach((yes, n) => { chosen[n] = yes && this.within(data.passages[n]); });
    return chosen;
  }

  // What has no place along the border stays: nothing is known that would put it outside the stretch.
  within(passage) {
    const spans = this.data.spans_of[passage] || [];
    const { km_from: from, km_to: to } = this.state;
    return !spans.length || spans.some(([low, high]) => (to === null || low <= to) && (from === null || high >= from));
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

  // Undated passages stay: nothing is known that would put them outside the period.
  dated(passage) {
    const years = this.data.years_of[passage] || [];
    const { since, until } = this.state;
    return !years.length || years.some((year) => (since || year) <= year && year <= (until || year));
  }

  // With a period chosen: the chosen passages that no dated event ties to a year.
  get undated() {
    return this.state.since || this.state.until ? this.passages.filter((p) => !this.data.years_of[p]) : [];
  }

  // With a stretch chosen: the chosen passages that name no place along the border.
  get unplaced() {
    return this.stretched ? this.passages.filter((p) => !this.data.spans_of[p]) : [];
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
    const [kind, key] = parted(state.focus);
    const passage = kind === "passage" ? key : kind === "statement" ? data.statements[key].passage : "";
    return passage ? data.document_of[data.passages.indexOf(passage)] : state.documents[0] || data.document_of[0];
  }

  // The passages that belong to the focus, chosen or not; without a focus, all that are chosen.
  get panel() {
    const [kind, key] = parted(this.state.focus);
    if (!kind) return this.passages;
    if (kind === "aid") return this.data.aid[key].passages;
    if (kind === "statement") return [this.data.statements[key].passage];
    return kind === "passage" ? [key] : this.data.naming[key] || [];
  }

  // The places that the focus lights: itself, or the places its passages name.
  get lit() {
    const [kind, key] = parted(this.state.focus);
    if (kind === "place") return [key];
    if (kind === "aid") return this.data.aid[key].place ? [this.data.aid[key].place] : [];
    if (kind === "statement") return this.data.statements[key].places;
    return kind ? [...new Set(this.panel.flatMap((p) => this.data.places_of[p]))] : [];
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
