"""What a review asks: one question for each name, wherever it stands, for each topic of the document and
for each speaker; what is doubtful first."""

from __future__ import annotations

from collections.abc import Iterable

from data.documents.review.suggestion import Suggestion, reading_order

Question = tuple[Suggestion, ...]  # open marks that one answer settles, a name first


def questions(marks: Iterable[Suggestion]) -> list[Question]:
    """The open marks as questions, the most doubtful first. Speech that names no speaker asks nothing."""
    asked: dict[tuple[str, ...], list[Suggestion]] = {}
    for mark in marks:
        if mark.state == "open" and mark.subject:
            asked.setdefault(mark.subject, []).append(mark)
    found = [
        tuple(sorted(group, key=lambda m: (m.kind != "mention", reading_order(m))))
        for group in asked.values()
    ]
    return sorted(found, key=lambda question: (_doubt(question), reading_order(question[0])))


def open_questions(marks: Iterable[Suggestion]) -> int:
    """How many questions are open."""
    return len({mark.subject for mark in marks if mark.state == "open"} - {()})


def _doubt(question: Question) -> float:
    return min(mark.score for mark in question)
