"""How many acts a reviewer needs for an article of some 800 words: what is sure is accepted at once, each
question is answered once, and what was missed or wrong is put right."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from marked_texts import Marked, marked
from tiny import shipped

from data.annotate.pipeline import type_of
from data.annotate.unknown.guess import guess_of
from data.documents.review.questions import questions
from data.documents.review.suggest import suggest
from data.documents.review.suggestion import SURE, Suggestion
from data.tables.vocab import LANGS, Lang
from data.text.normalize import fold

MOST = 60  # acts
WORDS = 800
SETS = ("heldout", "heldout2", "fresh")


def article(lang: Lang) -> Marked:
    """The held-out texts about the region, one after the other, as far as an article reaches."""
    whole = Marked()
    for own in (document for name in SETS for document in marked(f"{name}.{lang}") if document.on_subject):
        first = len(whole.passages)
        whole.written = whole.written or own.written
        for passage in own.passages:
            if words(whole) + len(passage.split()) > WORDS:
                break
            whole.passages.append(passage)
        there = range(len(whole.passages) - first)
        whole.mentions += [(m[0] + first, *m[1:]) for m in own.mentions if m[0] in there]
        whole.figures += [(f[0] + first, *f[1:]) for f in own.figures if f[0] in there]
        whole.speech += [(s[0] + first, *s[1:]) for s in own.speech if s[0] in there]
    return whole


def words(document: Marked) -> int:
    return sum(len(passage.split()) for passage in document.passages)


@dataclass
class Acts:
    """What a reviewer does. sure: accepts all of it; asked: answers questions; the others put right what is
    wrong, each distinct thing once."""

    sure: int
    asked: int
    names: int
    figures: int
    speech: int

    @property
    def all(self) -> int:
        return self.sure + self.asked + self.names + self.figures + self.speech


def acts(document: Marked, lang: Lang) -> Acts:
    """The acts until every name, figure and speech of the document is marked as a person has marked it."""
    marks = suggest(shipped(), document.passages, lang, document.written)
    taken = [m for m in marks if m.score >= SURE and (m.what or m.kind != "mention")]
    asked = list(questions([m for m in marks if m not in taken]))
    answered = [m for question in asked for m in question]
    there = [*taken, *answered]
    return Acts(
        1,
        len(asked),
        len(wrong_names(document, taken, there)),
        len(wrong_figures(document, taken, there)),
        len(wrong_speech(document, there)),
    )


def overlapping(marks: list[Suggestion], kind: str, span: tuple[int, int, int]) -> list[Suggestion]:
    return [
        m
        for m in marks
        if m.kind == kind
        if any(p == span[0] and start < span[2] and span[1] < end for p, start, end in m.places)
    ]


def wrong_names(document: Marked, taken: list[Suggestion], there: list[Suggestion]) -> set[str]:
    """Names that nothing is suggested for, or that were accepted as another; and what was accepted as a name
    and is none. One act for all the places of each."""
    spans, wrong = set[tuple[int, int, int]](), set[str]()
    for *at, entity in document.mentions:
        span = (at[0], at[1], at[2])
        spans.add(span)
        over = overlapping(there, "mention", span)
        if not over or (not any(fits(m, entity) for m in over) and all(m in taken for m in over)):
            wrong.add(f"{fold(document.passages[at[0]][at[1] : at[2]]).text}={entity}")
    for m in taken:
        if m.kind == "mention" and not any(overlapping([m], "mention", span) for span in spans):
            wrong.add(f"{fold(document.passages[m.passage][m.start : m.end]).text}!{m.what}")
    return wrong


def fits(m: Suggestion, entity: str) -> bool:
    """Does a mark mean what is marked; what the tables may lack is marked by its type."""
    if not entity.startswith("+"):
        return m.what == entity.lstrip("?") or entity.lstrip("?") in ((m.more or {}).get("candidates") or ())
    return entity == "+name" or entity[1:] in (type_of(shipped(), m.what), guess_of(m.unknown), "")


def wrong_figures(document: Marked, taken: list[Suggestion], there: list[Suggestion]) -> set[str]:
    """Figures that nothing is suggested for, or with another value or unit; and what is none."""
    wrong, spans = set[str](), [(n, start, end) for n, start, end, *_ in document.figures]
    for n, start, end, kind, value, unit, _ in document.figures:
        over = overlapping(there, "figure", (n, start, end))
        read = {(m.what, (m.more or {}).get("value"), (m.more or {}).get("unit")) for m in over}
        if kind != "?" and (kind, value, unit) not in read:
            wrong.add(f"{n}-{start}")
    return wrong | {
        m.key
        for m in taken
        if m.kind == "figure" and not any(overlapping([m], "figure", span) for span in spans)
    }


def wrong_speech(document: Marked, there: list[Suggestion]) -> set[str]:
    """Speech of somebody with a name that no question asks about: it is marked, with its speaker."""
    return {
        f"{n}-{start}"
        for n, start, end, by in document.speech
        if by not in ("", "?") and not overlapping(there, "speech", (n, start, end))
    }


@pytest.mark.parametrize("lang", LANGS)
def test_an_article_is_well_marked_in_at_most_sixty_acts(lang: Lang) -> None:
    document = article(lang)
    assert WORDS - 60 <= words(document) <= WORDS
    found = acts(document, lang)
    assert found.all <= MOST, found
    assert found.asked > 10, "what is doubtful is asked"
