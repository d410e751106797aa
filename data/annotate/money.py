"""Money whose country the words do not name: 412 مليار بيزو is Chilean where the document speaks of Chile. A
guess, never sure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies

from data.annotate.mentions import SuggestedMention
from data.annotate.world_places import world_place
from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.tables.model import Authority, Entity
from data.tables.vocab import LANGS, Lang
from data.text.figures.figures import FoundFigure
from data.text.lexicon import alternatives
from data.text.normalize import fold
from data.text.units import MONEY_LEADS

_ALIKE = 4  # letters with which the forms of a noun begin: ريال, ريالاً, ريالات
_SIGN = re.compile(alternatives(list(MONEY_LEADS)))
_NOUN: Mapping[Lang, int] = {"ar": 0, "en": -1}  # which word of a currency's name
Figures = Sequence[tuple[int, FoundFigure]]


def with_currencies(atlas: Atlas, found: Figures, mentions: Iterable[SuggestedMention]) -> Figures:
    """The figures of a document, by passage; what counts a noun of money is an amount in the currency of that
    name of the country which the document names most often."""
    if not any(_noun(f) for _, f in found):
        return found
    countries = [code for code, _ in _countries(atlas, mentions).most_common()]
    return [
        (n, replace(f, kind="money", unit=code, sure=False))
        if (noun := _noun(f)) and (code := _currency(noun, tuple(countries)))
        else (n, f)
        for n, f in found
    ]


def _noun(figure: FoundFigure) -> str:
    """What a figure counts, or the noun of the sign before it, of money that several countries have: Rs."""
    if figure.kind == "money" and not figure.unit:
        sign = _SIGN.search(fold(figure.text).text)
        return MONEY_LEADS[sign[0]] if sign else ""
    return figure.unit if figure.kind == "count" else ""


def _countries(atlas: Atlas, mentions: Iterable[SuggestedMention]) -> Counter[str]:
    """How often a document names each country or a place in it: ISO 3166 codes."""
    codes, counted = country_codes(atlas), Counter[str]()
    for mention in mentions:
        place = world_place(mention.entity)
        if code := codes.get(mention.entity) or (place.country if place else ""):
            counted[code] += 1
    return counted


@cached_per_atlas
def country_codes(atlas: Atlas) -> Mapping[str, str]:
    """The ISO 3166 codes of the countries among entities and authorities, by id."""
    territories = Locale("en").territories.items()
    named = {name.partition(" (")[0]: code for code, name in territories if len(code) == 2}
    rows: dict[str, Authority | Entity] = {**atlas.authorities, **atlas.entities}
    names = {key: (row.name_en, *row.aliases_en) for key, row in rows.items() if row.type == "country"}
    found = {key: next((named[name] for name in own if name in named), "") for key, own in names.items()}
    return {key: code for key, code in found.items() if code}


@lru_cache(maxsize=4096)
def _currency(unit: str, countries: tuple[str, ...]) -> str:
    """The currency that a noun names in the first of these countries that has one of that name; "" where none
    has."""
    nouns_meant = {noun.removesuffix("s")[:_ALIKE] for noun in fold(unit).text.split(" ")}
    money = (named for country in countries for named in _money_of(country))
    return next((code for code, nouns in money if not nouns_meant.isdisjoint(nouns)), "")


@cache
def _money_of(country: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The currencies of a country, each with the beginnings of the nouns of its names in CLDR: the first word
    in Arabic, the last in English."""
    return tuple((code, frozenset(_nouns(code))) for code in get_territory_currencies(country))


def _nouns(currency: str) -> Iterator[str]:
    for lang in LANGS:
        yield fold(get_currency_name(currency, locale=lang)).text.split()[_NOUN[lang]][:_ALIKE]
