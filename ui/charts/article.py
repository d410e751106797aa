"""Charts of the article itself: how much of it each voice has, in characters of the text as printed, and how
many of its statements have which assessment. Added documents have writers of their own, so they are no part
of it."""

from __future__ import annotations

from collections import Counter

from data.atlas.atlas import Atlas
from data.facts.origin import curated_atlas
from data.facts.statements import tally
from data.i18n import Text
from ui.charts.spec import ARTICLE, OTHERS, Axis, Bar, Bars


def shares(atlas: Atlas) -> dict[str, float]:
    """Voice -> its share of all characters of the article, largest first: "author", the id of a speaker, or
    "" for those without a name."""
    counted: Counter[str] = Counter()
    for span in curated_atlas(atlas).voices.values():
        counted["author" if span.voice == "author" else span.speaker or ""] += span.end - span.start
    whole = counted.total() or 1
    return {voice: n / whole for voice, n in counted.most_common()}


def voices(atlas: Atlas, t: Text) -> Bars:
    """A bar per voice, the largest at the top; the article's own voice in another colour than those it
    credits."""
    rows = [
        Bar(
            _called(atlas, voice, t),
            share,
            f"{t.number(100 * share)}%",
            colour=ARTICLE if voice == "author" else OTHERS,
        )
        for voice, share in shares(atlas).items()
    ]
    return Bars(
        lang=t.lang,
        finding=_others(atlas, t),
        heads=(t("column.voice"), "", t("chart.column-share")),
        rows=tuple(rows),
        axis=Axis("share", end=1.15 * max((bar.value for bar in rows), default=1)),
    )


def _others(atlas: Atlas, t: Text) -> str:
    """How many voices there are beside the article's own, how much the largest of them has, and how much has
    no name; without any, the share of its own. No single one is held up: several may be of one side."""
    found = shares(atlas)
    others = {voice: share for voice, share in found.items() if voice != "author"}
    if not others:
        return t("chart.voices", share=t.number(100 * found.get("author", 0)))
    most, unnamed = (t.number(100 * share) for share in (max(others.values()), others.get("", 0)))
    return t("chart.voices-others", n=len(others), share=most, unnamed=unnamed)


def _called(atlas: Atlas, voice: str, t: Text) -> str:
    if voice == "author":
        return t("present.own-voice")
    return t.name(atlas.entities[voice]) if voice else t("voice.unnamed")


def scorecard(atlas: Atlas, t: Text) -> Bars:
    """A bar for each assessment, in their order and in the colours they have on every page, as long as the
    number of its statements."""
    counted = tally(curated_atlas(atlas).statements.values())
    marks = {str(mark): t.number(n) for mark, n in counted.items()}
    return Bars(
        lang=t.lang,
        finding=t("chart.scorecard", statements=t.count("statements", sum(counted.values())), **marks),
        heads=(t("column.assessment"), "", t("chart.column-statements")),
        rows=tuple(
            Bar(t(f"assessment.{mark}"), n, t.number(n), assessment=mark) for mark, n in counted.items()
        ),
        axis=Axis("count", end=1.15 * max(counted.values())),
        wrap=26,
    )
