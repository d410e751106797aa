"""What a person writes into a form, as it may stand in a row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from data.atlas.blocks import passage_ids
from data.documents.errors import Unfit
from data.documents.schema import Entry
from data.tables.columns import one_line, printable
from data.tables.vocab import LANGS
from data.text.dates.dates import valid_date
from data.text.normalize import fold

LONGEST_TEXT, LONGEST_LINE, LONGEST_URL = 1_000, 200, 2_000  # characters
MOST_CHOSEN = 20  # entities in one list
URL = re.compile(r"https?://[^\s/?#]\S*")


def both(values: Mapping[str, Any], what: str, longest: int = LONGEST_TEXT) -> dict[str, str]:
    """The columns `what`_en and `what`_ar; what was written in one language alone stands for both."""
    texts = {lang: one_line(values.get(f"{what}_{lang}"), longest) for lang in LANGS}
    there = texts["en"] or texts["ar"]
    return {f"{what}_{lang}": text or there for lang, text in texts.items()}


def address(value: Any) -> str:
    """The address of a page, or "". Raises Unfit for what is none of the web."""
    written = str(value or "").strip()
    if written and (
        len(written) > LONGEST_URL or not URL.fullmatch(written) or printable(written) != written
    ):
        raise Unfit("ledger.url")
    return written


def checked_iso_date(value: Any) -> str:
    """An ISO date as far as it is known, or "". Raises Unfit for what is none."""
    written = fold(one_line(value, LONGEST_LINE)).text
    if written and not valid_date(written):
        raise Unfit("ledger.date")
    return written


def chosen_keys(keys: Iterable[str] | None, known: Collection[str]) -> tuple[str, ...]:
    """The keys that are known, each once. Raises Unfit for more than MOST_CHOSEN."""
    found = tuple(dict.fromkeys(key for key in keys or () if key in known))
    if len(found) > MOST_CHOSEN:
        raise Unfit("ledger.too-many", most=MOST_CHOSEN, given=len(found))
    return found


def chosen_words(own: Entry, values: Mapping[str, Any]) -> tuple[str, str, int, int]:
    """The id of the passage in which words were chosen, its text, and where in it they start and end. values:
    passage (its number, from 0), start, end. Raises Unfit where there are no such words."""
    number, start, end = (values.get(name) for name in ("passage", "start", "end"))
    if not (type(number) is type(start) is type(end) is int and 0 <= number < len(own.content.texts)):
        raise Unfit("ledger.words")
    text = own.content.texts[number]
    if not 0 <= start < end <= len(text):
        raise Unfit("ledger.words")
    return passage_ids(own.document.id, len(own.content.texts))[number], text, start, end


def today() -> str:
    """This day, in UTC."""
    return dt.datetime.now(dt.UTC).date().isoformat()
