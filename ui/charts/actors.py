"""Charts of who is named where: mentions by voice, mentions by passage, actors crossed with topics, and who
is never named.

Alleged actors stand last, in dashed frames, labelled "as the article says". Each finding is computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from data.atlas.atlas import Atlas
from data.facts.locator import passage_title
from data.facts.origin import body_name, is_added
from data.i18n import Text, shorten
from data.query.actors import NeverNamed, by_voice, cooccurrence, counts_by_actor_and_passage, top_passages
from data.query.selection import focus_of
from data.query.value_names import actor_name
from data.query.view import View
from data.tables.vocab import ROLES, VOICES
from ui.charts.spec import ARTICLE, OTHERS, RECORDS, Axis, Bar, Bars, Cell, Chart, Matrix, Part, Swatch

COLUMNS = 60  # passages that can be told apart
MOST_PARTS, ROOM = 12, 5  # documents that can be told apart; columns that have room for a name
MOST_UNNAMED = 14  # that are shown


def actor_label(atlas: Atlas, key: str, t: Text) -> str:
    """An actor or side; an alleged one says that only the article speaks of it."""
    called = actor_name(atlas, key, t)
    return t("actors.alleged", name=called) if _is_alleged(atlas, key) else called


def mentions_chart(view: View, t: Text) -> Chart:
    """A bar per actor: its mentions in the writer's own words and, hatched, in words of others. Picks carry
    the actor."""
    atlas, counts = view.atlas, by_voice(view)
    rows, heads = _ordered(atlas, counts), [t(f"voice.{voice}") for voice in VOICES]
    who, passages = t("column.name"), t("column.passages-shown")
    values = [[counts[actor][voice] for actor in rows] for voice in VOICES]
    return Bars(
        lang=t.lang,
        finding=_most_mentioned(atlas, rows, counts, t) if rows else t("actors.none"),
        legend=_legend(heads, ARTICLE),
        details=tuple(
            {who: actor_label(atlas, actor, t)}
            | {head: counts[actor][voice] for voice, head in zip(VOICES, heads, strict=True)}
            | {passages: view.counts.get(actor, 0)}
            for actor in counts
        ),
        rows=_pairs(
            [(actor_label(atlas, a, t), focus_of(atlas, a)) for a in rows], heads, values, ARTICLE, t
        ),
        axis=Axis("count"),
        framed=_alleged(atlas, rows),
    )


def _most_mentioned(
    atlas: Atlas, rows: Sequence[str], counts: Mapping[str, Mapping[str, int]], t: Text
) -> str:
    key = "actors.mentions-few" if len(rows) < 3 else "actors.mentions-most"
    values = {voice: t.number(counts[rows[0]][voice]) for voice in VOICES}
    return t(key, name=actor_name(atlas, rows[0], t), **values)


def by_passages(view: View, t: Text) -> Chart:
    """A cell per actor and passage (where there are many, the COLUMNS that name most), darker with more
    mentions; an empty frame where only others speak. Picks carry the passage."""
    atlas, columns = view.atlas, top_passages(view, COLUMNS)
    found, at = counts_by_actor_and_passage(view, columns), {passage: n for n, passage in enumerate(columns)}
    rows = _ordered(atlas, (actor for actor in by_voice(view) if any((actor, p) in found for p in columns)))
    most = max((counter.total() for counter in found.values()), default=1)
    cells = (
        Cell(
            rows.index(actor),
            at[passage],
            counter.total(),
            counter.total() / most if counter["author"] else 0,
            _voiced(atlas, actor, passage, counter, t),
            (f"passage:{passage}",),
            ringed=not counter["author"],
        )
        for (actor, passage), counter in found.items()
    )
    return Matrix(
        lang=t.lang,
        finding=_most_naming(view, found, columns, t) if found else t("actors.none"),
        details=_counted(view, found, columns, t),
        rows=tuple(actor_label(atlas, actor, t) for actor in rows),
        columns=tuple(str(atlas.passages[passage].number) for passage in columns),
        cells=tuple(cells),
        colour=ARTICLE,
        ring=OTHERS,
        parts=_parts(atlas, columns),
        framed=_alleged(atlas, rows),
    )


def _counted(
    view: View, counts: Mapping[tuple[str, str], Counter[str]], columns: Sequence[str], t: Text
) -> tuple[Mapping[str, str | int], ...]:
    """A row per actor, a column per passage: by its number or, of several documents, its id."""
    atlas = view.atlas
    several = len({atlas.passages[passage].document for passage in columns}) > 1
    heads = {p: p if several else str(atlas.passages[p].number) for p in columns}
    return tuple(
        {t("column.name"): actor_label(atlas, actor, t)}
        | {head: counts[actor, p].total() if (actor, p) in counts else 0 for p, head in heads.items()}
        for actor in by_voice(view)
    )


def _most_naming(
    view: View, counts: Mapping[tuple[str, str], Counter[str]], columns: Sequence[str], t: Text
) -> str:
    """The passage that names most actors and, where passages are left out, how many are shown."""
    atlas, per = view.atlas, Counter(passage for _, passage in counts)
    top = max(columns, key=lambda passage: per[passage])
    values = {"passage": _where(atlas, top, t), "count": t.count("actors", per[top])}
    finding = t("actors.passage-most", **values)
    if len(columns) == len(view.passages):
        return finding
    of = t.count("passages", len(view.passages))
    return f"{finding}. {t('actors.columns', count=t.number(len(columns)), of=of)}"


def _parts(atlas: Atlas, columns: Sequence[str]) -> tuple[Part, ...]:
    """The documents to which columns belong, where they are several, named where there is room."""
    groups = groupby(enumerate(columns), key=lambda column: atlas.passages[column[1]].document)
    parts = [(document, [n for n, _ in group]) for document, group in groups]
    if not 1 < len(parts) <= MOST_PARTS:
        return ()
    named = []
    for document, own in parts:
        row = atlas.documents[document]
        title = shorten(row.title, round(1.5 * len(own))) if len(own) >= ROOM else ""
        named.append(Part(own[0], title, "ar" if row.language == "ar" else "en"))
    return tuple(named)


def _where(atlas: Atlas, passage: str, t: Text) -> str:
    """A passage by its number and, of an added document, the document."""
    title = passage_title(atlas, passage, t)
    document = atlas.documents[atlas.passages[passage].document]
    return t.citation(document, title) if is_added(atlas, passage) else title


def _voiced(atlas: Atlas, actor: str, passage: str, counter: Mapping[str, int], t: Text) -> tuple[str, ...]:
    """An actor in a passage, in lines: which, where, and how often in whose words."""
    voices = (f"{t(f'voice.{voice}')}: {t.number(counter[voice])}" for voice in VOICES if counter[voice])
    return (f"{actor_name(atlas, actor, t)} · {_where(atlas, passage, t)}", *voices)


def topics_matrix(view: View, keys: Iterable[str], t: Text) -> Chart:
    """A cell per row (side or actor) and topic: how many passages choosing both would give. Picks carry "row
    topic".

    The chosen row and topic are ringed; a cell that would give nothing is left empty."""
    atlas, found, chosen = view.atlas, cooccurrence(view), view.selection
    named = [key for key in keys if any((key, topic) in found for topic in atlas.topics)]
    rows, topics = _ordered(atlas, named), list(atlas.topics)
    met = [(row, topic, found[row, topic]) for row in rows for topic in topics if (row, topic) in found]
    most = max((n for *_, n in met), default=1)
    cells = (
        Cell(
            rows.index(row),
            topics.index(topic),
            n,
            n / most,
            (_crossing(atlas, row, topic, n, t),),
            (f"cross:{row} {topic}",),
            ringed=row in chosen.actors and topic in chosen.topics,
        )
        for row, topic, n in met
    )
    top = max(
        (c for c in met if not _is_alleged(atlas, c[0])), key=lambda c: c[2], default=met[0] if met else None
    )
    details = (
        {t("column.name"): actor_name(atlas, row, t)}
        | {t.name(topic): found.get((row, key), 0) for key, topic in atlas.topics.items()}
        for row in named
    )
    return Matrix(
        lang=t.lang,
        finding=_crossing(atlas, *top, t, "actors.crossed-most") if top else t("actors.none"),
        details=tuple(details),
        rows=tuple(actor_label(atlas, row, t) for row in rows),
        columns=tuple(t.name(atlas.topics[topic]) for topic in topics),
        cells=tuple(cells),
        colour=ARTICLE,
        ring=RECORDS,
        named=True,
        framed=_alleged(atlas, rows),
    )


def _crossing(atlas: Atlas, row: str, topic: str, n: int, t: Text, key: str = "actors.crossed") -> str:
    values = {"name": actor_name(atlas, row, t), "topic": t.name(atlas.topics[topic])}
    return t(key, **values, count=t.count("passages", n))


def never_named_chart(view: View, absentees: Mapping[str, NeverNamed], t: Text) -> Chart:
    """A bar per body or actor that the documents never name: in how many aid records and, hatched, events it
    appears."""
    atlas, rows = view.atlas, list(absentees)[:MOST_UNNAMED]
    heads = [t(f"actors.in-{key}") for key in ("aid", "events")]
    values = [[len(absentees[row].records) for row in rows], [len(absentees[row].events) for row in rows]]
    picks = [focus_of(atlas, row) if row in atlas.entities else f"body:{row}" for row in rows]
    details = (
        {t("column.name"): who(atlas, key, t)}
        | {t(f"column.{role}"): len(entry.aid.get(role, ())) for role in ROLES}
        | {t("panel.events"): len(entry.events)}
        for key, entry in absentees.items()
    )
    labels = [who(atlas, row, t) for row in rows]
    return Bars(
        lang=t.lang,
        finding=_unnamed(atlas, absentees, t) if rows else t("actors.all-named"),
        legend=_legend(heads, RECORDS),
        details=tuple(details),
        rows=_pairs(list(zip(labels, picks, strict=True)), heads, values, RECORDS, t),
        axis=Axis("count"),
    )


def _unnamed(atlas: Atlas, absentees: Mapping[str, NeverNamed], t: Text) -> str:
    """How many are never named, and the donor with most records among them."""
    finding = t("actors.unnamed", count=t.count("names", len(absentees)))
    donors = {body: len(entry.aid["donor"]) for body, entry in absentees.items() if entry.aid.get("donor")}
    if not donors:
        return finding
    top = max(donors, key=lambda body: donors[body])
    values = {"donor": who(atlas, top, t), "records": t.count("records", donors[top])}
    most = t("actors.unnamed-donor", **values, donors=t.number(len(donors)))
    return f"{finding} {most}"


def who(atlas: Atlas, key: str, t: Text) -> str:
    """A body of the aid records or an entity, by name."""
    return t.name(atlas.entities[key]) if key in atlas.entities else body_name(atlas, key, t)


def _pairs(
    rows: Sequence[tuple[str, str]],
    series: Sequence[str],
    values: Sequence[Sequence[int]],
    colour: int,
    t: Text,
) -> tuple[Bar, ...]:
    """Two bars in each row (its label, what a pick carries): the first series in `colour`, and beside it,
    hatched, the second."""
    return tuple(
        Bar(
            label,
            n,
            t.number(n) if n else "",
            (pick,),
            (colour, OTHERS)[at],
            hatched=at == 1,
            series=called,
        )
        for at, (called, numbers) in enumerate(zip(series, values, strict=True))
        for (label, pick), n in zip(rows, numbers, strict=True)
    )


def _legend(series: Sequence[str], colour: int) -> tuple[Swatch, ...]:
    return Swatch(series[0], colour), Swatch(series[1], OTHERS, "hatched")


def _is_alleged(atlas: Atlas, key: str) -> bool:
    return key in atlas.actors and atlas.actors[key].alleged


def _ordered(atlas: Atlas, keys: Iterable[str]) -> list[str]:
    """The same keys, alleged actors last."""
    return sorted(keys, key=lambda key: _is_alleged(atlas, key))


def _alleged(atlas: Atlas, rows: Sequence[str]) -> tuple[int, ...]:
    return tuple(n for n, row in enumerate(rows) if _is_alleged(atlas, row))
