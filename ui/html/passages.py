"""A passage and its marks as safe HTML. Marks may overlap: the text is cut at every boundary, and each piece
carries the classes of all marks on it. Nothing changes the shape of a word, so Arabic letters stay joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from markupsafe import Markup, escape

from data.atlas.atlas import Atlas
from data.facts.locator import passage_title
from data.facts.origin import is_added
from data.i18n import Text
from data.i18n.isolates import strip_isolates
from data.index.ranking import Ranking, snippet
from data.index.search import find
from data.query.selection import focus_of
from data.query.view import View
from data.tables.model import Figure, Voice
from data.tables.vocab import ACTOR_TYPES
from data.text.dates.dates import valid_date
from data.text.figures.figures import is_value

SNIPPETS = 3  # passages of a document that a search shows


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
    """The kind of an entity that a mark's colour tells: place, actor or thing."""
    return type_kind(atlas.entities[entity].type)


def type_kind(kind: str) -> str:
    """The kind of a type of entity that a mark's colour tells: place, actor or thing."""
    return "actor" if kind in ACTOR_TYPES else "place" if kind == "place" else "thing"


def highlights(view: View, passage: str, t: Text) -> list[Highlight]:
    """Every mark of a passage's text: mentions (the focus strongest), figures and statements."""
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
        Highlight(f.start, f.end, "m-figure", title=figure_meaning(atlas, f, t)[0])
        for f in atlas.figures_of[passage]
    ]
    for s in atlas.statements_of[passage]:
        found.append(
            Highlight(s.start, s.end, "m-statement" + (" stated" if s.id == focused else ""), statement=s.id)
        )
    return found


def _hits(spans: Iterable[tuple[int, int]]) -> list[Highlight]:
    return [Highlight(start, end, "m-hit") for start, end in spans]


def figure_meaning(atlas: Atlas, figure: Figure, t: Text) -> tuple[str, str]:
    """What a number or date means, and what qualifies it, if not the words themselves. In an added document
    nobody has said it: the date or the sum of money that its words come to, where they say that in another
    way."""
    if not is_added(atlas, figure.passage):
        said = [word for word in (figure.qualifier_ar, figure.qualifier_en) if word and word in figure.text]
        return t.name(figure, "what"), "" if said else t.name(figure, "qualifier")
    worth = _worth(figure, t)
    return ("" if strip_isolates(worth) == figure.text else worth), ""


def _worth(figure: Figure, t: Text) -> str:
    """The date or the sum of money that a figure comes to; "" for others."""
    if not (figure.value and is_value(figure.kind, figure.value)):
        return ""
    ends = figure.value.split("/")
    if (
        figure.kind == "date"
        and all(map(valid_date, ends))
        and (len(ends) == 2 or figure.unit in ("day", "month", "year"))
    ):
        return "–".join(t.date(each) for each in ends)
    if figure.kind == "aid":
        return "–".join(t.currency_amount(float(each), figure.unit) for each in ends)
    return ""


def highlight_marks(text: str, found: Iterable[Highlight], start: int = 0, end: int | None = None) -> Markup:
    """The part text[start:end] as HTML with `found` marked; everything that is not ours is escaped."""
    end = len(text) if end is None else end
    inside = [m for m in found if m.start < end and m.end > start]
    cuts = sorted({start, end} | {min(max(edge, start), end) for m in inside for edge in (m.start, m.end)})
    stretches = ((a, b, [m for m in inside if m.start <= a and b <= m.end]) for a, b in pairwise(cuts))
    return Markup("".join(_piece(text[a:b], over) for a, b, over in stretches))  # noqa: S704 (each piece is escaped)


def _piece(text: str, over: list[Highlight]) -> Markup:
    if not over:
        return escape(text)
    entity = next((m for m in over if m.pick), None)
    marked = {
        "class": " ".join(dict.fromkeys(m.css for m in over)),
        "title": " · ".join(dict.fromkeys(m.title for m in over if m.title)),
        "data-statements": " ".join(m.statement for m in over if m.statement),
    }
    if entity:
        marked |= {"data-entity": entity.entity, "data-pick": entity.pick, "role": "button", "tabindex": "0"}
    # a hundred of these stand in an answer: by Markup.format each takes five times as long
    said = "".join(f' {name}="{escape(value)}"' for name, value in marked.items() if value)
    tag = "span" if all(m.statement for m in over) else "mark"
    return Markup(f"<{tag}{said}>{escape(text)}</{tag}>")  # noqa: S704 (each part is escaped)


def filter_status(view: View, passage: str, t: Text) -> str:
    """How a passage stands to the filters, in words: outside them, or not to be judged by one. "" for what
    they find."""
    if passage in view.passages:
        return ""
    reasons = [key for key, own in view.apart.items() if passage in own]
    return t.semicolon_list([t(f"passage.{key}") for key in reasons or ["outside"]])


@dataclass(frozen=True)
class VoiceSpan:
    """A stretch of a passage in one voice."""

    css: str
    says: str
    html: Markup


Stretch = tuple[Voice | None, int, int]  # who speaks where in a text; None: not known of this text


def voice_spans(view: View, passage: str, t: Text) -> list[VoiceSpan]:
    """The passage cut into its voices, in order, each with the speaker's name in words."""
    atlas, hits = view.atlas, view.hits.get(passage)
    found = highlights(view, passage, t) + _hits(hits.text if hits else ())
    voices: list[Stretch] = [(v, v.start, v.end) for v in atlas.voices_of[passage]]
    return _spoken(atlas, atlas.texts[passage], voices, found, t)


def translation_spans(view: View, passage: str, t: Text) -> list[VoiceSpan]:
    """Our translation of a passage, cut and marked like the passage as far as its words are aligned; empty
    where there is none."""
    atlas, hits = view.atlas, view.hits.get(passage)
    if not (text := atlas.translations.get(passage, "")):
        return []
    found = [
        replace(mark, start=row.target_start, end=row.target_end)
        for mark in highlights(view, passage, t)
        if (row := atlas.alignments.get((passage, mark.start, mark.end)))
    ]
    found += _hits(hits.translation if hits else ())
    return _spoken(atlas, text, _translated_voices(atlas, passage, len(text)), found, t)


def _translated_voices(atlas: Atlas, passage: str, length: int) -> list[Stretch]:
    """Who speaks where in the translation: from each voice's first aligned word to the next one's."""
    voices = atlas.voices_of[passage]
    rows = [atlas.alignments.get((passage, v.start, v.end)) for v in voices]
    starts = [0] if len(voices) == 1 else [row.target_start for row in rows if row]
    if len(starts) < len(voices) or starts != sorted(starts):
        return [(None, 0, length)]
    cuts = [0, *starts[1:], length]
    return [(v, start, end) for v, (start, end) in zip(voices, pairwise(cuts), strict=True)]


def _spoken(
    atlas: Atlas, text: str, voices: Iterable[Stretch], found: Iterable[Highlight], t: Text
) -> list[VoiceSpan]:
    """The text by who speaks; neighbours of one voice are one span."""
    parts: list[VoiceSpan] = []
    for v, start, end in voices:
        css, says, html = _voice_css(v), _voice_label(atlas, v, t), highlight_marks(text, found, start, end)
        if parts and parts[-1].says == says:
            parts[-1] = VoiceSpan(parts[-1].css, says, parts[-1].html + html)
        else:
            parts.append(VoiceSpan(css, says, html))
    return parts


def _voice_css(voice: Voice | None) -> str:
    return f"v-{voice.voice} v-{voice.form}" if voice else ""


def _voice_label(atlas: Atlas, voice: Voice | None, t: Text) -> str:
    """Who speaks, in words; "" where it is not known."""
    if voice is None:
        return ""
    if voice.voice == "author":
        return t("voice.says-author")
    who = t.name(atlas.entities[voice.speaker]) if voice.speaker else t("voice.unnamed")
    return t(f"voice.says-{voice.form}", name=who)


def snippets(atlas: Atlas, found: Ranking, query: str, document: str, t: Text) -> str:
    """The best passages of a document, a piece of each, and how many more there are."""
    best, whole = found.of(document, SNIPPETS)
    own, hits = atlas.documents[document].language, find(atlas, query)
    rows = Markup("").join(_snippet_row(atlas, passage, [*hits[passage].text], own, t) for passage in best)
    count = t("documents.found", count=t.count("passages", whole)) if whole else ""
    return Markup('<section class="d-answers"><p>{}</p><ol>{}</ol></section>').format(count, rows)


def _snippet_row(atlas: Atlas, passage: str, hits: list[tuple[int, int]], own: str, t: Text) -> Markup:
    text = atlas.texts[passage]
    start, end = snippet(text, hits)
    body = highlight_marks(text, [Highlight(a, b, "m-hit") for a, b in hits], start, end)
    return Markup('<li><small>{}</small><span lang="{}" dir="{}">{}{}{}</span></li>').format(
        passage_title(atlas, passage, t),
        own,
        "rtl" if own == "ar" else "ltr",
        "… " if start else "",
        body,
        " …" if end < len(text) else "",
    )
