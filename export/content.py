"""What slides and pages have in common: quotations with their citations, figures beside the records, and the
sources behind them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from data.atlas.atlas import Atlas
from data.compare.decisions import decided_pairs
from data.facts.aid import total
from data.facts.alignment import translated_into
from data.facts.locator import passage_title
from data.facts.origin import is_added
from data.i18n import Text, in_marks, name, shorten
from data.query.story import quoted_passages
from data.query.value_names import assessment_with_sign
from data.tables.model import Source
from data.tables.vocab import Lang
from export.about import bidi_safe, plain_label, runs_right_to_left
from export.excerpt import quoted_documents
from export.order import Order
from export.untrusted_text import strip_bidi_controls
from ui.sentences import comparisons as compared
from ui.sentences.aid import US, claimed_usd, claims_vs_records, us_works
from ui.sentences.editions import own_work, translation_label

TITLE = 70  # characters of an added document's title that stand at the head of a quotation


@dataclass(frozen=True)
class Quote:
    """A passage as quoted: its title, the exact words and their language, the translation, its language and
    whose it is, our gist and who speaks (our reading), and how to cite it. Of added documents there is no
    gist or reading, and only such a translation as people brought."""

    passage: str
    title: str
    text: str
    language: Lang
    translation: str
    translated_into: Lang | Literal[""]
    translation_label: str
    gist: str
    stance: str
    citation: str

    @property
    def rtl(self) -> bool:
        """Do its words run from right to left?"""
        return self.language == "ar"

    @property
    def marked(self) -> str:
        """The words between the quotation marks of their language."""
        return in_marks(self.text, self.language)


def quotes(order: Order, t: Text) -> list[Quote]:
    """The passages in view."""
    return [quote(order, passage, t) for passage in order.in_view]


def quote(order: Order, passage: str, t: Text) -> Quote:
    """One passage, titled and cited in `lang`."""
    atlas, row = order.atlas, order.atlas.passages[passage]
    document, own = atlas.documents[row.document], is_added(atlas, passage)
    title = plain_label(passage_title(atlas, passage, t))
    gist, stance = ("", "") if own else (t.name(row, "gist"), t.name(row, "stance"))
    return Quote(
        passage,
        f"{title} · {shorten(document.title, TITLE)}" if own else title,
        strip_bidi_controls(atlas.texts[passage]),
        document.language,
        atlas.translations.get(passage, ""),
        translated_into(atlas, passage),
        plain_label(translation_label(atlas, passage, t)),
        gist,
        stance,
        bidi_safe(t.citation(atlas.documents[row.document], title), rtl=t.lang == "ar"),
    )


@dataclass(frozen=True)
class QuotedClaim:
    """A figure of the article beside the records: where it stands, its words, for readers of English our
    translation of them, what they mean, what the records show."""

    where: str
    quotation: str
    ours: str
    what: str
    found: str


def quoted_claims(order: Order, t: Text) -> list[QuotedClaim]:
    """What the article says of money, each beside the records; nothing where it names no sum."""
    if not claimed_usd(order.atlas):
        return []
    return [
        QuotedClaim(
            plain_label(t("aid.says", n=card["n"])),
            card["quotation"],
            card["ours"] if t.lang == "en" else "",
            plain_label(card["what"]),
            plain_label(card["found"]),
        )
        for card in claims_vs_records(order.view, t)
    ]


def statement_table(order: Order, t: Text) -> list[tuple[str, str, str, str]]:
    """A table of the statements in the passages that the file quotes, its first row the heading: passage,
    exact words, our reading of them, our assessment as sign and word. Empty where there are none."""
    atlas, quoted = order.atlas, set(order.in_view)
    rows = [
        (
            str(atlas.passages[s.passage].number),
            in_marks(s.quote, atlas.documents[atlas.passages[s.passage].document].language),
            t.name(s, "says"),
            " · ".join(filter(None, (assessment_with_sign(atlas, s.assessment, t), own_work(atlas, s, t)))),
        )
        for s in order.view.statements
        if s.passage in quoted
    ]
    head = [t(f"column.{key}") for key in ("passage", "words", "says", "assessment")]
    return [(head[0], head[1], head[2], head[3]), *rows] if rows else []


@dataclass(frozen=True)
class ComparedQuotes:
    """A pair of passages that a person has decided on: the verdict and why, a note, and of each side who says
    so and where, the exact words between marks, and their language."""

    verdict: str
    note: str
    sides: tuple[tuple[str, str, Lang], ...]


def compared_quotes(order: Order, t: Text) -> list[ComparedQuotes]:
    """The pairs of passages that people have decided on, as far as the file quotes a side of them."""
    atlas, shown = order.atlas, set(order.in_view)
    return [
        ComparedQuotes(
            plain_label(compared.verdict(row, t)),
            t.name(row, "note"),
            tuple(
                (
                    side.cited,
                    in_marks(strip_bidi_controls(side.sentence), side.language),
                    side.language,
                )
                for side in compared.sides(atlas, row, t)
            ),
        )
        for row in decided_pairs(atlas).values()
        if {row.one, row.other} & shown
    ]


def sources_in_view(order: Order) -> list[Source]:
    """The sources of what a file shows: the documents, the places its passages name, events and records, each
    once, by title."""
    atlas, passages = order.atlas, set(order.in_view)
    named = dict.fromkeys(m.entity for p in passages for m in atlas.mentions_of[p])
    rows: list[Any] = list(quoted_documents(atlas))
    rows += [table[key] for table in (atlas.places, atlas.entities) for key in named if key in table]
    rows += [event for event in order.view.events if passages & set(event.passages)]
    us = [row for row in atlas.aid.values() if row.donor == US]
    rows += [atlas.aid[key] for key in (*total(order.view.certain_aid).priced, *total(us).priced)] + us_works(
        atlas
    )
    rows += order.story
    return _listed(atlas, rows)


def cited_sources(order: Order) -> list[Source]:
    """The sources that the steps of a story cite, and the documents they quote, each once, by title."""
    atlas = order.atlas
    quoted_ = (passage for step in order.story for passage in quoted_passages(atlas, step))
    own = dict.fromkeys(atlas.passages[passage].document for passage in quoted_)
    return _listed(atlas, [*(atlas.documents[key] for key in own), *order.story])


def _listed(atlas: Atlas, rows: Iterable[Any]) -> list[Source]:
    """The sources of rows, each once, by title."""
    ids = dict.fromkeys(key for row in rows for key in row.sources)
    return sorted((atlas.sources[key] for key in ids), key=lambda s: s.title.casefold().lstrip("["))


def source_reference(order: Order, source: Source) -> str:
    """A source in one line: its title, date, host of its address, publisher in the language of the file and,
    before it, the name by which a reader finds its pages. The publisher stands last, as no program for pages
    and slides isolates directions; marks around the date keep its year first behind an Arabic title."""
    row = order.atlas.publishers.get(source.publisher or "")
    publisher = name(row, order.langs[0]) if row else ""
    original = row.name if row and row.name not in publisher else ""
    title = order.atlas.text(order.langs[0]).source_title(source)
    date = (
        f"\u200e{source.date}\u200f" if source.date and runs_right_to_left(title, rtl=False) else source.date
    )
    parts = (title, date, urlsplit(source.url).hostname or "", original, publisher)
    return " · ".join(part for part in parts if part)
