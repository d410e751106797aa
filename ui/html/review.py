"""A document under review as safe HTML: its passages, and every suggested mark as something to pick, by its
state."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from data.annotate.unknown.guess import guess_of
from data.annotate.world_places import WorldPlace, world_place
from data.atlas.atlas import Atlas
from data.documents.review.suggestion import Suggestion
from data.documents.schema import Entry
from data.facts.locator import passage_title
from data.i18n import Text, shorten
from data.tables.model import Authority, Entity, Evidence, Statement
from data.text.dates.dates import valid_date
from data.text.figures.duals import may_be_dual
from data.text.normalize import fold
from data.text.units import MEASURES
from ui.html.passages import Highlight as Span
from ui.html.passages import highlight_marks, type_kind
from ui.html.templating import TEMPLATES

PAGE = 40  # passages shown at a time
KEPT = 800  # passages whose HTML is kept: an answer changes few of those that are shown
CURRENCY = re.compile("[A-Z]{3}")  # ISO 4217
DATED = ("day", "month", "year")  # how precise a date is


def review_page_of(suggestions: Sequence[Suggestion], current: int) -> int:
    """Number of the first passage of the page that holds the current mark."""
    return suggestions[current].passage // PAGE * PAGE if current >= 0 else 0


def row_of_id(atlas: Atlas, what: str) -> Entity | Authority | WorldPlace | None:
    """The row of an id that a mark may mean: an entity of the atlas, or an authority or place of the world
    that becomes one when it is accepted. None for no known id."""
    return atlas.entities.get(what) or atlas.authorities.get(what) or world_place(what)


def meaning_name(atlas: Atlas, what: str, t: Text) -> str:
    """The name of an id that a mark may mean; of a place of the world with its country, if it
    is in one. Words that say so where nothing is known by it."""
    row = row_of_id(atlas, what)
    if isinstance(row, WorldPlace) and row.country:
        return t("review.place-in", place=t.name(row), country=t.country(row.country))
    return t.name(row) if row else t("review.unknown")


def mark_label(atlas: Atlas, mark: Suggestion, t: Text) -> str:
    """What the words of a mark are said to be, in the reader's language."""
    if mark.kind == "topic":
        return (
            t("review.topic", name=t.name(atlas.topics[mark.what]))
            if mark.what in atlas.topics
            else mark.what
        )
    if mark.kind == "figure":
        return t("review.figure", value=figure_value(mark.more or {}, t))
    who = meaning_name(atlas, mark.what, t)
    if mark.kind != "speech":
        return who
    if not row_of_id(atlas, mark.what):  # as it is written; nobody where the text names none
        as_written = (mark.more or {}).get("attribution")
        who = as_written or (who if mark.unknown else t("review.nobody"))
    return t("review.speech", name=who)


def figure_value(more: Mapping[str, Any], t: Text) -> str:
    """What a figure comes to, with its unit: a date and a sum of money in words, other numbers with
    separators."""
    value, unit = more.get("value") or "", more.get("unit") or ""
    if not value:
        return " ".join(filter(None, (t("review.no-value"), f"({unit})" if CURRENCY.fullmatch(unit) else "")))
    ends = value.split("/")
    if unit in DATED and all(valid_date(f"2000{end[1:]}" if end.startswith("--") else end) for end in ends):
        return "–".join(map(t.date, ends))
    try:
        amount = float(value)
    except ValueError:  # a range
        return " ".join(filter(None, (value, unit)))
    if CURRENCY.fullmatch(unit):
        return t.currency_amount(amount, unit)
    if amount.is_integer() and (span := _counted(int(amount), unit, t)):
        return span
    if unit == "%":
        return f"{t.number(amount, 2)}%"
    dual = value == "2" and may_be_dual(fold(unit).text)  # the word is number and noun in one: 2 (جملتين)
    return " ".join(filter(None, (t.number(amount, 2), f"({unit})" if dual else _unit_name(unit, t))))


def _unit_name(unit: str, t: Text) -> str:
    """A unit of measure as a reader's language abbreviates it, squares and cubes too; the noun that is
    counted, as written."""
    plain = unit.rstrip("²³")
    return t(f"unit.{plain.lower().replace('/', '-')}") + unit[len(plain) :] if plain in MEASURES else unit


def _counted(n: int, unit: str, t: Text) -> str:
    """So many of a unit that is a noun to be counted; "" for another unit."""
    match unit:
        case "hours":
            return t.count("hours", n)
        case "days":
            return t.count("days", n)
        case "weeks":
            return t.count("weeks", n)
        case "months":
            return t.count("months", n)
        case "years":
            return t.count("years", n)
        case "decades":
            return t.count("decades", n)
        case "centuries":
            return t.count("centuries", n)
        case "times":
            return t.count("times", n)
        case "t":
            return t.count("tonnes", n)
        case "mi":
            return t.count("miles", n)
        case "ft":
            return t.count("feet", n)
        case "ha":
            return t.count("hectares", n)
    return ""


def document(
    atlas: Atlas, own: Entry, suggestions: Sequence[Suggestion], current: int, t: Text, first: int = 0
) -> str:
    """The passages from number `first`, with what was found in them. The current mark is framed; topics stand
    under their passage."""
    texts = own.content.texts[first : first + PAGE]
    own_marks: dict[int, list[_Placed]] = {n: [] for n in range(first, first + len(texts))}
    for at, mark in enumerate(suggestions):
        for passage, start, end in mark.places:
            if passage in own_marks:
                own_marks[passage].append((mark, (start, end), at == current))
    sections = Markup("").join(
        _kept_passage(atlas, text, n, own_marks[n], t) for n, text in enumerate(texts, start=first)
    )
    way = "rtl" if own.document.language == "ar" else "ltr"
    return Markup('<article class="d-review" lang="{}" dir="{}" tabindex="0">{}</article>').format(
        own.document.language, way, sections
    )


_Placed = tuple[Suggestion, tuple[int, int], bool]  # a mark, one of its places, whether it is looked at


_kept: OrderedDict[Any, tuple[Sequence[_Placed], Markup]] = OrderedDict()


def _kept_passage(atlas: Atlas, text: str, number: int, own: Sequence[_Placed], t: Text) -> Markup:
    """The HTML of a passage, made anew where something that it follows from is another."""
    means = (atlas.entities.get(mark.what) for mark, _, _ in own)
    named = tuple(row and (row.type, row.name_en, row.name_ar) for row in means)
    marks = tuple((id(mark), place, here) for mark, place, here in own)  # which are kept, and never change
    key = ((atlas.base or atlas).digest, t.lang, number, text, marks, named)
    if (found := _kept.get(key)) is None:
        found = _kept[key] = (own, _passage(atlas, text, number, own, t))
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found[1]


def _passage(atlas: Atlas, text: str, number: int, own: Sequence[_Placed], t: Text) -> Markup:
    spans = [_span(atlas, m, place, t, here=here) for m, place, here in own if m.kind != "topic"]
    chips = Markup("").join(
        Markup('<button type="button" class="d-chip r-{}{}" data-pick="mark:{}">{}</button>').format(
            m.state, " r-here" if here else "", m.key, mark_label(atlas, m, t)
        )
        for m, _, here in own
        if m.kind == "topic"
    )
    line = (
        Markup('<p class="d-topics" lang="{}" dir="{}">{}</p>').format(
            t.lang, "rtl" if t.lang == "ar" else "ltr", chips
        )
        if chips
        else ""
    )
    body = highlight_marks(text, sorted(spans, key=lambda s: s.css.startswith("r-speech")))
    return Markup(
        '<section class="d-passage"><small class="d-number">{}</small><p class="d-quote">{}</p>{}</section>'
    ).format(number + 1, body, line)


def _span(atlas: Atlas, mark: Suggestion, place: tuple[int, int], t: Text, *, here: bool) -> Span:
    entity = row_of_id(atlas, mark.what) if mark.kind == "mention" else None
    guess = guess_of(mark.unknown) if mark.kind == "mention" else ""
    kind = type_kind(entity.type if entity else guess) if entity or guess else "figure"
    layer = (
        "s" if mark.kind == "speech" else "r"
    )  # speech lies under other marks, and its state must not pass for theirs
    css = (
        f"{'r-speech' if layer == 's' else f'm-{kind}'}"
        f" {layer}-{mark.state}{f' {layer}-here' if here else ''}"
    )
    return Span(*place, css, mark.key, f"mark:{mark.key}", mark_label(atlas, mark, t))


def statement_list(
    atlas: Atlas, rows: Sequence[Statement], loose: Sequence[Statement], here: str, t: Text
) -> str:
    """The statements, first those without evidence (`loose`), each to be picked. here: the id of the one that
    is looked at."""
    lines = [
        {
            "id": row.id,
            "assessment": atlas.statements[row.id].assessment,
            "word": t("ledger.loose") if row in loose else t(f"assessment.{row.assessment}"),
            "says": t.name(row, "says"),
            "here": row.id == here,
        }
        for row in (*loose, *(row for row in rows if row not in loose))
    ]
    return TEMPLATES.get_template("ledger.html").render(t=t, rows=lines, hint=t("ledger.hint"))


def evidence_line(atlas: Atlas, piece: Evidence, t: Text) -> str:
    """What a piece of evidence rests on, in one line: a page with its publisher and date, or a passage."""
    source = atlas.sources[piece.source]
    if piece.passage:
        document = atlas.documents[atlas.passages[piece.passage].document]
        title = shorten(t.document_title(document))
        return t("ledger.cited", title=title, passage=passage_title(atlas, piece.passage, t))
    publisher = atlas.publishers.get(source.publisher or "")
    issued, day = t.name(publisher) if publisher else "", t.date(source.date) if source.date else ""
    return " · ".join(filter(None, (t.source_title(source), issued, day)))
