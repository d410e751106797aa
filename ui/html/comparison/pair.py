"""Two documents side by side as safe HTML: the answer in a line, copied passages, figures, dates, statements
and names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.compare.comparison import Comparison, NamedEntities, StatementPair
from data.compare.copies import Copy, Side
from data.compare.decisions import SuggestedPair, decisions, suggested_spans
from data.compare.figures import FigurePair
from data.facts.alignment import translated_into
from data.facts.locator import passage_title
from data.i18n import Text
from data.index.ranking import snippet
from data.query.selection import focus_of
from data.query.value_names import SIGNS
from data.tables.model import Figure
from ui.html.headings import case_line, document_title_html
from ui.html.passages import Highlight, highlight_marks
from ui.html.templating import TEMPLATES
from ui.sentences.editions import translation_label

NAMED_BY = ("both", "one", "other")
NAMED_BY_SEVERAL = ("all", "some", "single")


def comparison(atlas: Atlas, found: Comparison, t: Text, head: str = "") -> str:
    """All but the answer. head: the answer as safe HTML, where it does not stand at the head of the page, as
    more than two documents stand side by side."""
    return TEMPLATES.get_template("comparison.html").render(
        t=t,
        head=head,
        documents=[(by, document_title_html(atlas, atlas.documents[key], t)) for by, key in _pair(found)],
        copies=[_copy(atlas, copy, t) for copy in found.copies],
        figures=[(kind, [_figures(atlas, pair, t) for pair in pairs]) for kind, pairs in _sorted(found)],
        dates=[_figures(atlas, pair, t) for pair in found.dates],
        statements=[_statement(atlas, pair, t) for pair in _listed(found)],
        names=[(kind, _names(atlas, names, t)) for kind, names in _named(found)],
    )


def comparison_head(atlas: Atlas, found: Comparison, t: Text) -> str:
    """What both name, and how many figures and passages agree or differ: the head of the page."""
    number = sum(frozenset(suggested_spans(pair)) in decisions(atlas) for pair in found.pairs)
    more = t("compare.decided-count", decided=t.number(number)) if number else ""
    html = Markup('{}<p class="d-shown d-answer" role="status">{} <span>{}</span></p>')
    return html.format(case_line(atlas.case, t), sentence(found, t), more)


def sentence(found: Comparison, t: Text) -> str:
    """The answer in words."""
    return t(
        "compare.answer",
        places=t.count("places", len(found.places.both)),
        actors=t.count("actors", len(found.actors.both)),
        same=t.number(len(found.agreeing)),
        differ=t.number(len(found.differing)),
        copies=t.number(len(found.copies)),
    )


def comparison_legend(t: Text, *, several: bool = False) -> str:
    """What the points of the map mean here; several: of more than two documents."""
    macros: Any = TEMPLATES.get_template("comparison_legend.html").module
    return str(macros.legend(NAMED_BY_SEVERAL if several else NAMED_BY, t))


def _pair(found: Comparison) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("one", found.one), ("other", found.other)


def decision_line(atlas: Atlas, pair: SuggestedPair, t: Text) -> str:
    """What a person decided of a pair, why and who; "" where nobody has."""
    row = decisions(atlas).get(frozenset(suggested_spans(pair)))
    if row is None:
        return ""
    reason = t(f"compare.reason-{row.reason}") if row.reason else ""
    parts = (t(f"compare.verdict-{row.verdict}"), reason, t.name(row, "note"), row.by)
    return t("compare.decided", what=t.series(filter(None, parts)))


def _sorted(found: Comparison) -> tuple[tuple[str, tuple[FigurePair, ...]], ...]:
    return ("differ", found.differing), ("same", found.agreeing)


def _listed(found: Comparison) -> Iterable[StatementPair]:
    """The statements, one whose words are copied in several stretches once."""
    return {tuple(s.id for s in pair.statements): pair for pair in found.statements}.values()


def _named(found: Comparison) -> tuple[tuple[str, NamedEntities], ...]:
    return ("places", found.places), ("actors", found.actors)


def _copy(atlas: Atlas, copy: Copy, t: Text) -> dict[str, Any]:
    return {
        "note": t("compare.alike", share=t.number(100 * copy.alike)),
        "decided": decision_line(atlas, copy, t),
        "sides": [_side(atlas, side, t) for side in (copy.one, copy.other)],
    }


def _side(atlas: Atlas, side: Side, t: Text) -> dict[str, Any]:
    """The words of one side, those that the other has otherwise marked."""
    marks = [Highlight(start, end, "m-differing") for start, end in side.differing]
    return quoted_side(atlas, side.passage, marks, (side.start, side.end), t)


def _figures(atlas: Atlas, pair: FigurePair, t: Text) -> dict[str, Any]:
    return {
        "note": t("compare.near", names=t.conjunction([t.name(atlas.entities[key]) for key in pair.near])),
        "decided": decision_line(atlas, pair, t),
        "sides": [figure_quote(atlas, figure, t) for figure in (pair.one, pair.other)],
    }


def figure_quote(atlas: Atlas, figure: Figure, t: Text) -> dict[str, Any]:
    """A figure in the words around it."""
    text = atlas.texts[figure.passage]
    cut = snippet(text, [(figure.start, figure.end)])
    marks = [Highlight(figure.start, figure.end, "m-figure")]
    return quoted_side(atlas, figure.passage, marks, cut, t) | {"figure": text[figure.start : figure.end]}


def quoted_side(
    atlas: Atlas, passage: str, marks: list[Highlight], cut: tuple[int, int], t: Text
) -> dict[str, Any]:
    """Words of a passage exactly as they stand, and where they stand."""
    text, language = atlas.texts[passage], atlas.documents[atlas.passages[passage].document].language
    return {
        "passage": passage,
        "title": passage_title(atlas, passage, t),
        "lang": language,
        "before": cut[0] > 0,
        "html": highlight_marks(text, marks, *cut),
        "after": cut[1] < len(text),
        "translation": atlas.translations[passage] if translated_into(atlas, passage) == t.lang else "",
        "translation_label": translation_label(atlas, passage, t),
    }


def _statement(atlas: Atlas, pair: StatementPair, t: Text) -> dict[str, Any]:
    """A statement, what it shares with the other document, and its counterpart there."""
    own, *others = (
        {
            "id": statement.id,
            "sign": SIGNS[statement.assessment],
            "says": t.name(statement, "says"),
            "value": t.name(statement, "value"),
        }
        for statement in pair.statements
    )
    beside = others[0] if others else None
    return own | {
        "shared": pair.shared,
        "beside": beside,
        "decided": decision_line(atlas, pair, t) if beside else "",
    }


def _names(atlas: Atlas, names: NamedEntities, t: Text) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Who names it -> pick, id and name of each, in the reader's language."""
    return [
        (by, [(focus_of(atlas, key), key, t.name(atlas.entities[key])) for key in getattr(names, by)])
        for by in NAMED_BY
    ]
