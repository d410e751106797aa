"""Before one presents: what can be found out of the data is found out here; what only the browser knows,
readiness.js asks it."""

from __future__ import annotations

from dataclasses import dataclass

from data.atlas.atlas import Atlas
from data.facts.aid import reconcile
from data.facts.origin import curated_atlas
from data.i18n import Text
from data.query.story import incomplete, story_problems
from data.tables.model import Step
from data.tables.vocab import LANGS
from ui import theme
from ui.story.figures import Figures, MapMeasurements, figure_names
from web import assets as served

ASKED = ("assets", "fonts", "hosts", "screen")  # of the browser
OF_CASE = ("base", "places")


@dataclass(frozen=True)
class Check:
    """One line of the list: is it so, and what was found."""

    key: str
    ok: bool
    found: str


def checks(atlas: Atlas, steps: tuple[Step, ...], t: Text, measured: MapMeasurements) -> list[Check]:
    """Quotations anchored, sums reconciled, both languages complete: each computed from the data as it is
    now."""
    return [_quotes(atlas, steps, t), _sums(atlas, t), _languages(atlas, steps, t, measured)]


def _quotes(atlas: Atlas, steps: tuple[Step, ...], t: Text) -> Check:
    own = curated_atlas(atlas)  # the marks of added documents are cut out of their texts: they cannot differ
    marked = [(m.passage, m.start, m.end, m.text) for m in own.mentions.values()]
    marked += [(f.passage, f.start, f.end, f.text) for f in own.figures.values()]
    loose = [text for passage, start, end, text in marked if own.texts[passage][start:end] != text]
    wrong = list(story_problems(atlas, steps))
    quoted = sum(bool(step.passage) for step in steps)
    result = t("checks.quotes-found", marks=t.number(len(marked)), quotes=t.number(quoted))
    return Check("quotes", not loose and not wrong, "; ".join(map(str, wrong[:3])) or result)


def _sums(atlas: Atlas, t: Text) -> Check:
    whole, ok = reconcile(atlas.aid.values())
    result = t(
        "checks.sums-found",
        amount=t.amount(whole.usd, at_least=whole.at_least),
        items=t.count("items", len(whole.priced)),
        records=t.count("records", len(atlas.aid)),
    )
    return Check("sums", ok, result)


def _languages(atlas: Atlas, steps: tuple[Step, ...], t: Text, measured: MapMeasurements) -> Check:
    missing = [f"{step}: {column}" for step, column in incomplete(steps)]
    for lg in LANGS:
        known = Figures(atlas, atlas.text(lg), measured)
        for step in steps:
            text = " ".join(str(getattr(step, f"{part}_{lg}")) for part in ("title", "text", "notes"))
            missing += [f"{step.id}: {{{name}}}" for name in figure_names(text) if name not in known]
    result = t("checks.languages-found", steps=t.count("steps", len(steps)))
    return Check("languages", not missing, "; ".join(missing[:5]) or result)


def assets(atlas: Atlas) -> list[str]:
    """The paths of all files that a presentation needs from this machine."""
    of_case = [f"{kind}-{lang}{atlas.case.suffix}" for kind in OF_CASE for lang in LANGS]
    slide_files = [served.asset_path(stem) for stem in (*of_case, *(f"presenter-{lang}" for lang in LANGS))]
    return [
        *map(served.asset_path, ("leaflet-js", "leaflet-css", "colours")),
        *slide_files,
        *theme.served_fonts().values(),
    ]


def list_data(atlas: Atlas, steps: tuple[Step, ...], t: Text, measured: MapMeasurements) -> dict[str, object]:
    """What the list in the page needs: the lines known, those to ask the browser, and the words for both."""
    rows = [
        {"key": c.key, "ok": c.ok, "label": t(f"checks.{c.key}"), "found": c.found}
        for c in checks(atlas, steps, t, measured)
    ]
    words = {f"{key}-found": t(f"checks.{key}-found") for key in ASKED}
    words |= {"failed": t("checks.failed"), "waiting": t("checks.waiting")}
    questions = [{"key": key, "label": t(f"checks.{key}")} for key in ASKED]
    return {
        "rows": rows,
        "questions": questions,
        "assets": assets(atlas),
        "faces": list(theme.FACES),
        "words": words,
        "lang": t.lang,
    }
