"""Who is named where, as figures: mentions by voice, mentions by passage, actors crossed with topics, and who
is never named.

Alleged actors stand apart in dashed frames, labelled "as the article says". Each title states its finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

import plotly.graph_objects as go

from data.atlas.atlas import Atlas
from data.facts.origin import is_added
from data.i18n import Lang, actor_name, cited, count, name, number, say, shortened
from data.query.actors import NeverNamed, by_passage, by_voice, cooccurrence, top_passages
from data.query.selection import focus_of
from data.query.view import View
from ui.charts.aid import line
from ui.charts.cells import cells, colour, framed, rows_axis, shade, sized

ROW, NAMES = 27, 40  # pixels: of a row; of the names of documents over their columns
COLUMNS, FEW = 60, 24  # passages that can be told apart; that have room for their numbers
MOST_PARTS, ROOM = 12, 5  # documents that can be told apart; columns that have room for a name
VOICES = ("author", "attributed")


def label(atlas: Atlas, key: str, lang: Lang) -> str:
    """An actor or side; an alleged one says that only the article speaks of it."""
    said = actor_name(atlas, key, lang)
    alleged = key in atlas.actors and atlas.actors[key].alleged
    return line(say(atlas, "actors.alleged", lang, name=said) if alleged else said, lang)


def ordered(atlas: Atlas, keys: Sequence[str]) -> list[str]:
    """The same keys, alleged actors last."""
    return sorted(keys, key=lambda key: key in atlas.actors and atlas.actors[key].alleged)


def mentions(view: View, lang: Lang) -> go.Figure:
    """A bar per actor: its mentions in the writer's own words and, hatched, in words of others. Picks carry
    the actor."""
    atlas, found = view.atlas, by_voice(view)
    rows = ordered(atlas, list(found))
    figure = go.Figure()
    for n, voice in enumerate(VOICES, start=1):
        counts = [found[actor][voice] for actor in rows]
        figure.add_bar(
            x=counts,
            y=list(range(len(rows))),
            orientation="h",
            name=say(atlas, f"voice.{voice}", lang),
            marker={"color": colour(atlas, n), "pattern": {"shape": "" if voice == "author" else "/"}},
            text=[number(c, lang) if c else "" for c in counts],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            customdata=[[focus_of(atlas, actor)] for actor in rows],
            hovertext=[
                f"{label(atlas, a, lang)}: {number(c, lang)}" for a, c in zip(rows, counts, strict=True)
            ],
            hovertemplate="%{hovertext}<extra>%{fullData.name}</extra>",
        )
    if not rows:
        return sized(figure, say(atlas, "actors.none", lang), 120)
    rows_axis(figure, [label(atlas, actor, lang) for actor in rows])
    framed(
        figure,
        [n for n, a in enumerate(rows) if atlas.actors[a].alleged],
        0,
        max(c.total() for c in found.values()),
    )
    figure.update_xaxes(dtick=5, side="top", fixedrange=True)
    figure.update_layout(
        barmode="stack", bargap=0.25, legend={"orientation": "h", "y": -0.01, "traceorder": "normal"}
    )
    return sized(figure, _most_mentioned(atlas, rows, found, lang), 90 + ROW * len(rows))


def _most_mentioned(
    atlas: Atlas, rows: Sequence[str], found: Mapping[str, Mapping[str, int]], lang: Lang
) -> str:
    top = rows[0]
    key = "actors.mentions-few" if len(rows) < 3 else "actors.mentions-most"
    values = {voice: number(found[top][voice], lang) for voice in VOICES}
    return say(atlas, key, lang, name=actor_name(atlas, top, lang), **values)


def by_passages(view: View, lang: Lang) -> go.Figure:
    """A cell per actor and passage (where there are many, the COLUMNS that name most), darker with more
    mentions; an empty frame where only others speak. Picks carry the passage."""
    atlas, columns = view.atlas, top_passages(view, COLUMNS)
    found = by_passage(view, columns)
    rows = ordered(atlas, [actor for actor in by_voice(view) if any((actor, p) in found for p in columns)])
    at = {passage: n for n, passage in enumerate(columns)}
    most = max((counter.total() for counter in found.values()), default=1)
    figure = go.Figure()
    cells(
        figure,
        [(at[p], rows.index(a)) for (a, p), _ in found.items()],
        [number(c.total(), lang) for c in found.values()],
        marker={
            "color": [shade(atlas, 1, c.total() / most if c["author"] else 0) for c in found.values()],
            "line": {"width": [0 if c["author"] else 1.5 for c in found.values()], "color": colour(atlas, 2)},
        },
        customdata=[[f"passage:{p}"] for _, p in found],
        hovertext=[_told(atlas, a, p, c, lang) for (a, p), c in found.items()],
    )
    if not found:
        return sized(figure, say(atlas, "actors.none", lang), 120)
    rows_axis(figure, [label(atlas, actor, lang) for actor in rows])
    framed(figure, [n for n, a in enumerate(rows) if atlas.actors[a].alleged], -0.5, len(at) - 0.5)
    every = 1 if len(at) <= FEW else 5  # of more, there is no room for each number
    numbers = [str(n) if n == 1 or n % every == 0 else "" for n in (atlas.passages[p].number for p in at)]
    figure.update_xaxes(
        tickvals=list(at.values()),
        ticktext=numbers,
        range=[-0.5, len(at) - 0.5],
        side="top",
        fixedrange=True,
        zeroline=False,
        tickangle=0,
    )
    per = Counter(passage for _, passage in found)
    top, most = max(per.items(), key=lambda item: (item[1], -at[item[0]]))
    told = say(
        atlas,
        "actors.passage-most",
        lang,
        passage=_where(atlas, top, lang),
        count=count(atlas, "actors", most, lang),
    )
    if len(columns) < len(view.passages):
        all_ = count(atlas, "passages", len(view.passages), lang)
        told += ". " + say(atlas, "actors.columns", lang, count=number(len(columns), lang), of=all_)
    return _parted(sized(figure, told, 60 + ROW * len(rows)), atlas, columns)


def _parted(figure: go.Figure, atlas: Atlas, columns: Sequence[str]) -> go.Figure:
    """The figure; where its columns belong to several documents, these are parted by lines, and named where
    there is room."""
    parts = [
        (document, len(list(group)))
        for document, group in groupby(columns, key=lambda p: atlas.passages[p].document)
    ]
    if not 1 < len(parts) <= MOST_PARTS:
        return figure
    start = 0
    for document, width in parts:
        if start:
            figure.add_shape(
                type="line",
                x0=start - 0.5,
                x1=start - 0.5,
                y0=0,
                y1=1,
                yref="paper",
                line={"color": "#7F8894", "width": 1},
            )
        if width >= ROOM:
            row = atlas.documents[document]
            title = line(shortened(row.title, round(1.5 * width)), "ar" if row.language == "ar" else "en")
            place = {
                "x": start - 0.5,
                "y": 1,
                "yref": "paper",
                "yshift": 20,
                "xanchor": "left",
                "yanchor": "bottom",
            }
            figure.add_annotation(place, text=title, showarrow=False, font={"size": 12})
        start += width
    return figure.update_layout(height=figure.layout.height + NAMES, margin={"t": NAMES})


def _where(atlas: Atlas, passage: str, lang: Lang) -> str:
    """A passage by its number and, of an added document, the document."""
    row = atlas.passages[passage]
    said = say(atlas, "passage.title", lang, n=row.number)
    return cited(atlas, row.document, lang, said) if is_added(atlas, passage) else said


def _told(atlas: Atlas, actor: str, passage: str, counter: Mapping[str, int], lang: Lang) -> str:
    parts = [
        f"{say(atlas, f'voice.{voice}', lang)}: {number(counter[voice], lang)}"
        for voice in VOICES
        if counter[voice]
    ]
    named = f"{actor_name(atlas, actor, lang)} · {_where(atlas, passage, lang)}"
    return "<br>".join(line(text, lang) for text in (named, *parts))


def matrix(view: View, rows: Sequence[str], lang: Lang) -> go.Figure:
    """A cell per row (side or actor) and topic: how many passages choosing both would give. Picks carry "row
    topic".

    The chosen row and topic are outlined; a cell that would give nothing is left empty.
    """
    atlas, found = view.atlas, cooccurrence(view)
    rows = ordered(atlas, [row for row in rows if any((row, topic) in found for topic in atlas.topics)])
    topics = list(atlas.topics)
    met = [(r, t, found[r, t]) for r in rows for t in topics if (r, t) in found]
    most = max((n for *_, n in met), default=1)
    chosen = view.selection
    thick = [2.5 if r in chosen.actors and t in chosen.topics else 0 for r, t, _ in met]
    figure = go.Figure()
    cells(
        figure,
        [(topics.index(t), rows.index(r)) for r, t, _ in met],
        [number(n, lang) for *_, n in met],
        marker={
            "color": [shade(atlas, 2, n / most) for *_, n in met],
            "line": {"width": thick, "color": colour(atlas, 3)},
        },
        customdata=[[f"cross:{r} {t}"] for r, t, _ in met],
        hovertext=[line(_crossing(atlas, r, t, n, lang), lang) for r, t, n in met],
    )
    if not met:
        return sized(figure, say(atlas, "actors.none", lang), 120)
    rows_axis(figure, [label(atlas, row, lang) for row in rows])
    framed(
        figure,
        [n for n, r in enumerate(rows) if r in atlas.actors and atlas.actors[r].alleged],
        -0.5,
        len(topics) - 0.5,
    )
    names = [line(name(atlas.topics[t], lang), lang) for t in topics]
    figure.update_xaxes(
        tickvals=list(range(len(topics))),
        ticktext=names,
        tickangle=-45,
        side="top",
        ticklabeloverflow="allow",
        range=[-0.5, len(topics) - 0.5],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
    )
    top = max(
        (c for c in met if not (c[0] in atlas.actors and atlas.actors[c[0]].alleged)),
        key=lambda c: c[2],
        default=met[0],
    )
    sized(figure, _crossing(atlas, *top, lang, "actors.crossed-most"), 190 + ROW * len(rows))
    return figure.update_layout(margin_r=120)  # the last names lean over the edge


def _crossing(atlas: Atlas, row: str, topic: str, n: int, lang: Lang, key: str = "actors.crossed") -> str:
    return say(
        atlas,
        key,
        lang,
        name=actor_name(atlas, row, lang),
        topic=name(atlas.topics[topic], lang),
        count=count(atlas, "passages", n, lang),
    )


def never_named(view: View, found: Mapping[str, NeverNamed], lang: Lang, most: int = 14) -> go.Figure:
    """A bar per body or actor that the documents never name: in how many aid records and, hatched, events it
    appears."""
    atlas = view.atlas
    rows = list(found)[:most]
    figure = go.Figure()
    counts = {"aid": [len(found[r].records) for r in rows], "events": [len(found[r].events) for r in rows]}
    for n, (key, numbers) in enumerate(counts.items(), start=1):
        figure.add_bar(
            x=numbers,
            y=list(range(len(rows))),
            orientation="h",
            name=say(atlas, f"actors.in-{key}", lang),
            marker={"color": colour(atlas, n), "pattern": {"shape": "" if key == "aid" else "/"}},
            text=[number(c, lang) if c else "" for c in numbers],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            customdata=[[focus_of(atlas, r) if r in atlas.entities else f"body:{r}"] for r in rows],
            hovertemplate="%{y}: %{x}<extra>%{fullData.name}</extra>",
        )
    if not rows:
        return sized(figure, say(atlas, "actors.all-named", lang), 120)
    rows_axis(figure, [line(who(atlas, row, lang), lang) for row in rows])
    figure.update_xaxes(dtick=5, side="top", fixedrange=True)
    figure.update_layout(
        barmode="stack", bargap=0.25, legend={"orientation": "h", "y": -0.01, "traceorder": "normal"}
    )
    donors = {body: len(entry.aid["donor"]) for body, entry in found.items() if entry.aid.get("donor")}
    top = sorted(donors, key=lambda body: -donors[body])[:1]
    title = say(atlas, "actors.unnamed", lang, count=count(atlas, "names", len(found), lang))
    if top:
        donor, records = who(atlas, top[0], lang), count(atlas, "records", donors[top[0]], lang)
        title += " " + say(
            atlas,
            "actors.unnamed-donor",
            lang,
            donor=donor,
            records=records,
            donors=number(len(donors), lang),
        )
    return sized(figure, title, 90 + ROW * len(rows))


def who(atlas: Atlas, key: str, lang: Lang) -> str:
    """A body of the aid records or an entity, by name."""
    return name(atlas.entities.get(key) or atlas.bodies[key], lang)
