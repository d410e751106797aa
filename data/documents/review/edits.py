"""What an act of a reviewer changes, as differences: each a mark before and after it. They apply to the marks
of a document as it is now, whoever has changed others meanwhile, and can be taken back one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from data.atlas.atlas import Atlas
from data.documents.errors import Stale
from data.documents.review.spellings import new_spellings, spellings_of
from data.documents.review.suggestion import Kind, Suggestion, overlap, reading_order, same_place
from data.documents.schema import Entry, Extra


@dataclass(frozen=True)
class Edit:
    """One mark before and after an act. before: None where the act made it; after: None where the act removed
    it."""

    before: Suggestion | None
    after: Suggestion | None


def apply_edits(marks: Sequence[Suggestion], edits: Iterable[Edit]) -> list[Suggestion]:
    """The marks with the edits made, all others as they are. Raises Stale where a mark is not, or no longer,
    as an edit has it before."""
    at = {mark.key: number for number, mark in enumerate(marks)}
    after: list[Suggestion | None] = list(marks)
    new, moved = [], False
    for edit in edits:
        if edit.before is None:
            new.append(edit.after)
            continue
        number = at.get(edit.before.key, -1)
        if number < 0 or after[number] != edit.before:
            raise Stale(edit.before.key)
        after[number] = edit.after
        moved = moved or bool(edit.after and reading_order(edit.after) != reading_order(edit.before))
    left = [mark for mark in (*after, *new) if mark]
    return sorted(left, key=reading_order) if new or moved else left


def reverse_edits(marks: Sequence[Suggestion], edits: Sequence[Edit]) -> list[Edit]:
    """The edits that take `edits` back, of marks that still are as those left them. A mark that was removed
    comes back only where no other has taken its words."""
    there = {mark.key: mark for mark in marks}
    possible = [
        Edit(e.after, e.before) for e in edits if e.after is None or there.get(e.after.key) == e.after
    ]
    going = {edit.before.key for edit in possible if edit.before}
    staying = _by_passage(mark for mark in marks if mark.key not in going)
    return [e for e in possible if e.after is None or e.before or not _is_taken(e.after, staying)]


def replacements(marks: Iterable[Suggestion], new: Sequence[Suggestion]) -> list[Edit]:
    """The edits that put new marks in the place of those that say something else, of the same kind, about
    words that they share; a topic in the place of the same topic of its passage."""
    there = _by_passage(new)
    return [
        *(Edit(m, None) for m in marks if _is_taken(m, there)),
        *(Edit(None, m) for m in new),
    ]


def attributions(marks: Iterable[Suggestion], unknown: str, speaker: str) -> list[Edit]:
    """The edits that make the speech of a name that no table knew that of `speaker`, accepted where it was
    open. unknown: the id of the name."""
    return [
        Edit(m, replace(m, what=speaker, state="accepted" if m.state == "open" else m.state))
        for m in marks
        if m.kind == "speech" and m.unknown == unknown and not m.what
    ]


def correction(marks: Iterable[Suggestion], seen: Suggestion, changed: Suggestion) -> list[Edit]:
    """The edits that make of the mark that was `seen` what a reviewer says it is; what stands where it comes
    to stand goes. None where it is so already."""
    if changed == seen:
        return []
    moved, there = not same_place(changed, seen), _by_passage([changed])
    taken = (
        m for m in marks if m.key != seen.key and (_is_taken(m, there) if moved else m.key == changed.key)
    )
    return [Edit(seen, changed), *(Edit(m, None) for m in taken)]


def spelling_changes(
    atlas: Atlas, entry: Entry, edits: Sequence[Edit], marks: Iterable[Suggestion]
) -> tuple[list[Extra], list[Extra]]:
    """The spellings that come with edits, and those that go, as none of the `marks` after them stands for
    them."""
    before = spellings_of(entry, [e.before for e in edits if e.before])
    dropped = before - spellings_of(entry, marks) if before else before
    new = new_spellings(atlas, entry, [e.after for e in edits if e.after])
    return new, sorted(dropped, key=lambda extra: extra.key)


def unused_entities(brought: Iterable[Extra], marks: Iterable[Suggestion]) -> list[Extra]:
    """The rows of entities that no accepted mark names."""
    named = {mark.what for mark in marks if mark.state == "accepted"}
    return [extra for extra in brought if extra.key not in named]


_ByPassage = Mapping[tuple[Kind, int], Sequence[Suggestion]]


def _by_passage(marks: Iterable[Suggestion]) -> _ByPassage:
    found: dict[tuple[Kind, int], list[Suggestion]] = {}
    for mark in marks:
        found.setdefault((mark.kind, mark.passage), []).append(mark)
    return found


def _is_taken(mark: Suggestion, others: _ByPassage) -> bool:
    """Do others of its kind stand on its words; for a topic, is it one of them, on whatever words?"""
    own = others.get((mark.kind, mark.passage), ())
    if mark.kind == "topic":
        return any(mark.what == other.what for other in own)
    return any(overlap(mark, other) for other in own)
