"""What a review asks: one question for each name, wherever it stands, for each topic of the document and
for each speaker; what is doubtful first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.documents.review.suggestion import Suggestion, reading_order

Question = tuple[Suggestion, ...]  # open marks that one answer settles, a name first


def questions(marks: Iterable[Suggestion]) -> Iterator[Question]:
    """The open marks as questions, the most doubtful first. Speech that names no speaker asks nothing."""
    asked: dict[tuple[str, ...], list[Suggestion]] = {}
    for mark in marks:
        if mark.state == "open" and mark.subject:
            asked.setdefault(mark.subject, []).append(mark)
    for group in sorted(asked.values(), key=lambda group: (_doubt(group), min(map(_place, group))[1])):
        yield tuple(sorted(group, key=_place))  # who asks for the next alone waits for no other


def open_questions(marks: Iterable[Suggestion]) -> int:
    """How many questions are open."""
    return len({mark.subject for mark in marks if mark.state == "open"} - {()})


def _doubt(question: Iterable[Suggestion]) -> float:
    return min(mark.score for mark in question)


def _place(mark: Suggestion) -> tuple[bool, tuple[int, bool, int, str]]:
    return mark.kind != "mention", reading_order(mark)
