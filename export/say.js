// The interface in two languages: the same words, plural forms and isolates as data/words.py.

const FSI = "\u2068", PDI = "\u2069", RLI = "\u2067", LRI = "\u2066";
const isolate = (text) => `${FSI}${text}${PDI}`;
const number = (n) => n.toLocaleString("en-US");

class Words {
  constructor(words, plurals, labels, lang) {
    Object.assign(this, { words, plurals, labels, lang });
    this.rules = new Intl.PluralRules(lang);
  }

  say(key, values) {
    const text = this.words[key];
    return values ? text.replace(/\{(\w+)\}/g, (_, name) => isolate(values[name])) : text;
  }

  count(noun, n) {
    const forms = this.plurals[noun];
    return (forms[this.rules.select(n)] || forms.other).replace("{n}", number(n));
  }

  listed(parts) {
    const [start, separator] = this.lang === "ar" ? [RLI, "، "] : [LRI, ", "];
    return start + parts.map(isolate).join(separator) + PDI;
  }

  names(facet, values) {
    return this.listed(values.map((value) => this.labels[facet][value].name));
  }

  // What is shown, as one sentence a person would say.
  describe(choice) {
    const { state: s, passages } = choice;
    const shown = this.count("passages", passages.length);
    if (!choice.filtered) return this.say(choice.data.added ? "shown.all-added" : "shown.all", { shown });
    const parts = [];
    if (s.actors.length) {
      const every = s.match === "all" && s.actors.length > 1;
      parts.push(this.say(every ? "shown.actors-all" : "shown.actors", { names: this.names("actors", s.actors) }));
    }
    if (s.documents.length) parts.push(this.say("shown.documents", { names: this.names("documents", s.documents) }));
    if (s.topics.length) parts.push(this.say("shown.topics", { names: this.names("topics", s.topics) }));
    if (s.places.length) parts.push(this.say("shown.places", { names: this.names("places", s.places) }));
    if (s.assessments.length) parts.push(this.say("shown.assessments", { names: this.names("assessments", s.assessments) }));
    if (s.voices.length) parts.push(this.say("shown.voices", { names: this.names("voices", s.voices) }));
    if (s.since || s.until) {
      const ends = s.since && s.until ? "period" : s.since ? "since" : "until";
      parts.push(this.say(`shown.${ends}`, { since: s.since, until: s.until }));
      const undated = choice.undated.length;
      if (undated) parts.push(this.say("shown.undated", { count: this.count("passages", undated) }));
    }
    if (choice.stretched) {
      parts.push(this.say("shown.stretch", { start: number(s.km_from || 0), end: number(s.km_to ?? choice.data.last_km) }));
      const unplaced = choice.unplaced.length;
      if (unplaced) parts.push(this.say("shown.unplaced", { count: this.count("passages", unplaced) }));
    }
    if (s.text.trim()) parts.push(this.say("shown.text", { words: s.text.trim() }));
    const filters = parts.join(this.lang === "ar" ? "؛ " : "; ");
    return this.say("shown.some", { shown, total: number(choice.data.passages.length), filters });
  }
}
