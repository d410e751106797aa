"""What an act of a reviewer changes, as differences: each a mark before and after it. They apply to the marks
of a document as it is now, whoever has changed others meanwhile, and can be taken back one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.atlas.atlas import Atlas
from data.documents import review
from data.documents.review import Suggestion, order, overlap
from data.documents.schema import Entry, Extra
from data.documents.store import Stale


@dataclass(frozen=True)
class Edit:
    """One mark before and after an act. before: None where the act made it; after: None where the act removed
    it."""

    before: Suggestion | None
    after: Suggestion | None


def applied(suggestions: Sequence[Suggestion], edits: Iterable[Edit]) -> list[Suggestion]:
    """The marks with the edits made, all others as they are. Raises Stale where a mark is not, or no longer,
    as an edit has it before."""
    at = {mark.key: number for number, mark in enumerate(suggestions)}
    marks: list[Suggestion | None] = list(suggestions)
    new = []
    for edit in edits:
        if edit.before is None:
            new.append(edit.after)
            continue
        number = at.get(edit.before.key, -1)
        if number < 0 or marks[number] != edit.before:
            raise Stale(edit.before.key)
        marks[number] = edit.after
    left = [mark for mark in (*marks, *new) if mark]
    return sorted(left, key=order) if new else left


def reversed_edits(suggestions: Sequence[Suggestion], edits: Sequence[Edit]) -> list[Edit]:
    """The edits that take `edits` back, of marks that still are as those left them. A mark that was removed
    comes back only where no other has taken its words."""
    there = {mark.key: mark for mark in suggestions}
    possible = [
        Edit(e.after, e.before) for e in edits if e.after is None or there.get(e.after.key) == e.after
    ]
    going = {edit.before.key for edit in possible if edit.before}
    staying = _by_passage(mark for mark in suggestions if mark.key not in going)
    return [e for e in possible if e.after is None or e.before or not _shares(e.after, staying)]


def replacing(suggestions: Iterable[Suggestion], new: Sequence[Suggestion]) -> list[Edit]:
    """The edits that put new mentions in the place of those whose words they share."""
    there = _by_passage(new)
    return [
        *(Edit(m, None) for m in suggestions if m.kind == "mention" and _shares(m, there)),
        *(Edit(None, m) for m in new),
    ]


def spelled(
    atlas: Atlas, own: Entry, edits: Iterable[Edit], marks: Iterable[Suggestion]
) -> tuple[list[Extra], list[Extra]]:
    """The spellings that come with edits, and those that go, as none of the `marks` after them stands for
    them."""
    edits = list(edits)
    had = review.spelled(own, [e.before for e in edits if e.before])
    withdrawn = had - review.spelled(own, marks) if had else had
    return review.spellings(atlas, own, [e.after for e in edits if e.after]), sorted(
        withdrawn, key=lambda extra: extra.key
    )


def unused(brought: Iterable[Extra], marks: Iterable[Suggestion]) -> list[Extra]:
    """The rows of entities that no accepted mark names."""
    named = {mark.what for mark in marks if mark.state == "accepted"}
    return [extra for extra in brought if extra.key not in named]


def _by_passage(marks: Iterable[Suggestion]) -> dict[int, list[Suggestion]]:
    """The mentions among the marks."""
    found: dict[int, list[Suggestion]] = {}
    for mark in marks:
        if mark.kind == "mention":
            found.setdefault(mark.passage, []).append(mark)
    return found


def _shares(mark: Suggestion, others: Mapping[int, Sequence[Suggestion]]) -> bool:
    return any(overlap(mark, other) for other in others.get(mark.passage, ()))
