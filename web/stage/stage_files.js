// Where the deck has in the app what is beside its slides: files that the server serves, fetched at the start and kept, as a talk may lose
// the server; and the address, which says the step.

import { fetchText } from "../lib/retry.js";
import { Connection } from "./connection.js";

export class StageFiles {
  constructor() {
    this.profiles = {};
    this.speakers = {};
    this.turns = 0;
  }

  connection(changed) { return new Connection(changed); }

  // What a later step or the other language needs is fetched now. The browser keeps these files.
  keep({ lang, profile, speaker, files }) {
    if (this.profiles[lang] !== undefined) return;
    this.profiles[lang] = "";
    fetchText(profile).then((picture) => {
      this.profiles[lang] = picture;
      this.changed?.();
    });
    fetchText(speaker).then((page) => { this.speakers[lang] = URL.createObjectURL(new Blob([page], { type: "text/html" })); });
    files.forEach((file) => fetchText(file));
  }

  profile({ lang }) { return this.profiles[lang]; }

  speaker({ lang, speaker }, ...named) { return window.open(this.speakers[lang] ?? speaker, ...named); }

  move({ live, bounds, second }, { map }, both) {
    this.turns += 1;
    const frame = bounds && { seq: `deck-${this.turns}`, bounds, gentle: false };
    window.dispatchEvent(new CustomEvent("dalil:show", { detail: { ...live, ...map, frame, second: both ? second : {} } }));
  }

  locate({ step, lang, both }) {
    const url = new URL(location.href);
    url.searchParams.set("step", step);
    url.searchParams.set("lang", lang);
    if (both) url.searchParams.set("both", "1");
    else url.searchParams.delete("both");
    history.replaceState(history.state, "", url);
  }
}
