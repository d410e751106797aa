"""Several documents side by side as safe HTML: what each says of the subject that is picked, who speaks of
what, and the figures that stand in several of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.compare.comparison import Comparison
from data.compare.decisions import decided_pairs
from data.compare.groups import FigureGroup, figure_groups
from data.compare.subjects import Said, Subject, said_of, shared_subjects
from data.i18n import Text
from data.index.ranking import snippet
from data.query.selection import focus_of
from data.query.value_names import SIGNS
from data.tables.model import Statement
from ui.html.comparison.pair import comparison, figure_quote, quoted_side
from ui.html.headings import document_title_html
from ui.html.passages import Highlight
from ui.html.templating import TEMPLATES
from ui.sentences.comparisons import pair_label
from ui.sentences.editions import own_work

QUOTED = 4  # passages of a document that are quoted on a subject


def on_subject(atlas: Atlas, documents: tuple[str, ...], focus: str, t: Text) -> str:
    """What each document says of the subject in focus, one column each; how one is picked, where none is."""
    kind, _, key = focus.partition(":")
    tables = {"event": (atlas.events, "title"), "statement": (atlas.statements, "says")}
    table, field = tables.get(kind, (atlas.entities, "name"))
    if key not in table:
        return Markup('<p class="d-lead">{}</p>').format(t("compare.subject-hint"))
    said = said_of(atlas, documents, kind, key)
    speaking = sum(bool(one.spans or one.statements) for one in said)
    return TEMPLATES.get_template("comparison_subject.html").render(
        t=t,
        title=t("compare.subject", subject=t.name(table[key], field)),
        answer=t("compare.subject-answer", some=t.number(speaking), all=t.number(len(said))),
        columns=[_column(atlas, one, t) for one in said],
        decided=_decided(atlas, said, t),
    )


def with_overview(
    atlas: Atlas, documents: tuple[str, ...], t: Text, found: Comparison, head: str = ""
) -> str:
    """The first two documents in detail, under a head of their own where they have one, and the overview: of
    more than two, what all of them say comes first."""
    parts = [comparison(atlas, found, t, head), overview(atlas, documents, t)]
    return "".join(reversed(parts) if len(documents) > 2 else parts)


def overview(atlas: Atlas, documents: tuple[str, ...], t: Text) -> str:
    """Which document speaks of which place, actor, event and statement, and in how many passages; for more
    than two, the figures that several of them give as well."""
    found = shared_subjects(atlas, documents)
    rows = {
        "places": [(focus_of(atlas, s.key), t.name(atlas.entities[s.key]), s) for s in found.places],
        "actors": [(focus_of(atlas, s.key), t.name(atlas.entities[s.key]), s) for s in found.actors],
        "events": [(f"event:{s.key}", t.name(atlas.events[s.key], "title"), s) for s in found.events],
        "said": [(f"statement:{s.key}", _says(atlas, s, t), s) for s in found.statements],
    }
    groups = figure_groups(atlas, documents) if len(documents) > 2 else ()
    return TEMPLATES.get_template("comparison_overview.html").render(
        t=t,
        titles=[document_title_html(atlas, atlas.documents[key], t) for key in documents],
        rows=rows,
        groups=[_group(atlas, group, t) for group in groups],
        several=len(documents) > 2,
    )


def several_head(atlas: Atlas, documents: tuple[str, ...], t: Text) -> str:
    """The answer for more than two documents: the head of the page; "" for two."""
    html = Markup('<p class="d-shown d-answer" role="status">{}</p>')
    return html.format(several_answer(atlas, documents, t)) if len(documents) > 2 else ""


def several_answer(atlas: Atlas, documents: tuple[str, ...], t: Text) -> str:
    """What all of several documents name, and how many figures agree or differ, in words."""
    found, groups = shared_subjects(atlas, documents), figure_groups(atlas, documents)
    outcomes = Counter(group.outcome for group in groups)
    return t(
        "compare.answer-several",
        documents=t.number(len(documents)),
        places=t.count("places", sum(all(s.times) for s in found.places)),
        actors=t.count("actors", sum(all(s.times) for s in found.actors)),
        same=t.number(outcomes["same"]),
        differ=t.number(outcomes["differ"]),
    )


def _says(atlas: Atlas, subject: Subject, t: Text) -> str:
    row = atlas.statements[subject.key]
    return f"{SIGNS[row.assessment]} {t.name(row, 'says')}"


def _column(atlas: Atlas, said: Said, t: Text) -> dict[str, Any]:
    """What a document says of a subject: the passages with the words marked, and its statements."""
    passages = said.passages
    return {
        "title": document_title_html(atlas, atlas.documents[said.document], t),
        "quotes": [_quotation(atlas, said, passage, t) for passage in passages[:QUOTED]],
        "more": t.count("passages", len(passages) - QUOTED) if len(passages) > QUOTED else "",
        "statements": [_statement(atlas, row, t) for row in said.statements],
    }


def _quotation(atlas: Atlas, said: Said, passage: str, t: Text) -> dict[str, Any]:
    spans = [(s.start, s.end) for s in said.spans if s.passage == passage and s.start < s.end]
    cut = snippet(atlas.texts[passage], spans)
    marks = [
        Highlight(max(a, cut[0]), min(b, cut[1]), "m-figure") for a, b in spans if a < cut[1] and b > cut[0]
    ]
    return quoted_side(atlas, passage, marks, cut, t)


def _statement(atlas: Atlas, row: Statement, t: Text) -> dict[str, str]:
    return {
        "id": row.id,
        "sign": SIGNS[row.assessment],
        "says": t.name(row, "says"),
        "value": t.name(row, "value"),
        "own": own_work(atlas, row, t),
    }


def _decided(atlas: Atlas, said: Sequence[Said], t: Text) -> list[str]:
    """What people decided of pairs of passages that speak of the subject."""
    shown = {span.passage for one in said for span in one.spans}
    rows = (row for row in decided_pairs(atlas).values() if {row.one, row.other} <= shown)
    return [t("compare.decided", what=pair_label(atlas, row.id, t)) for row in rows]


def _group(atlas: Atlas, group: FigureGroup, t: Text) -> dict[str, Any]:
    return {
        "outcome": group.outcome,
        "note": t(
            "compare.near-several", names=t.conjunction([t.name(atlas.entities[key]) for key in group.near])
        ),
        "sides": [figure_quote(atlas, figure, t) if figure else None for figure in group.figures],
    }
