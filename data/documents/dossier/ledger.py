"""What a dossier may bring of statements, evidence and ties to records of aid: no more than a person could
have written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data.atlas.atlas import Atlas
from data.atlas.blocks import passage_ids
from data.atlas.overlay import BOUND
from data.documents.dossier.vetting import Notes
from data.documents.errors import Unfit
from data.documents.ids import LONGEST_ID
from data.documents.ledger.bodies import clean_body
from data.documents.ledger.comparisons import comparison_row
from data.documents.ledger.corroboration import corroboration_row
from data.documents.ledger.evidence import SourceOf, evidence_rows
from data.documents.ledger.records import event_row, may_be_summed, record_row
from data.documents.ledger.statements import statement_row
from data.documents.ledger.translations import translation_row
from data.documents.schema import Entry, Extra
from data.tables.assessment import lawful
from data.tables.model import Body, Corroboration, Entity, Event, Evidence, Publisher, Source, Statement
from data.tables.model.aid import OwnAid
from data.tables.model.comparisons import ComparedPair
from data.tables.model.translations import OwnTranslation
from data.tables.vocab import ROLES
from data.text.occurrence import occurrence
from data.text.sentences import LONGEST_PASSAGE

PIECES = 1_000  # the highest number of a piece of evidence on a statement


def split_ledger(document: str, extras: Sequence[Extra]) -> tuple[list[Extra], list[Extra]]:
    """The rows that came with a document: statements, evidence, ties to records, and the pages and publishers
    that these cite; and the others."""
    named = {extra.key for extra in extras if isinstance(extra.row, Entity)} | {document}
    cited = {extra.row.source for extra in extras if isinstance(extra.row, Evidence)} - named

    def is_ledger(extra: Extra) -> bool:
        return isinstance(extra.row, (*BOUND, Body, Publisher)) or (
            isinstance(extra.row, Source) and extra.key in cited
        )

    return [e for e in extras if is_ledger(e)], [e for e in extras if not is_ledger(e)]


def rebuild_ledger(
    atlas: Atlas, own: Entry, ledger: Sequence[Extra], source_of: SourceOf, notes: Notes
) -> list[Extra]:
    """Statements, evidence and ties of a document as the desk makes them. What differs is noted."""
    rows: dict[str, dict[str, Any]] = {
        kind: {} for kind in ("sources", "publishers", "bodies", *(schema.table for schema in BOUND))
    }
    for extra in ledger:
        rows[extra.kind][extra.key] = extra.row
    pieces: dict[str, list[Extra]] = {key: [] for key in rows["statements"]}
    for row in rows["evidence"].values():
        made = _evidence(atlas, own.document.id, row, rows, source_of) if row.statement in pieces else []
        pieces.setdefault(row.statement, []).extend(made)
        _note(row.says_en, made, ledger, notes)
    sound: list[Extra] = []
    for key, row in rows["statements"].items():
        relations = {piece.row.relation for piece in pieces[key] if isinstance(piece.row, Evidence)}
        made = _statement(atlas, own, row, relations)
        sound += [*made, *pieces[key]] if made else []
        _note(row.says_en, made, ledger, notes)
    for row in rows["corroboration"].values():
        made = _corroboration(atlas, own, row)
        sound += made
        _note(row.says_en, made, ledger, notes)
    for row in rows["comparisons"].values():
        sound += (made := _comparison(own, row, source_of))
        notes.dropped += [] if made else [row.note_en or row.id]
    for row in rows["bodies"].values():
        sound += (made := _body(atlas, own, row))
        _note(row.name_en, made, ledger, notes)
    for row in (*rows["aid"].values(), *rows["events"].values()):
        made = _record(atlas, own, row)
        sound += made
        _note(row.what_en if isinstance(row, OwnAid) else row.title_en, made, ledger, notes)
    for row in rows["translations"].values():
        sound += (made := _translation(own, row))
        _note(own.document.title, made, ledger, notes)
    return list({(extra.kind, extra.key): extra for extra in sound}.values())


def _statement(atlas: Atlas, own: Entry, row: Statement, relations: set[Any]) -> list[Extra]:
    ids = passage_ids(own.document.id, len(own.content.texts))
    if row.passage not in ids or len(row.id) > LONGEST_ID:
        return []
    number = ids.index(row.passage)
    start = occurrence(own.content.texts[number], row.quote, min(row.nth, len(own.content.texts[number])))
    if start is None:
        return []
    values = row.model_dump() | {"passage": number, "start": start, "end": start + len(row.quote)}
    values["assessment"] = lawful(row.assessment, row.kind, relations)
    try:
        return [statement_row(atlas, own, values, relations, row.id)]
    except Unfit:
        return []


def _comparison(own: Entry, row: ComparedPair, source_of: SourceOf) -> list[Extra]:
    """A decision on a pair of passages that are there; who decided it is nobody here."""
    ids = passage_ids(own.document.id, len(own.content.texts))
    longest = {key: len(text) for key, text in zip(ids, own.content.texts, strict=True)}
    ends = ((row.one, row.one_end), (row.other, row.other_end))
    if not all(source_of(passage) and end <= longest.get(passage, LONGEST_PASSAGE) for passage, end in ends):
        return []
    try:
        return [comparison_row(own.document.id, row.model_dump() | {"by": ""})]
    except Unfit:
        return []


def _record(atlas: Atlas, own: Entry, row: OwnAid | Event) -> list[Extra]:
    """A record of aid or an event of a passage that is there, and of words that stand in it."""
    ids = passage_ids(own.document.id, len(own.content.texts))
    if len(row.passages) != 1 or row.passages[0] not in ids or len(row.id) > LONGEST_ID:
        return []
    number = ids.index(row.passages[0])
    words = row.look_for if isinstance(row, OwnAid) else own.content.texts[number]
    start = own.content.texts[number].find(words)
    if start < 0:
        return []
    values = row.model_dump() | {"passage": number, "start": start, "end": start + len(words)}
    try:
        if isinstance(row, Event):
            return [event_row(atlas, own, values, row.id)]
        if any(len(getattr(row, role) or "") > LONGEST_ID for role in ROLES):
            return []
        values["sums"] = row.sums and may_be_summed(row)
        return [record_row(atlas, own, values, row.id)]
    except Unfit:
        return []


def _body(atlas: Atlas, own: Entry, row: Body) -> list[Extra]:
    return [Extra(own.document.id, clean_body(atlas, row))] if len(row.id) <= LONGEST_ID else []


def _translation(own: Entry, row: OwnTranslation) -> list[Extra]:
    try:
        return [translation_row(own, row.model_dump())]
    except Unfit:
        return []


def _evidence(
    atlas: Atlas, document: str, row: Evidence, rows: Mapping[str, Mapping[str, Any]], source_of: SourceOf
) -> list[Extra]:
    if row.nth > PIECES or (row.passage and source_of(row.passage) != row.source):
        return []
    page = rows["sources"].get(row.source)
    values = row.model_dump() | {"cited": row.source, "source": ""}
    if page and len(page.id) <= LONGEST_ID and len(page.publisher or "") <= LONGEST_ID:
        known = rows["publishers"].get(page.publisher)
        values |= page.model_dump() | {"cited": "", "source": page.id}
        values |= {"publisher": known.name, "publisher_id": known.id} if known else {}
    try:
        return evidence_rows(atlas, document, row.statement, row.nth, values, source_of)
    except Unfit:
        return []


def _corroboration(atlas: Atlas, own: Entry, row: Corroboration) -> list[Extra]:
    ids = passage_ids(own.document.id, len(own.content.texts))
    number = ids.index(row.passage) if row.passage in ids else 0
    start = own.content.texts[number].find(row.look_for)
    if row.passage != ids[number] or start < 0 or row.source != own.document.sources[0]:
        return []
    try:
        place = (number, start, start + len(row.look_for))
        return [corroboration_row(atlas, own, place, row.aid, row.relation)]
    except Unfit:
        return []


def _note(name: str, made: Sequence[Extra], given: Sequence[Extra], notes: Notes) -> None:
    """Note what was left out, or made otherwise than it was given."""
    if not made:
        notes.dropped.append(name)
    elif any(extra not in given for extra in made):
        notes.changed.append(name)
