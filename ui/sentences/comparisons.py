"""What a person decided of two passages side by side, in words: the verdict, and what each side says."""

from __future__ import annotations

from dataclasses import dataclass

from data.atlas.atlas import Atlas
from data.compare.decisions import decided_pairs, decided_spans
from data.compare.spoken import PassageSpan
from data.facts.alignment import rendering
from data.facts.locator import passage_title
from data.i18n import Text, in_marks, shorten
from data.i18n.isolates import isolate
from data.tables.model.comparisons import ComparedPair
from data.tables.vocab import Lang
from data.text.sentences import sentence_span

LONGEST, NAMED = 400, 60  # letters around the words that are compared, letters of these in a title


@dataclass(frozen=True)
class QuotedSide:
    """One side of a pair: whose words and where, the words that were compared, and what stands before and
    after them in their sentence; ours: our translation of the words, "" without one."""

    passage: str
    document: str
    cited: str
    language: Lang
    before: str
    words: str
    after: str
    ours: str

    @property
    def sentence(self) -> str:
        """The words in their sentence."""
        return f"{self.before}{self.words}{self.after}"


def sides(atlas: Atlas, row: ComparedPair, t: Text) -> tuple[QuotedSide, QuotedSide]:
    """Both sides of a pair, each quoted exactly and cited in the reader's language."""
    one, other = (_side(atlas, spot, t) for spot in decided_spans(row))
    return one, other


def verdict(row: ComparedPair, t: Text) -> str:
    """What was decided, and why a difference is no contradiction."""
    reason = t(f"compare.reason-{row.reason}") if row.reason else ""
    return t.series(filter(None, (t(f"compare.verdict-{row.verdict}"), reason)))


def because(row: ComparedPair, t: Text) -> str:
    """Why a difference is no contradiction; "" where that is not what was decided."""
    return t("compare.because", why=t(f"compare.reason-{row.reason}")) if row.reason else ""


def step_title(row: ComparedPair, t: Text) -> str:
    """A title for a step that shows a pair: that two documents stand there, and the verdict. The words of
    both sides stand on the slide, each in its own direction."""
    return t("compare.step", verdict=t(f"compare.verdict-{row.verdict}"))


def pair_label(atlas: Atlas, key: str, t: Text) -> str:
    """A decided pair in a line, for lists; the id of one that is no longer there."""
    row = decided_pairs(atlas).get(key)
    if row is None:
        return key
    words = (isolate(in_marks(shorten(side.words, NAMED), side.language)) for side in sides(atlas, row, t))
    return f"{t(f'compare.verdict-{row.verdict}')}: {' / '.join(words)}"


def _side(atlas: Atlas, spot: PassageSpan, t: Text) -> QuotedSide:
    text, document = atlas.texts[spot.passage], atlas.documents[atlas.passages[spot.passage].document]
    words = text[spot.start : spot.end]
    first, last = sentence_span(text, spot.start, spot.end)
    before, after = text[first : spot.start], text[spot.end : last]
    room = max(LONGEST - len(words), 0)
    return QuotedSide(
        spot.passage,
        document.id,
        t.citation(document, passage_title(atlas, spot.passage, t)),
        document.language,
        _last(before, room // 2),
        words,
        _first(after, room - min(len(before), room // 2)),
        rendering(atlas, spot.passage, spot.start, spot.end),
    )


def _first(text: str, most: int) -> str:
    """The first words of a text, within so many letters; … where it goes on."""
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0]} …"


def _last(text: str, most: int) -> str:
    """The last words of a text, within so many letters; … where it began before."""
    return text if len(text) <= most else f"… {text[len(text) - most :].partition(' ')[2]}"
