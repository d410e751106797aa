"""Numbers and amounts of money as each language writes them. Digits are Latin in both; an Arabic noun agrees
with its number."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.numbers import format_compact_decimal, format_decimal, get_currency_name

from data.i18n.isolates import isolate
from data.tables.vocab import Lang

SCALES = (
    (1e9, "مليار", "مليارات"),
    (1e6, "مليون", "ملايين"),
    (1e3, "ألف", "آلاف"),
)  # CLDR has only one form of مليار


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


def _numbers(lang: Lang) -> str:
    # ar-AE writes Latin digits with the separators that the article itself uses.
    return "ar_AE" if lang == "ar" else "en"


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
