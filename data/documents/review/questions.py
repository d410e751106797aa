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
        if mark.state == "open" and (subject := _subject(mark)):
            asked.setdefault(subject, []).append(mark)
    found = [
        tuple(sorted(group, key=lambda m: (m.kind != "mention", reading_order(m))))
        for group in asked.values()
    ]
    return sorted(found, key=lambda question: (_doubt(question), reading_order(question[0])))


def _subject(mark: Suggestion) -> tuple[str, ...]:
    """What a mark is a question about; nothing where it asks none."""
    if mark.kind == "mention":
        means = sorted({mark.what, *((mark.more or {}).get("candidates") or ())} - {""})
        return (mark.kind, mark.unknown) if mark.unknown else (mark.kind, *(means or [mark.key]))
    if mark.kind == "topic":
        return (mark.kind, mark.what)
    if mark.kind == "speech" and not mark.what and mark.unknown:
        return ("mention", mark.unknown)  # who accepts the name accepts that it speaks
    if mark.kind == "speech":
        return (mark.kind, mark.what) if mark.what else ()
    return (mark.kind, mark.key)


def _doubt(question: Question) -> float:
    return min(mark.score for mark in question)
