"""What a row of the ledger says, written in either language."""

from __future__ import annotations

from data.documents.ledger.written import LONGEST_LINE, LONGEST_TEXT
from data.i18n import Text
from data.tables.model import Evidence, Statement
from data.tables.vocab import LANGS, Lang
from ui.session.written import write_line, write_long


def said_in(lang: Lang, seen: Evidence | Statement | None, field: str, t: Text) -> str:
    """What a row says in a field of one language; what stands in both alike is shown once, in that of the
    reader. "" without a row."""
    said = {each: str(getattr(seen, f"{field}_{each}")) if seen else "" for each in LANGS}
    return "" if lang != t.lang and said["en"] == said["ar"] else said[lang]


def say_in(lang: Lang, label: str, written: str, key: str, t: Text) -> str:
    """Show what is said in one language, to be written; a language other than the reader's is named."""
    if lang != t.lang:
        label = t("ledger.in-language", field=label, language=t(f"lang.{lang}"))
    return write_long(label, written, LONGEST_TEXT, key, height=80)


def value_fields(seen: Evidence | Statement | None, turn: str, t: Text, proposed: str = "") -> dict[str, str]:
    """Show the value that a row claims, a line in each language, that of the reader first. proposed: what
    stands there before anything was written."""
    found = {}
    for lang in (t.lang, *(lang for lang in LANGS if lang != t.lang)):
        label = t("ledger.field-value")
        if lang != t.lang:
            label = t("ledger.in-language", field=label, language=t(f"lang.{lang}"))
        written = said_in(lang, seen, "value", t) if seen else proposed if lang == t.lang else ""
        found[f"value_{lang}"] = write_line(label, written, LONGEST_LINE, f"value-{lang}-{turn}")
    return found
