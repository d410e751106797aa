// The list "before you present": the lines that Python has found out, and those that only this browser can.

import { direction, make } from "../lib/dom.js";

export function checkReadiness({ parentElement, data }) {
  const list = parentElement.querySelector(".d-checks");
  list.dir = direction(data.lang);
  const row = ({ key, label, ok, found }) => {
    const css = ok === undefined ? "" : ok ? "d-yes" : "d-no";
    const item = make("li", { className: css }, make("b", { textContent: label }), make("small", { textContent: found ?? data.words.waiting }));
    item.dataset.check = key;
    return item;
  };
  list.replaceChildren(...[...data.questions, ...data.rows].map(row));
  for (const { key, label } of data.questions) {
    checks[key](data).then(
      ({ ok, ...values }) => ({ ok, found: (values.text || data.words[`${key}-found`]).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all) }),
      (problem) => ({ ok: false, found: `${data.words.failed} ${problem.message}` }),
    ).then((answer) => list.querySelector(`[data-check="${key}"]`)?.replaceWith(row({ key, label, ...answer })));
  }
}

const checks = {
  // Every file is fetched from here, now; none may be missing.
  async assets({ assets }) {
    const lost = [];
    await Promise.all(assets.map(async (path) => {
      const answer = await fetch(path, { cache: "no-cache" }).catch(() => null);
      if (!answer || !answer.ok) lost.push(path);
    }));
    return { ok: !lost.length, n: assets.length - lost.length, text: lost.length ? lost.join(" ") : "" };
  },
  // A face counts when the browser has loaded it and would draw Arabic with it.
  async fonts({ faces }) {
    const lost = [];
    for (const face of faces) {
      const loaded = await document.fonts.load(`24px "${face}"`, "ع").catch(() => []);
      if (!loaded.length || !document.fonts.check(`24px "${face}"`, "ع")) lost.push(face);
    }
    const comma = document.documentElement.lang === "ar" ? "، " : ", ";
    return { ok: !lost.length, faces: faces.join(comma), text: lost.join(comma) };
  },
  // Everything that this page has loaded, and everything it names, is on this host.
  async hosts() {
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const named = [...document.querySelectorAll("script[src], link[href], img[src], iframe[src]")].map((element) => element.src || element.href);
    const outside = [...new Set([...loaded, ...named])].filter((url) => /^(https?|wss?):/.test(url) && new URL(url).host !== location.host);
    return { ok: !outside.length, n: loaded.length, text: outside.slice(0, 3).join(" ") };
  },
  async screen() {
    const large = innerWidth >= 1200 && document.fullscreenEnabled;
    return { ok: large, size: `\u2066${screen.width} × ${screen.height}\u2069`, window: `\u2066${innerWidth} × ${innerHeight}\u2069` };
  },
};
