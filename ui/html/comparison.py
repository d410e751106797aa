"""Two documents side by side as safe HTML: the answer in a line, copied passages, figures, dates, statements
and names."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.compare.comparison import Comparison, NamedEntities, StatementPair
from data.compare.copies import Copy, Side
from data.compare.decisions import decisions, suggested_spans
from data.compare.figures import FigurePair
from data.facts.alignment import translated_into
from data.facts.locator import passage_title
from data.i18n import Text
from data.index.ranking import snippet
from data.query.selection import focus_of
from data.query.value_names import SIGNS
from data.tables.model import Figure
from ui.html.headings import document_title_html
from ui.html.passages import Highlight, highlighted
from ui.html.templating import TEMPLATES
from ui.sentences.editions import translation_label

NAMED_BY = ("both", "one", "other")


def comparison(atlas: Atlas, found: Comparison, t: Text) -> str:
    """All but the answer."""
    return TEMPLATES.get_template("comparison.html").render(
        t=t,
        documents=[(by, document_title_html(atlas, atlas.documents[key], t)) for by, key in _pair(found)],
        copies=[_copy(atlas, copy, t) for copy in found.copies],
        figures=[(kind, [_figures(atlas, pair, t) for pair in pairs]) for kind, pairs in _sorted(found)],
        dates=[_figures(atlas, pair, t) for pair in found.dates],
        statements=[_statement(pair, t) for pair in found.statements],
        names=[(kind, _names(atlas, names, t)) for kind, names in _named(found)],
    )


def comparison_head(atlas: Atlas, found: Comparison, t: Text) -> str:
    """What both name, and how many figures and passages agree or differ: the head of the page."""
    number = sum(frozenset(suggested_spans(pair)) in decisions(atlas) for pair in found.pairs)
    more = t("compare.decided-count", decided=t.number(number)) if number else ""
    html = Markup('<p class="d-shown d-answer" role="status">{} <span>{}</span></p>')
    return html.format(sentence(found, t), more)


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


def comparison_legend(t: Text) -> str:
    """What the points of the map mean here."""
    macros: Any = TEMPLATES.get_template("comparison_legend.html").module
    return str(macros.legend(NAMED_BY, t))


def _pair(found: Comparison) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("one", found.one), ("other", found.other)


def decided(atlas: Atlas, pair: Copy | FigurePair, t: Text) -> str:
    """What a person decided of a pair, why and who; "" where nobody has."""
    row = decisions(atlas).get(frozenset(suggested_spans(pair)))
    if row is None:
        return ""
    reason = t(f"compare.reason-{row.reason}") if row.reason else ""
    parts = (t(f"compare.verdict-{row.verdict}"), reason, t.name(row, "note"), row.by)
    return t("compare.decided", what=t.series(filter(None, parts)))


def _sorted(found: Comparison) -> tuple[tuple[str, tuple[FigurePair, ...]], ...]:
    return ("differ", found.differing), ("same", found.agreeing)


def _named(found: Comparison) -> tuple[tuple[str, NamedEntities], ...]:
    return ("places", found.places), ("actors", found.actors)


def _copy(atlas: Atlas, copy: Copy, t: Text) -> dict[str, Any]:
    return {
        "note": t("compare.alike", share=t.number(100 * copy.alike)),
        "decided": decided(atlas, copy, t),
        "sides": [_side(atlas, side, t) for side in (copy.one, copy.other)],
    }


def _side(atlas: Atlas, side: Side, t: Text) -> dict[str, Any]:
    """The words of one side, those that the other has otherwise marked."""
    marks = [Highlight(start, end, "m-differing") for start, end in side.differing]
    return _quote(atlas, side.passage, marks, (side.start, side.end), t)


def _figures(atlas: Atlas, pair: FigurePair, t: Text) -> dict[str, Any]:
    return {
        "note": t("compare.near", names=t.conjunction([t.name(atlas.entities[key]) for key in pair.near])),
        "decided": decided(atlas, pair, t),
        "sides": [_figure(atlas, figure, t) for figure in (pair.one, pair.other)],
    }


def _figure(atlas: Atlas, figure: Figure, t: Text) -> dict[str, Any]:
    """A figure in the words around it."""
    text = atlas.texts[figure.passage]
    cut = snippet(text, [(figure.start, figure.end)])
    marks = [Highlight(figure.start, figure.end, "m-figure")]
    return _quote(atlas, figure.passage, marks, cut, t) | {"figure": text[figure.start : figure.end]}


def _quote(
    atlas: Atlas, passage: str, marks: list[Highlight], cut: tuple[int, int], t: Text
) -> dict[str, Any]:
    """Words of a passage exactly as they stand, and where they stand."""
    text, language = atlas.texts[passage], atlas.documents[atlas.passages[passage].document].language
    return {
        "passage": passage,
        "title": passage_title(atlas, passage, t),
        "lang": language,
        "before": cut[0] > 0,
        "html": highlighted(text, marks, *cut),
        "after": cut[1] < len(text),
        "translation": atlas.translations[passage] if translated_into(atlas, passage) == t.lang else "",
        "translation_label": translation_label(atlas, passage, t),
    }


def _statement(pair: StatementPair, t: Text) -> dict[str, Any]:
    statement = pair.statement
    own = {"id": statement.id, "sign": SIGNS[statement.assessment], "says": t.name(statement, "says")}
    counterpart = pair.counterpart
    other = (
        {"id": counterpart.id, "sign": SIGNS[counterpart.assessment], "says": t.name(counterpart, "says")}
        if counterpart
        else None
    )
    return own | {"beside": other}


def _names(atlas: Atlas, names: NamedEntities, t: Text) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Who names it -> pick, id and name of each, in the reader's language."""
    return [
        (by, [(focus_of(atlas, key), key, t.name(atlas.entities[key])) for key in getattr(names, by)])
        for by in NAMED_BY
    ]
