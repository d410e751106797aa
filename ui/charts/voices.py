"""How much of the article each voice has, in characters of the text as printed: shares, and a chart of them.
Added documents have writers of their own, so they are no part of it."""

from __future__ import annotations

from collections import Counter

import plotly.graph_objects as go

from data.atlas.atlas import Atlas
from data.facts.origin import curated
from data.i18n import Lang, name, number, say
from ui.charts.aid import dressed, line


def shares(atlas: Atlas) -> dict[str, float]:
    """Voice -> its share of all characters of the article, largest first: "author", the id of a speaker, or
    "" for those without a name."""
    counted: Counter[str] = Counter()
    for span in curated(atlas).voices.values():
        counted["author" if span.voice == "author" else span.speaker or ""] += span.end - span.start
    whole = counted.total() or 1
    return {voice: n / whole for voice, n in counted.most_common()}


def voices(atlas: Atlas, lang: Lang) -> go.Figure:
    """A bar per voice, the largest at the top; the article's own voice in another colour than those it
    credits."""
    rows = list(reversed(shares(atlas).items()))
    figure = go.Figure(
        go.Bar(
            x=[share for _, share in rows],
            y=[line(_named(atlas, voice, lang), lang) for voice, _ in rows],
            text=[f"{number(100 * share, lang)}%" for _, share in rows],
            orientation="h",
            textposition="outside",
            cliponaxis=False,
            marker={
                "color": [
                    atlas.colours["chart-3" if voice == "author" else "chart-2"].light for voice, _ in rows
                ]
            },
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    figure.update_xaxes(tickformat=".0%", range=[0, 1.15 * max((share for _, share in rows), default=1)])
    own = number(100 * shares(atlas).get("author", 0), lang)
    return dressed(figure, say(atlas, "chart.voices", lang, share=own), len(rows))


def _named(atlas: Atlas, voice: str, lang: Lang) -> str:
    if voice == "author":
        return say(atlas, "present.own-voice", lang)
    return name(atlas.entities[voice], lang) if voice else say(atlas, "voice.unnamed", lang)
