"""The story in words: the figures that its texts name, computed from the data, and each step's parts in one
language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from data.atlas.atlas import Atlas
from data.facts.aid import security
from data.facts.origin import curated, is_curated, named_by_origin
from data.i18n import Filled, Text
from data.i18n.isolates import isolate
from data.tables.model import Step
from data.tables.vocab import Lang
from ui.charts.voices import shares
from ui.sentences.aid import BRIDGE, CHALDIVAR, PACKAGE, PUMA, claimed_usd, records_by_claim, us_works
from ui.sentences.rules import About

MENTIONS = (
    "us-cumulative-330m-2021-october",
    "us-cumulative-330m-2021-november",
)  # of the sum: the first found, and the first firm one


@dataclass(frozen=True)
class Measured:
    """What only the map knows: length of our border line, and the way from Chaldivar to Ishkashim, both
    geodesic, in km."""

    border: float
    apart: float


def figures(atlas: Atlas, t: Text, measured: Measured) -> dict[str, str]:
    """Every figure that a step may name as {name}, in words. What the data does not hold is left out."""
    own = curated(atlas)
    (places, actors), _ = named_by_origin(atlas)
    said = {
        "passages": t.count("passages", len(own.passages)),
        "places": t.count("places", places),
        "actors": t.count("actors", actors),
        "records": t.count("records", len(atlas.aid)),
        "drawn": t.count("places", len(atlas.places)),
        "named": t.number(places),
        "km": t.number(measured.border),
        "apart": t.number(measured.apart),
        "author_share": t.number(100 * shares(atlas).get("author", 0)),
    }
    for part in (_post, _sum, _puma):
        said |= part(atlas, t)
    return said


def _post(atlas: Atlas, t: Text) -> dict[str, str]:
    if not {CHALDIVAR, BRIDGE} <= atlas.aid.keys():
        return {}
    post, bridge = atlas.aid[CHALDIVAR], atlas.aid[BRIDGE]
    posts = [r for r in us_works(atlas) if r.category == "facility" and "outpost" in r.id]
    return {
        "post": t.money(post.usd or 0),
        "post_date": t.date(post.date or ""),
        "posts": t.number(len(posts)),
        "bridge": t.money(bridge.usd or 0),
        "radius": t.number(atlas.places[post.place or ""].radius_km or 0),
    }


def _sum(atlas: Atlas, t: Text) -> dict[str, str]:
    said, whole = claimed_usd(atlas), security(records_by_claim(atlas))
    if not said:
        return {}
    first = [t.date(atlas.aid[key].date or "") for key in MENTIONS if key in atlas.aid]
    return dict(zip(("first", "firm"), first, strict=False)) | {
        "said": t.money(said),
        "shown": t.amount(whole.usd, whole.at_least),
        "items": t.count("items", len(whole.priced)),
        "share": t.number(100 * whole.usd / said, 1),
    }


def _puma(atlas: Atlas, t: Text) -> dict[str, str]:
    if not {PUMA, PACKAGE} <= atlas.aid.keys():
        return {}
    puma, package = atlas.aid[PUMA], atlas.aid[PACKAGE]
    return {
        "puma": t.money(puma.usd or 0),
        "puma_date": t.date(puma.date or ""),
        "package": t.money(package.usd or 0),
        "puma_share": t.number(100 * (puma.usd or 0) / claimed_usd(atlas)),
    }


def fill_figures(text: str, values: Mapping[str, str]) -> str:
    """`text` with every {name} that is known replaced by its figure; anything else in braces stays as it was
    written."""
    said = {key: Filled(value) for key, value in values.items()}
    form = re.compile(r"\{([a-z_]+)(?::(oblique))?\}")
    return form.sub(
        lambda found: format(said[found[1]], found[2] or "") if found[1] in said else found[0], text
    )


@dataclass(frozen=True)
class StepText:
    """A step in one language: plain texts. `blocks`: points, in blocks with a heading where there are
    several."""

    title: str
    blocks: tuple[tuple[str, tuple[str, ...]], ...]
    quote: str
    notes: str
    sources: tuple[str, ...]


def step_text(atlas: Atlas, step: Step, t: Text, values: Mapping[str, str]) -> StepText:
    """Everything that a step says in `lang`. The quotation in Arabic is the article's own; in English, our
    translation."""
    parts = [
        [line.strip() for line in part.split("\n") if line.strip()]
        for part in re.split(r"\n\s*\n", t.name(step, "text"))
    ]
    parts = [part for part in parts if part]
    several = len(parts) > 1
    return StepText(
        fill_figures(t.name(step, "title"), values),
        tuple(
            (
                fill_figures(part[0], values) if several else "",
                tuple(fill_figures(p, values) for p in part[several:]),
            )
            for part in parts
        ),
        quotation(atlas, step, t.lang),
        t.name(step, "notes"),
        tuple(dict.fromkeys(source_line(atlas, source, t) for source in step.sources)),
    )


def rules_behind(step: Step) -> About | None:
    """By which of the written rules what stands large on a step was made, if by any."""
    kind, _, key = step.show.partition(":")
    if kind == "chart":
        return None if key == "voices" else "sums"
    return "assessment" if kind == "statement" else None


def quotation(atlas: Atlas, step: Step, lang: Lang) -> str:
    """The words of the passage that a step quotes, or the whole passage: as printed ("ar"), or in our
    translation ("en")."""
    if step.passage is None:
        return ""
    if lang == "ar":
        return step.quote or atlas.texts[step.passage]
    return step.quote_en if step.quote else atlas.translations.get(step.passage, "")


def source_line(atlas: Atlas, key: str, t: Text) -> str:
    """A source in a few words: its publisher, or the head of its title, and its date. The article is called
    so, an added document by its title."""
    source = atlas.sources[key]
    if is_curated(atlas, key):
        return t("present.the-article")
    if key in atlas.documents:
        return t.cited(atlas.documents[key])
    by = t.name(atlas.publishers[source.publisher]) if source.publisher else source.title.split(",")[0]
    return f"{isolate(by)} ({isolate(t.date(source.date))})" if source.date else isolate(by)
