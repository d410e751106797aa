"""A passage and its marks as safe HTML. Marks may overlap: the text is cut at every boundary, and each piece
carries the classes of all marks on it. Nothing changes the shape of a word, so Arabic letters stay joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.facts.origin import is_added
from data.i18n import Lang, Text, currency_amount, date, name, strip_isolates
from data.query.selection import focus_of
from data.query.view import View
from data.tables.model import Figure
from data.text.dates import valid_date
from data.text.figures.figures import is_value

ACTOR_TYPES = ("country", "person", "organisation")


@dataclass(frozen=True)
class Highlight:
    """A span of a text with its classes and, where it can be picked, the entity and the focus it leads to. A
    span that carries a statement has its id instead, and shows only while the statement is looked at."""

    start: int
    end: int
    css: str
    entity: str = ""
    pick: str = ""
    title: str = ""
    statement: str = ""


def mark_kind(atlas: Atlas, entity: str) -> str:
    """place, actor or thing: what a mark's colour tells."""
    kind = atlas.entities[entity].type
    return "actor" if kind in ACTOR_TYPES else "place" if kind == "place" else "thing"


def highlights(view: View, passage: str, t: Text) -> list[Highlight]:
    """Every mark of a passage's text: mentions (the focus strongest), figures, statements, and hits of the
    reader's words."""
    atlas = view.atlas
    focused = view.selection.in_focus.partition(":")[2]
    found = []
    for m in atlas.mentions_of[passage]:
        title = t.name(atlas.entities[m.entity])
        if m.form == "metonym":
            title = t("passage.metonym", name=title)
        strong = " focus" if m.entity == focused else ""
        css = f"m-{mark_kind(atlas, m.entity)}{strong}"
        if m.entity in atlas.actors and atlas.actors[m.entity].alleged:
            css, title = f"{css} alleged", t("filter.alleged", name=title)
        found.append(Highlight(m.start, m.end, css, m.entity, focus_of(atlas, m.entity), title))
    found += [
        Highlight(f.start, f.end, "m-figure", title=figure_meaning(atlas, f, t.lang)[0])
        for f in atlas.figures_of[passage]
    ]
    for s in atlas.statements_of[passage]:
        found.append(
            Highlight(s.start, s.end, "m-statement" + (" stated" if s.id == focused else ""), statement=s.id)
        )
    hits = view.hits.get(passage)
    return found + [Highlight(start, end, "m-hit") for start, end in (hits.text if hits else ())]


def figure_meaning(atlas: Atlas, figure: Figure, lang: Lang) -> tuple[str, str]:
    """What a number or date means, and its qualifier. Of an added document nobody has said so: the date or
    the money that it comes to, where its words say that in another way."""
    if not is_added(atlas, figure.passage):
        return name(figure, lang, "what"), name(figure, lang, "qualifier")
    said = _worth(figure, lang)
    return ("" if strip_isolates(said) == figure.text else said), ""


def _worth(figure: Figure, lang: Lang) -> str:
    """The date or the sum of money that a figure comes to; "" for others."""
    if not (figure.value and is_value(figure.kind, figure.value)):
        return ""
    ends = figure.value.split("/")
    if (
        figure.kind == "date"
        and all(map(valid_date, ends))
        and (len(ends) == 2 or figure.unit in ("day", "month", "year"))
    ):
        return "–".join(date(each, lang) for each in ends)
    if figure.kind == "aid":
        return "–".join(currency_amount(float(each), figure.unit, lang) for each in ends)
    return ""


def highlighted(text: str, found: Iterable[Highlight], start: int = 0, end: int | None = None) -> Markup:
    """The part text[start:end] as HTML with `found` marked; everything that is not ours is escaped."""
    end = len(text) if end is None else end
    inside = [m for m in found if m.start < end and m.end > start]
    cuts = sorted({start, end} | {min(max(edge, start), end) for m in inside for edge in (m.start, m.end)})
    return Markup("").join(
        _piece(text[a:b], [m for m in inside if m.start <= a and b <= m.end]) for a, b in pairwise(cuts)
    )


def _piece(text: str, over: list[Highlight]) -> Markup:
    if not over:
        return Markup.escape(text)
    css = " ".join(dict.fromkeys(m.css for m in over))
    title = " · ".join(dict.fromkeys(m.title for m in over if m.title))
    ids = " ".join(m.statement for m in over if m.statement)
    stated = Markup(' data-statements="{}"').format(ids) if ids else ""
    entity = next((m for m in over if m.pick), None)
    if all(m.statement for m in over):
        return Markup('<span class="{}"{}>{}</span>').format(css, stated, text)
    if entity is None:
        return Markup('<mark class="{}" title="{}"{}>{}</mark>').format(css, title, stated, text)
    return Markup(
        '<mark class="{}" title="{}"{} data-entity="{}" data-pick="{}" role="button" tabindex="0">{}</mark>'
    ).format(css, title, stated, entity.entity, entity.pick, text)


def filter_status(view: View, passage: str, t: Text) -> str:
    """How a passage stands to the filters, in words: outside them, or not to be judged by one. "" for what
    they find."""
    if passage in view.passages:
        return ""
    reasons = [key for key, own in view.apart.items() if passage in own]
    return t.joined([t(f"passage.{key}") for key in reasons or ["outside"]])


@dataclass(frozen=True)
class VoiceSpan:
    """A stretch of a passage in one voice."""

    css: str
    says: str
    html: Markup


def voice_spans(view: View, passage: str, t: Text) -> list[VoiceSpan]:
    """The passage cut into its voices, in order, each with the speaker's name in words."""
    atlas = view.atlas
    text, found = atlas.texts[passage], highlights(view, passage, t)
    parts: list[VoiceSpan] = []
    for v in atlas.voices_of[passage]:
        who = t.name(atlas.entities[v.speaker]) if v.speaker else t("voice.unnamed")
        says = t("voice.says-author") if v.voice == "author" else t(f"voice.says-{v.form}", name=who)
        if parts and parts[-1].says == says:
            parts[-1] = VoiceSpan(
                parts[-1].css, says, parts[-1].html + highlighted(text, found, v.start, v.end)
            )
        else:
            parts.append(VoiceSpan(f"v-{v.voice} v-{v.form}", says, highlighted(text, found, v.start, v.end)))
    return parts


def translation(view: View, passage: str) -> Markup:
    """Our translation of a passage as HTML, with hits of the reader's words marked."""
    hits = view.hits.get(passage)
    return highlighted(
        view.atlas.translations.get(passage, ""),
        [Highlight(s, e, "m-hit") for s, e in (hits.translation if hits else ())],
    )
