"""The interface in two languages: strings, plural forms, numbers and dates. Digits are Latin in both, months
Gregorian."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal, get_currency_name

from data.tables.model import Document, Plural, Publisher, Word
from data.tables.partial_dates import first_day
from data.tables.vocab import Lang

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
LRM, RLM = "\u200e", "\u200f"
DUAL, LETTER = re.compile(r"ان\b"), re.compile("[\u0621-\u064a]")
SCALES = (
    (1e9, "مليار", "مليارات"),
    (1e6, "مليون", "ملايين"),
    (1e3, "ألف", "آلاف"),
)  # CLDR has only one form of مليار
ISOLATES = dict.fromkeys(map(ord, (LRI, RLI, FSI, PDI)))
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # embeddings, overrides and isolates
UNKNOWN = "—"  # what an added document says of an author whom nobody has named
TITLE = 60  # characters of a title in a list


def preferred(locale: str) -> Lang:
    """The language for a browser's locale or Accept-Language header: English where it asks for another than
    Arabic."""
    return "en" if locale and not locale.lower().startswith("ar") else "ar"


def isolate(text: Any) -> str:
    """Wrap a piece of another direction, so that it does not disturb the line around it, whatever it
    holds."""
    return f"{FSI}{_balanced(str(text))}{PDI}"


def _balanced(text: str) -> str:
    """The text without embeddings and overrides; every isolate in it is closed in it, and none closes what it
    did not open."""
    depth = 0

    def within(found: re.Match[str]) -> str:
        nonlocal depth
        mark = found[0]
        step = -1 if mark == PDI else 1 if mark in (LRI, RLI, FSI) else 0
        if not step or depth + step < 0:
            return ""
        depth += step
        return mark

    return TURNING.sub(within, text) + PDI * depth


def strip_isolates(text: str) -> str:
    """A text without the marks that isolate directions, for other programs."""
    return text.translate(ISOLATES)


class Cased(str):
    """A counted phrase. `oblique`: as it stands after a preposition, in a genitive construction or as an
    object (فقرتين, not فقرتان); the dual is the one form of a count that shows its case."""

    oblique: str

    def __new__(cls, text: str, oblique: str = "") -> Cased:
        """The phrase; without an `oblique` of its own it has one form."""
        phrase = super().__new__(cls, text)
        phrase.oblique = oblique or text
        return phrase

    def within(self, put: Callable[[str], str]) -> Cased:
        """The phrase as a part of another one, in both of its forms."""
        return Cased(put(str(self)), put(self.oblique))


class Filled:
    """What stands in the place of a placeholder; {name:oblique} asks for that form of a Cased phrase."""

    def __init__(self, value: Any):
        self.value = value

    def __format__(self, form: str) -> str:
        return isolate(getattr(self.value, "oblique", self.value) if form == "oblique" else self.value)


@lru_cache(maxsize=4096)
def number(value: float, lang: Lang, digits: int = 0) -> str:
    """A number with thousands separators and at most `digits` decimals."""
    return format_decimal(
        value, format="#,##0." + "#" * digits, locale=_numbers(lang), decimal_quantization=True
    )


@lru_cache(maxsize=1024)
def money(usd: float, lang: Lang) -> Cased:
    """US dollars, compact: $89.4 million, 995 thousand written out; isolated, so that the sign stays with its
    number."""
    if lang == "en":
        return Cased(isolate(f"${_compact(round(usd, -4), 'long', 2) if usd >= 1e6 else number(usd, lang)}"))
    return (_scaled(usd, 2, " دولار") if usd >= 1e6 else _dollars(usd)).within(isolate)


def compact_usd(usd: float, lang: Lang) -> str:
    """US dollars for the axis of a chart, which says elsewhere that it counts dollars: $20M, 20 مليون."""
    return f"${_compact(usd, 'short', 1)}" if lang == "en" else _scaled(usd, 1)


def _compact(usd: float, form: Literal["short", "long"], digits: int) -> str:
    return str(format_compact_decimal(usd, format_type=form, locale="en", fraction_digits=digits))


def _scale(value: float, digits: int) -> tuple[float, str, str]:
    """A number in the largest scale in which it is 1 or more once rounded, and the names of that scale."""
    scale, one, few = next((row for row in SCALES if round(1e3 * value / row[0], digits) >= 1e3), (1, "", ""))
    return round(value / scale, digits), one, few


def _dollars(usd: float) -> Cased:
    """Arabic dollars below a thousand thousands: the noun agrees with the number."""
    forms = {
        "one": "دولار واحد",
        "two": "دولاران",
        "few": f"{number(usd, 'ar')} دولارات",
        "many": f"{number(usd, 'ar')} دولاراً",
    }
    return Cased(
        forms.get(form := _form(round(usd)), f"{number(usd, 'ar')} دولار"), "دولارين" if form == "two" else ""
    )


def _scaled(value: float, digits: int, noun: str = "") -> Cased:
    """An Arabic number in thousands, millions or billions. The noun agrees with the whole part of the number:
    3.1 ملايين as 3 ملايين; a dual loses its last letter before what it counts: مليونا دولار."""
    scaled, one, few = _scale(value, digits)
    form = _form(int(scaled))
    if one and scaled in (1, 2):
        ends = ("", "") if scaled == 1 else ("ا", "ي") if noun else ("ان", "ين")
        return Cased(*(f"{one}{end}{noun}" for end in ends))
    return Cased(f"{number(scaled, 'ar', digits)} {few if form == 'few' else one}".rstrip() + noun)


def _form(n: int) -> str:
    return str(Locale("ar").plural_form(n))


def currency_amount(value: float, currency: str, lang: Lang) -> str:
    """A sum in any currency, by its ISO 4217 code."""
    return (
        money(value, lang)
        if currency == "USD"
        else isolate(f"{number(value, lang, 2)} {get_currency_name(currency, value, lang)}")
    )


def date(value: str, lang: Lang) -> str:
    """A date known to the day, the month or the year ("2023-04-20", "2023-04", "2023"), as far as known; a
    dash where nobody knows."""
    if not value:
        return "—"
    day = first_day(value)
    if value.count("-") == 2:
        return format_date(day, "d MMMM y", locale=lang)
    return format_skeleton("yMMMM", day, locale=lang) if "-" in value else str(day.year)


def name(row: Any, lang: Lang, field: str = "name") -> str:
    """The column `field` of a row in `lang`: name(entity, "ar") reads name_ar."""
    return str(getattr(row, f"{field}_{lang}"))


def listed(parts: list[str], lang: Lang) -> str:
    """A, B, C as one phrase, each part isolated. The phrase says its own direction: FSI looks past isolates
    for one."""
    start, separator = (RLI, "، ") if lang == "ar" else (LRI, ", ")
    return start + separator.join(map(isolate, parts)) + PDI


def conjunction(parts: list[str], lang: Lang) -> str:
    """A, B and C within a sentence, each part isolated. In Arabic each but the first has و, and a comma
    before it where parts are of several words, which may hold a و of their own: A وB وC."""
    if lang == "en":
        return LRI + format_list([*map(isolate, parts)], locale="en_GB") + PDI
    before = "، و" if any(" " in part for part in parts) else " و"
    return RLI + before.join(map(isolate, parts)) + PDI


def author(document: Document, lang: Lang) -> str:
    """Who wrote a document; "" where nobody has been named."""
    written = document.author if lang == "ar" else document.author_en
    return "" if written == UNKNOWN else written


def shortened(text: str, most: int = TITLE) -> str:
    """A text of at most `most` characters; one that was cut, between words where that loses little, says
    so."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    words = cut.rsplit(" ", 1)[0]
    return (words if 3 * len(words) > 2 * most else cut) + "…"


def titled(document: Document) -> str:
    """A document's title, shortened, in a line of its own direction: a line that is too long is then cut at
    its end."""
    mark = RLM if document.language == "ar" else LRM
    return f"{mark}{isolate(shortened(document.title))}"


def _numbers(lang: Lang) -> str:
    # ar-AE writes Latin digits with the separators that the article itself uses.
    return "ar_AE" if lang == "ar" else "en"


def cited(document: Document, lang: Lang, *more: str) -> str:
    """Author, title and date of a quoted document, as far as they are known, and where in it."""
    both = (
        document.title_en
        if document.title_en == document.title
        else f"{document.title_en} ({document.title})"
    )
    # English marks do not turn with what they stand around
    title = f"«{document.title}»" if lang == "ar" else f"“{isolate(both)}”"
    known = (author(document, lang), title, date(document.date, lang) if document.date else "", *more)
    return listed([part for part in known if part], lang)


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
        # Isolates tell the line around them no direction: a string of nothing else would run left to right.
        return filled if self.lang == "en" or LETTER.search(text) else f"{RLI}{filled}{PDI}"

    def count(self, noun: str, n: int) -> Cased:
        """`n` things in the plural form that CLDR prescribes: 3 passages, 11 فقرة."""
        plural, form = self.plurals[noun, self.lang], Locale(self.lang).plural_form(n)
        phrase = str(getattr(plural, form) or plural.other).format(n=self.number(n))
        return Cased(phrase, DUAL.sub("ين", phrase) if form == "two" else "")

    def amount(self, usd: float, at_least: bool) -> Cased:
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

    def with_original(self, publisher: Publisher) -> str:
        """A publisher's name; in Arabic with the name beside it by which a reader finds its pages."""
        found = self.name(publisher)
        return found if publisher.name in found else f"{found} · {isolate(publisher.name)}"

    def listed(self, parts: list[str]) -> str:
        """See `listed`."""
        return listed(parts, self.lang)

    def conjunction(self, parts: list[str]) -> str:
        """See `conjunction`."""
        return conjunction(parts, self.lang)

    def joined(self, parts: list[str]) -> str:
        """Phrases as one, with semicolons between them."""
        return ("؛ " if self.lang == "ar" else "; ").join(parts)

    def author(self, document: Document) -> str:
        """See `author`."""
        return author(document, self.lang)

    def cited(self, document: Document, *more: str) -> str:
        """See `cited`."""
        return cited(document, self.lang, *more)
