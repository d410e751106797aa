"""The interface in two languages: strings, plural forms, numbers and dates. Digits are Latin in both, months
Gregorian."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from data.i18n.amounts import Cased, compact_usd, currency_amount, money, number
from data.i18n.isolates import LRI, LRM, PDI, RLI, RLM, drop_stop, hold_percent, isolate
from data.tables.model import Document, Plural, Publisher, Source, Word
from data.tables.partial_dates import first_day
from data.tables.vocab import Lang

DUAL, LETTER = re.compile(r"ان\b"), re.compile("[\u0621-\u064a]")
UNKNOWN = "—"  # what an added document says of an author whom nobody has named
TITLE = 60  # characters of a title in a list


def preferred_language(locale: str) -> Lang:
    """The language for a browser's locale or Accept-Language header: English where it asks for another than
    Arabic."""
    return "en" if locale and not locale.lower().startswith("ar") else "ar"


class Filled:
    """What stands in the place of a placeholder; {name:oblique} asks for that form of a Cased phrase."""

    def __init__(self, value: Any):
        self.value = value

    def __format__(self, form: str) -> str:
        return isolate(getattr(self.value, "oblique", self.value) if form == "oblique" else self.value)


@lru_cache(maxsize=1024)
def date(value: str, lang: Lang) -> str:
    """A date known to the day, the month or the year ("2023-04-20", "2023-04", "2023"), as far as known, or a
    day of no known year ("--04-20"); a dash where nobody knows."""
    if not value:
        return "—"
    if value.startswith("--"):
        return format_date(first_day(f"2000{value[1:]}"), "d MMMM", locale=lang)
    day = first_day(value)
    if value.count("-") == 2:
        return format_date(day, "d MMMM y", locale=lang)
    return format_skeleton("yMMMM", day, locale=lang) if "-" in value else str(day.year)


def name(row: Any, lang: Lang, field: str = "name") -> str:
    """The column `field` of a row in `lang`: name(entity, "ar") reads name_ar."""
    return str(getattr(row, f"{field}_{lang}"))


def comma_list(parts: list[str], lang: Lang) -> str:
    """A, B, C as one phrase, each part isolated. The phrase says its own direction: FSI looks past isolates
    for one."""
    start, separator = (RLI, "، ") if lang == "ar" else (LRI, ", ")
    return start + separator.join(map(isolate, parts)) + PDI


def conjunction(parts: list[str], lang: Lang) -> str:
    """A, B and C within a sentence, each part isolated. In Arabic each but the first has و, and a comma
    before it where a part holds a و of its own, or where more than two are of several words: A وB وC."""
    if lang == "en":
        return LRI + format_list([*map(isolate, parts)], locale="en_GB") + PDI
    apart = any(" و" in part for part in parts) or (len(parts) > 2 and any(" " in part for part in parts))
    before = "، و" if apart else " و"
    return RLI + before.join(map(isolate, parts)) + PDI


def author(document: Document, lang: Lang) -> str:
    """Who wrote a document; "" where nobody has been named."""
    written = document.author if lang == "ar" else document.author_en
    return "" if written == UNKNOWN else written


def shorten(text: str, most: int = TITLE) -> str:
    """A text of at most `most` characters; one that was cut, between words where that loses little, says
    so."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    words = cut.rsplit(" ", 1)[0]
    return (words if 3 * len(words) > 2 * most else cut).rstrip("،,؛;: ") + "…"


def in_marks(text: str, lang: Lang) -> str:
    """A quotation between the marks of its language, letter by letter as it was written."""
    return f"«{text}»" if lang == "ar" else f"“{text}”"


def document_title(document: Document, lang: Lang) -> str:
    """A document's title for a reader of `lang`: as printed, or in English."""
    return document.title_en if lang == "en" else document.title


def short_title(document: Document, lang: Lang) -> str:
    """A document's title, shortened, in a line of its own direction: a line that is too long is then cut at
    its end."""
    title = document_title(document, lang)
    mark = RLM if document.language == "ar" and title == document.title else LRM
    return f"{mark}{isolate(shorten(title))}"


def document_citation(document: Document, lang: Lang, *more: str) -> str:
    """Author, title and date of a quoted document, as far as they are known, and where in it."""
    both = (
        document.title_en
        if document.title_en == document.title
        else f"{document.title_en} ({document.title})"
    )
    # English marks do not turn with what they stand around
    title = f"«{document.title}»" if lang == "ar" else f"“{isolate(both)}”"
    known = (author(document, lang), title, date(document.date, lang) if document.date else "", *more)
    return comma_list([part for part in known if part], lang)


@dataclass(frozen=True, eq=False)
class Text:
    """The interface in one language: the strings of words.csv and plurals.csv, and numbers, names and dates
    as that language writes them. An atlas hands out one for each language (`Atlas.text`)."""

    words: Mapping[str, Word]
    plurals: Mapping[tuple[str, str], Plural]
    lang: Lang

    def __call__(self, key: str, **values: Any) -> str:
        """The string `key` of words.csv, its placeholders filled and isolated. Raises KeyError for an unknown
        key."""
        text: str = getattr(self.words[key], self.lang)
        if not values:
            return text
        filled = text.format(**{name: Filled(value) for name, value in values.items()})
        filled = drop_stop(hold_percent(filled))
        # Isolates tell the line around them no direction: a string of nothing else would run left to right.
        return filled if self.lang == "en" or LETTER.search(text) else f"{RLI}{filled}{PDI}"

    def count(self, noun: str, n: int) -> Cased:
        """`n` things in the plural form that CLDR prescribes: 3 passages, 11 فقرة."""
        plural, form = self.plurals[noun, self.lang], Locale(self.lang).plural_form(n)
        phrase = str(getattr(plural, form) or plural.other).format(n=self.number(n))
        return Cased(phrase, DUAL.sub("ين", phrase) if form == "two" else "")

    def plural_forms(self, noun: str) -> dict[str, str]:
        """How so many of `noun` are called, by the plural forms of CLDR that this language has."""
        plural = self.plurals[noun, self.lang]
        forms: dict[str, str] = plural.model_dump(exclude={"noun", "lang"}, exclude_defaults=True)
        return forms

    def amount(self, usd: float, *, at_least: bool) -> Cased:
        """US dollars in words; an amount published as "over" is a lower bound and says so."""
        usual = self.money(usd)
        return usual.within(lambda text: self("money.at-least", amount=text)) if at_least else usual

    def number(self, value: float, digits: int = 0) -> str:
        """See `number`."""
        return number(value, self.lang, digits)

    def money(self, usd: float) -> Cased:
        """See `money`."""
        return money(usd, self.lang)

    def compact_usd(self, usd: float) -> str:
        """See `compact_usd`."""
        return compact_usd(usd, self.lang)

    def currency_amount(self, value: float, currency: str) -> str:
        """See `currency_amount`."""
        return currency_amount(value, currency, self.lang)

    def date(self, value: str) -> str:
        """See `date`."""
        return date(value, self.lang)

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166 code (EU and UN too)."""
        return str(Locale(self.lang).territories.get(code, code))

    def name(self, row: Any, field: str = "name") -> str:
        """See `name`."""
        return name(row, self.lang, field)

    def source_title(self, source: Source) -> str:
        """A source's title: as the page has it; what is our own work or words, in the reader's language."""
        if source.id == "dalil":
            return self("sources.ours")
        return source.title_ar if self.lang == "ar" and source.title_ar else source.title

    def source_language(self, source: Source) -> str:
        """The language of what `source_title` gives, ISO 639-1; "" where it is not known."""
        return self.lang if source.id == "dalil" or source.title_ar else source.language

    def with_original(self, publisher: Publisher) -> str:
        """A publisher's name; in Arabic with the name beside it by which a reader finds its pages."""
        found = self.name(publisher)
        return found if publisher.name in found else f"{found} · {isolate(publisher.name)}"

    def comma_list(self, parts: list[str]) -> str:
        """See `comma_list`."""
        return comma_list(parts, self.lang)

    def series(self, parts: Iterable[str]) -> str:
        """A, B, C within a line of this language, each part isolated."""
        return ("، " if self.lang == "ar" else ", ").join(map(isolate, parts))

    def conjunction(self, parts: list[str]) -> str:
        """See `conjunction`."""
        return conjunction(parts, self.lang)

    def semicolon_list(self, parts: list[str]) -> str:
        """Phrases as one, with semicolons between them."""
        return ("؛ " if self.lang == "ar" else "; ").join(parts)

    def author(self, document: Document) -> str:
        """See `author`."""
        return author(document, self.lang)

    def document_title(self, document: Document) -> str:
        """See `document_title`."""
        return document_title(document, self.lang)

    def citation(self, document: Document, *more: str) -> str:
        """See `document_citation`; a text that a machine has read in pictures of pages is called so."""
        ocr = (self("document.ocr"),) if document.ocr else ()
        return document_citation(document, self.lang, *more, *ocr)
