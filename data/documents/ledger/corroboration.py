"""What an added document says on a record of aid: a figure of it that a person ties to the record."""

from __future__ import annotations

from data.atlas.atlas import Atlas
from data.atlas.blocks import passage_ids
from data.documents.errors import Unfit
from data.documents.ledger.written import LONGEST_LINE, LONGEST_TEXT
from data.documents.schema import Entry, Extra
from data.tables.columns import one_line
from data.tables.model import Corroboration
from data.tables.vocab import BEARINGS, Bearing
from data.text.sentences import sentence_around


def corroboration_row(
    atlas: Atlas, own: Entry, place: tuple[int, int, int], record: str, relation: Bearing
) -> Extra:
    """A row of the store that ties words of an added document to a record of aid, quoting the sentence that
    they stand in. place: passage (its number, from 0), start and end of the words. relation: what they are to
    the record.

    Raises Unfit for words that are not there, a record that is not known, or a relation that is none."""
    number, start, end = place
    if not (0 <= number < len(own.content.texts) and 0 <= start < end <= len(own.content.texts[number])):
        raise Unfit("ledger.words")
    if record not in atlas.aid:
        raise Unfit("review.no-record")
    if relation not in BEARINGS:
        raise Unfit("ledger.relation")
    text = own.content.texts[number]
    said = f"«{one_line(sentence_around(text, start, end), LONGEST_TEXT - 2)}»"
    row = Corroboration(
        aid=record,
        source=own.document.sources[0],
        passage=passage_ids(own.document.id, len(own.content.texts))[number],
        relation=relation,
        says_en=said,
        says_ar=said,
        look_for=one_line(text[start:end], LONGEST_LINE),
        ar_status="drafted",
    )
    return Extra(own.document.id, row)
