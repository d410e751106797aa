"""What a reviewer says of a mark, or of words that bear none: a meaning, a value with its unit, a speaker, a
topic, other words. The same rules hold what a dossier brings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, get_args

from data.atlas.atlas import Atlas
from data.documents.errors import Unfit
from data.documents.review.mentions import with_meaning
from data.documents.review.suggestion import Kind, Place, Suggestion
from data.documents.schema import Entry
from data.tables.columns import one_line
from data.tables.vocab import FORMS, MANNERS
from data.text import units
from data.text.figures.figures import FoundFigure, find_figures, is_unit, is_value
from data.text.figures.qualifiers import QUALIFIERS
from data.text.normalize import fold

FIGURE_KINDS: tuple[str, ...] = get_args(units.Kind)
SAID = ("direct", "indirect")  # how words of somebody stand
NOBODY = "-"  # the speaker who takes the place of one who is only described; of others an empty one does
_QUOTES = frozenset('«»“”„"')
FORMS_OF: Mapping[Kind, tuple[str, ...]] = {"mention": FORMS, "speech": MANNERS}  # how words stand
Values = Mapping[str, str]  # what a form says of a mark, by field


def is_sound(mark: Suggestion) -> bool:
    """Can a mark say this of its words, whatever the tables have: a form of its kind, a kind of figure with a
    value, unit and qualifier of that kind?"""
    more = mark.more or {}
    if mark.kind == "figure":
        return (
            mark.what in FIGURE_KINDS
            and mark.value is not None
            and is_unit(mark.what, more.get("unit") or "")
            and (more.get("qualifier") or "") in ("", *QUALIFIERS)
        )
    return mark.kind not in FORMS_OF or mark.form in FORMS_OF[mark.kind]


def new_mark(atlas: Atlas, entry: Entry, kind: Kind, at: Place, values: Values) -> Suggestion:
    """An accepted mark of words that bore none, as a reviewer says what they are. Raises Unfit."""
    return correct_mark(atlas, entry, proposed_mark(entry, kind, at), values)


def proposed_mark(entry: Entry, kind: Kind, at: Place) -> Suggestion:
    """An accepted mark of words that bore none, with what they themselves tell of it: of a figure what the
    reader of figures finds in them or about them, of speech whether it stands in quotation marks."""
    passage, start, _end = at
    what, more = "", dict[str, Any]()
    if kind == "speech":
        begins = entry.content.texts[passage][max(0, start - 1) : start + 1]
        more["form"] = "direct" if _QUOTES & {*begins} else "indirect"
    elif kind == "figure" and (read := _read_figure(entry, at)):
        what, more = read.kind, {"value": read.value, "unit": read.unit, "qualifier": read.qualifier}
    return Suggestion(kind, *at, what, 1.0, "accepted", more or None)


def correct_mark(atlas: Atlas, entry: Entry, mark: Suggestion, values: Values) -> Suggestion:
    """The mark as a reviewer says it is; what is not among `values` stays.

    `values`, of a name: what; of a figure: what (its kind), value, unit, qualifier; of speech: what (who
    speaks), form; of a topic: what. Raises Unfit."""
    said = {key: one_line(value) for key, value in values.items()}
    changed = _CORRECTED[mark.kind](atlas, entry, mark, said)
    return changed if changed == mark else replace(changed, verified="")


def relocate_mark(mark: Suggestion, at: Place) -> Suggestion:
    """The mark on other words, accepted if it says what they are."""
    if mark.places[0] == at:
        return mark
    passage, start, end = at
    more = {key: value for key, value in (mark.more or {}).items() if key != "also"}
    state = "accepted" if mark.what else mark.state
    return replace(
        mark, passage=passage, start=start, end=end, more=more or None, state=state, score=1.0, verified=""
    )


def _read_figure(entry: Entry, at: Place) -> FoundFigure | None:
    """The figure that the reader of figures finds in these words; else about them, in their passage."""
    passage, start, end = at
    text, written = entry.content.texts[passage], entry.document.date
    if own := find_figures(text[start:end], written):
        return own[0]
    return next((f for f in find_figures(text, written) if f.start < end and start < f.end), None)


def _named(atlas: Atlas, entry: Entry, mark: Suggestion, said: Values) -> Suggestion:
    what = said.get("what") or mark.what
    if what not in ((mark.more or {}).get("candidates") or ()) and what not in atlas.entities:
        raise Unfit("review.choose")
    return with_meaning(atlas, entry, mark, what)


def _counted(_atlas: Atlas, _entry: Entry, mark: Suggestion, said: Values) -> Suggestion:
    old = mark.more or {}
    kind = said.get("what") or mark.what
    value = said["value"] if said.get("value", old.get("value") or "") != (old.get("value") or "") else None
    more = {
        **old,
        "value": (old.get("value") or "") if value is None else _number(kind, value),
        "unit": _unit(kind, said.get("unit", old.get("unit") or "")),
        "qualifier": said.get("qualifier", old.get("qualifier") or ""),
    }
    changed = replace(mark, what=kind, more=more)
    if kind not in FIGURE_KINDS:
        raise Unfit("review.figure-kind")
    if not is_unit(kind, more["unit"]):
        raise Unfit("review.figure-unit")
    if not is_sound(changed) or (kind != "date" and not more["value"] and changed != mark):
        raise Unfit("review.figure-value")
    return changed


def _spoken(atlas: Atlas, _entry: Entry, mark: Suggestion, said: Values) -> Suggestion:
    speaker, form = said.get("what", mark.what), said.get("form") or mark.form
    if form not in SAID:
        raise Unfit("review.speech-form")
    if speaker == mark.what:
        return mark if form == mark.form else replace(mark, more={**(mark.more or {}), "form": form})
    if speaker and speaker != NOBODY and speaker not in atlas.entities:
        raise Unfit("review.choose")
    more = {key: value for key, value in (mark.more or {}).items() if key not in ("name", "attribution")}
    return replace(mark, what="" if speaker == NOBODY else speaker, more={**more, "form": form})


def _about(atlas: Atlas, _entry: Entry, mark: Suggestion, said: Values) -> Suggestion:
    topic = said.get("what") or mark.what
    if topic not in atlas.topics and (topic != mark.what or not topic):
        raise Unfit("review.choose-topic")
    return replace(mark, what=topic)


_CORRECTED: Mapping[Kind, Callable[[Atlas, Entry, Suggestion, Values], Suggestion]] = {
    "mention": _named,
    "figure": _counted,
    "speech": _spoken,
    "topic": _about,
}


def _number(kind: str, written: str) -> str:
    """A value as people write it, as a plain number or date: 1,500 and ٣٫٥ مليون too."""
    plain = fold(written).text.replace(",", "").replace("٬", "").replace("٫", ".").strip()
    if is_value(kind, plain):
        return plain
    read = find_figures(written)
    return read[0].value if len(read) == 1 and (read[0].kind == "date") == (kind == "date") else plain


def _unit(kind: str, written: str) -> str:
    """A unit as people write it: of money its code, where the lists know it."""
    if kind != "money":
        return written
    return units.MONEY.get(fold(written).text, written.upper())
