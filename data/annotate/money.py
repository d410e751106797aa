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
    """The figures of a document, by passage; what counts a noun of money is an amount in the currency that
    the document calls by it elsewhere, or that of a country that it names. Where several fit, none is."""
    if not any(_noun(f) for _, f in found):
        return found
    own, chosen = _Countries(atlas, mentions), _in_full(found)
    for n, f in found:
        if (key := _key(_noun(f))) and not chosen.get(key):
            chosen[key] = own.currency(key, (n, f.start))
    return [
        (n, replace(f, kind="money", unit=code, sure=False))
        if (key := _key(_noun(f))) and (code := chosen[key])
        else (n, f)
        for n, f in found
    ]


def _in_full(found: Figures) -> dict[str, str]:
    """Noun of money -> the one currency that the document itself calls by it in full: 836 مليون جنيه
    إسترليني."""
    named: dict[str, set[str]] = {}
    for _, f in found:
        if f.kind == "money" and f.unit:
            for word in set(fold(f.text).text.split()):
                named.setdefault(_key(word), set()).add(f.unit)
    return {noun: next(iter(codes)) for noun, codes in named.items() if len(codes) == 1}


def _key(unit: str) -> str:
    """What the nouns of a unit begin with, as words in a set order."""
    return " ".join(sorted({noun.removesuffix("s")[:_ALIKE] for noun in fold(unit).text.split()}))


def _noun(figure: FoundFigure) -> str:
    """What a figure counts, or the noun of the sign before it, of money that several countries have: Rs."""
    if figure.kind == "money" and not figure.unit:
        sign = _SIGN.search(fold(figure.text).text)
        return MONEY_LEADS[sign[0]] if sign else ""
    return figure.unit if figure.kind == "count" else ""


class _Countries:
    """The countries that a document names, itself or by a place in them, and where: ISO 3166 codes."""

    def __init__(self, atlas: Atlas, mentions: Iterable[SuggestedMention]):
        codes = country_codes(atlas)
        self._named = list[tuple[tuple[int, int], str]]()
        for mention in mentions:
            place = world_place(mention.entity)
            if code := codes.get(mention.entity) or (place.country if place else ""):
                self._named.append(((mention.passage, mention.start), code))
        self._often = Counter(code for _, code in self._named)

    def currency(self, nouns: str, at: tuple[int, int]) -> str:
        """The currency of a noun in the one country of that money which the document names; of several in
        the one named last before a place in its passage, else in that named more often than all others."""
        moneys = {code: money for code in self._often if (money := _currency(nouns, code))}
        if len(set(moneys.values())) > 1:
            before = (code for (n, start), code in self._named if n == at[0] and start < at[1])
            near = [code for code in before if code in moneys][-1:]
            often = sum(self._often[code] for code in moneys)
            moneys = {code: moneys[code] for code in near or moneys if near or 2 * self._often[code] > often}
        return next(iter(moneys.values()), "")


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
def _currency(nouns: str, country: str) -> str:
    """The currency that one of some nouns (see `_key`) names in a country; "" where none does."""
    meant = nouns.split()
    return next((code for code, named in _money_of(country) if not named.isdisjoint(meant)), "")


@cache
def _money_of(country: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The currencies of a country, each with the beginnings of the nouns of its names in CLDR: the first word
    in Arabic, the last in English."""
    return tuple((code, frozenset(_nouns(code))) for code in get_territory_currencies(country))


def _nouns(currency: str) -> Iterator[str]:
    for lang in LANGS:
        yield fold(get_currency_name(currency, locale=lang)).text.split()[_NOUN[lang]][:_ALIKE]
