// The interface in two languages: the same words, plural forms and isolates as data/i18n.

import { hasStopWordsAlone } from "./search.js";
import { isRange } from "./selection.js";

export const FSI = "\u2068", PDI = "\u2069", RLI = "\u2067", LRI = "\u2066";
const STOP_TWICE = /(…\u2069+)\./g; // a sentence that ends with something shortened: one sign is enough
export const isolate = (text) => `${FSI}${text}${PDI}`;
export const number = (n) => n.toLocaleString("en-US");

export class Words {
  constructor(words, plurals, labels, lang) {
    Object.assign(this, { words, plurals, labels, lang });
    this.rules = new Intl.PluralRules(lang);
  }

  say(key, values) {
    const text = this.words[key];
    if (!values) return text;
    const filled = text.replace(/\{(\w+)\}/g, (_, name) => isolate(values[name])).replace(STOP_TWICE, "$1");
    return this.lang === "en" || /[\u0621-\u064a]/.test(text) ? filled : `${RLI}${filled}${PDI}`;
  }

  count(noun, n) {
    const forms = this.plurals[noun];
    return (forms[this.rules.select(n)] || forms.other).replace("{n}", number(n));
  }

  commaList(parts) {
    const [start, separator] = this.lang === "ar" ? [RLI, "، "] : [LRI, ", "];
    return start + parts.map(isolate).join(separator) + PDI;
  }

  names(facet, values) {
    return this.commaList(values.map((value) => this.labels[facet][value].name));
  }

  semicolonList(parts) {
    return parts.join(this.lang === "ar" ? "؛ " : "; ");
  }

  // A filter that is set, as a phrase.
  phrase({ state }, { key, kind, fields, phrase, match, limits }) {
    if (kind === "ids") return this.say(phrase + (match && state[match] === "all" && state[key].length > 1 ? "-all" : ""), { names: this.names(key, state[key]) });
    if (kind === "text") return this.say(phrase, { words: state[key].trim() });
    const [start, end] = fields.map((name) => state[name]);
    if (kind === "km") return this.say(phrase, { start: number(start ?? limits[0]), end: number(end ?? limits[1]) });
    return this.say(phrase + (start === null ? "-until" : end === null ? "-since" : ""), { start, end });
  }

  // What is shown, as a person would say it: how many passages by which filters, and which of them are counted apart.
  describe(choice) {
    const shown = this.count("passages", choice.passages.length);
    if (!choice.filtered) return this.say(choice.data.added ? "shown.all-added" : "shown.all", { shown });
    const filters = this.semicolonList(choice.active.map((filter) => this.phrase(choice, filter)));
    return `${this.say(choice.passages.length ? "shown.some" : "shown.none", { shown, total: number(choice.data.passages.length), filters })} ${this.stopWords(choice)} ${this.apart(choice)}`.replace(/ +/g, " ").trim();
  }

  // Why words that stand everywhere find nothing.
  stopWords({ state }) {
    return hasStopWordsAlone(state.text) ? this.say("shown.stop-words") : "";
  }

  // How many passages no filter excludes although one cannot tell whether they belong, and why it cannot.
  apart(choice) {
    const lacking = (reason) => [...choice.undecided].filter((passage) => choice.reasons(passage).includes(reason)).length;
    const reasons = choice.active.filter(isRange).map(({ apart }) => [apart, lacking(apart)]).filter(([, n]) => n);
    let sentences = reasons.map(([reason, n]) => this.say(`shown.${reason}`, { count: this.count("passages", n) }));
    if (sentences.length > 1) sentences = [this.say("shown.apart-both", { count: this.count("passages", choice.undecided.size), reasons: this.semicolonList(sentences) })];
    return sentences.length ? this.say("shown.apart", { reasons: sentences[0] }) : "";
  }
}
