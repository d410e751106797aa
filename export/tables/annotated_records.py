"""What is said of a passage beside its statements: records of aid, ties to these, events. As annotations have
it: the words, and what is said of them in each language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.i18n import Text
from data.tables.model import Aid, Corroboration, Event
from data.tables.model.aid import OwnAid
from data.tables.vocab import LANGS, Lang
from export.about import plain_label
from ui.sentences.editions import record_edition


class Remark(NamedTuple):
    """What words of a passage are linked to. what: kind and keys that tell it from any other; span: start and
    end of the words; said: what it is, in each language."""

    what: tuple[str, ...]
    span: tuple[int, int]
    said: dict[Lang, str]


def remarks(atlas: Atlas, passage: str) -> Iterator[Remark]:
    """The records of aid that speak of a passage or were made of it, those that people tied its words to, and
    the events that it speaks of."""
    for row in _records(atlas).get(passage, ()):
        span = _span(atlas, passage, row.look_for if isinstance(row, OwnAid) else "")
        said = {t.lang: _line(*_record(row, t), record_edition(row, t)) for t in _languages(atlas)}
        yield Remark(("record", row.id, passage), span, said)
    for tie in _ties(atlas).get(passage, ()):
        row = atlas.aid[tie.aid]
        said = {t.lang: _line(t(f"bears.{tie.relation}"), *_record(row, t)) for t in _languages(atlas)}
        yield Remark(("tie", tie.aid, passage), _span(atlas, passage, tie.look_for), said)
    for event in atlas.events_of.get(passage, ()):
        said = {t.lang: _line(*_event(event, t)) for t in _languages(atlas)}
        yield Remark(("event", event.id, passage), _span(atlas, passage, ""), said)


def _languages(atlas: Atlas) -> list[Text]:
    return [atlas.text(lang) for lang in LANGS]


def _line(*parts: str) -> str:
    return plain_label(" · ".join(parts))


def _record(row: Aid, t: Text) -> Iterator[str]:
    """What a record is, when, and how much."""
    yield t.name(row, "what")
    yield from [t.date(row.date)] if row.date else []
    yield from [t.amount(row.usd, at_least=row.at_least)] if row.usd is not None else []


def _event(row: Event, t: Text) -> tuple[str, str, str]:
    """What happened, when, and who says so."""
    return t.name(row, "title"), t.date(row.date), t(f"panel.event-{row.relation}")


def _span(atlas: Atlas, passage: str, words: str) -> tuple[int, int]:
    """Where words stand in a passage; all of it, where they are none of its own."""
    text = atlas.texts[passage]
    start = text.find(words) if words else -1
    return (start, start + len(words)) if start >= 0 else (0, len(text))


@cached_per_atlas
def _records(atlas: Atlas) -> dict[str, list[Aid]]:
    """Passage -> the records of aid that speak of it or were made of it."""
    found: dict[str, list[Aid]] = {}
    for row in atlas.aid.values():
        for passage in row.passages:
            found.setdefault(passage, []).append(row)
    return found


@cached_per_atlas
def _ties(atlas: Atlas) -> dict[str, list[Corroboration]]:
    """Passage -> what people tied of it to records of aid."""
    found: dict[str, list[Corroboration]] = {}
    for row in atlas.corroboration.values():
        if row.passage:
            found.setdefault(row.passage, []).append(row)
    return found
