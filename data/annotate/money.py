"""Money whose country the words do not name: 412 مليار بيزو is Chilean where the document speaks of Chile. A
guess, never sure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain

from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies

from data.annotate.mentions import SuggestedMention
from data.annotate.world_places import world_place
from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.tables.model import Authority, Entity
from data.tables.vocab import LANGS, Lang
from data.text.figures.figures import FoundFigure
from data.text.lexicon import alternatives, either, word_set, word_values
from data.text.normalize import fold
from data.text.sentences import sentence_ends
from data.text.units import MONEY_LEADS

_SIGN = re.compile(alternatives(list(MONEY_LEADS)))
_NOUN: Mapping[Lang, int] = {"ar": 0, "en": -1}  # which word of a currency's name, and of what is counted
_PLURALS = (1, 2, 5, 11, 100)  # numbers that show the forms of a noun: جنيه، جنيهان، جنيهات، جنيهاً
_FORMS = re.compile(r"(?<=\w{3})ه?(?:ات|ان|ين|ا|s)?$")  # endings with which a noun is counted
_ALSO_CALLED = word_values("currency-also-called")
_WEIGHTS = ("pound",)  # and what of them is of something: 50 pounds of hashish
_MONEY_WORDS = rf"(?<!\w)[وفبل]?(?:ال)?(?:{either('money-word')})(?!\w)"
_OF = re.compile(rf"\s+of\b(?!\s+(?:\w+\s+){{0,2}}?(?:{either('money-word', lang='en')})\b)")
_SPEAKS_OF_MONEY = re.compile(_MONEY_WORDS)
_NEAR = 60  # letters on either side of an amount, in its sentence, in which a word of money stands
Figures = Sequence[tuple[int, FoundFigure]]


def with_currencies(
    atlas: Atlas, passages: Sequence[str], found: Figures, mentions: Iterable[SuggestedMention]
) -> Figures:
    """The figures of a document, by passage; what counts a noun of money is an amount in the currency of a
    country near it, or else in that which the document calls by it elsewhere, or that of a country that it
    names. Where several fit, none is; beside a word of money it is money all the same, nobody knows whose."""
    nouns = {(n, f.start): noun for n, f in found if (noun := _noun(f, passages[n]))}
    if not nouns:
        return found
    own, full = _Countries(atlas, passages, mentions), _in_full(found)
    near = {at: own.near(noun, at) for at, noun in nouns.items()}
    beside: dict[str, set[str]] = {}
    for at, code in near.items():
        beside.setdefault(nouns[at], set()).add(code)
    everywhere = {
        noun: full.get(noun) or _one_of(codes) or own.mostly(noun) for noun, codes in beside.items()
    }
    return [
        (n, replace(f, kind="money", unit=code, sure=False))
        if (at := (n, f.start)) in nouns
        and ((code := near[at] or everywhere[nouns[at]]) or own.is_spent(nouns[at], n, f))
        else (n, f)
        for n, f in found
    ]


def _one_of(codes: Set[str]) -> str:
    """The only code of some that is not empty; "" where they are several or none."""
    named = codes - {""}
    return next(iter(named)) if len(named) == 1 else ""


def _in_full(found: Figures) -> dict[str, str]:
    """Noun of money -> the one currency that the document itself calls by it in full: 836 مليون جنيه
    إسترليني."""
    named: dict[str, set[str]] = {}
    for _, f in found:
        if f.kind == "money" and f.unit:
            for word in map(_form, fold(f.text).text.split()):
                if word in _nouns(f.unit):
                    named.setdefault(word, set()).add(f.unit)
    return {noun: next(iter(codes)) for noun, codes in named.items() if len(codes) == 1}


def _form(noun: str) -> str:
    """A folded noun without the ending with which it is counted."""
    return _FORMS.sub("", noun)


def _noun(figure: FoundFigure, passage: str) -> str:
    """The noun that a figure counts, which may be one of money, or those of the sign before it, of money that
    several countries have: Rs."""
    if figure.kind == "money" and not figure.unit:
        sign = _SIGN.search(fold(figure.text).text)
        return MONEY_LEADS[sign[0]] if sign else ""
    words = fold(figure.unit).text.split() if figure.kind == "count" else []
    if not words:
        return ""
    noun = _form(words[_NOUN["en" if words[-1].isascii() else "ar"]])
    return "" if noun in _WEIGHTS and _OF.match(passage, figure.end) else noun


class _Countries:
    """The countries that a document names, itself or by a place in them, and where: ISO 3166 codes."""

    def __init__(self, atlas: Atlas, passages: Sequence[str], mentions: Iterable[SuggestedMention]):
        codes = country_codes(atlas)
        self._passages = passages
        self._named: dict[int, list[tuple[int, str]]] = {}
        self._moneys: dict[tuple[str, int], list[tuple[int, str]]] = {}
        self._sentences: dict[int, list[int]] = {}
        for mention in mentions:
            place = world_place(mention.entity)
            if code := codes.get(mention.entity) or (place.country if place else ""):
                self._named.setdefault(mention.passage, []).append((mention.start, code))
        self._often = Counter(code for named in self._named.values() for _, code in named)

    def near(self, nouns: str, at: tuple[int, int]) -> str:
        """The currency of a noun in the country of that money which is named last before a place in its
        sentence, or else after it there, or before it in its passage; empty where none is."""
        number, start = at
        having = self._having(nouns, number)
        if not having:
            return ""
        ends = self._ends(number)
        sentence = bisect_right(ends, start)
        begun = ends[sentence - 1] if sentence else 0
        ended = ends[sentence] if sentence < len(ends) else len(self._passages[number])
        before = bisect_left(having, (start, ""))
        place, money = having[before - 1] if before else (-1, "")
        if place < begun and before < len(having) and having[before][0] < ended:
            return having[before][1]
        return money

    def is_spent(self, noun: str, number: int, figure: FoundFigure) -> bool:
        """Whether a figure counts what some countries call their money, beside a word of money: 50 million
        pounds of aid. Whose it is nobody can tell."""
        if noun not in _NOUNS_OF_MONEY:
            return False
        ends = self._ends(number)
        at = bisect_right(ends, figure.start)
        begun, ended = (ends[at - 1] if at else 0), (ends[at] if at < len(ends) else None)
        low, passage = max(begun, figure.start - _NEAR), self._passages[number]
        near = fold(passage[low : min(figure.end + _NEAR, ended or len(passage))]).text.lower()
        return bool(_SPEAKS_OF_MONEY.search(near))

    def _having(self, nouns: str, number: int) -> list[tuple[int, str]]:
        """Where a passage names countries of a money that a noun names, in reading order, and that money."""
        if (nouns, number) not in self._moneys:
            named = sorted(self._named.get(number, ()))
            self._moneys[nouns, number] = [
                (place, money) for place, code in named if (money := _currency(nouns, code))
            ]
        return self._moneys[nouns, number]

    def _ends(self, number: int) -> list[int]:
        """Where the sentences of a passage end."""
        if number not in self._sentences:
            self._sentences[number] = list(sentence_ends(self._passages[number]))
        return self._sentences[number]

    def mostly(self, nouns: str) -> str:
        """The currency of a noun in the one country of that money which the document names; of several in
        that named more often than all others."""
        moneys = {code: money for code in self._often if (money := _currency(nouns, code))}
        if len(set(moneys.values())) > 1:
            often = sum(self._often[code] for code in moneys)
            moneys = {code: money for code, money in moneys.items() if 2 * self._often[code] > often}
        return next(iter(moneys.values()), "")


_NOUNS_OF_MONEY = frozenset(map(_form, word_set("currency-noun")))


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
    """The currency that one of some nouns (see `_noun`) names in a country; "" where none does."""
    meant = nouns.split()
    moneys = get_territory_currencies(country)
    return next((code for code in moneys if not _nouns(code).isdisjoint(meant)), "")


@cache
def _nouns(currency: str) -> frozenset[str]:
    """The nouns of the names of a currency, as they are counted: those in CLDR, the first word in Arabic, the
    last in English, and those of our list."""
    called = (noun for noun, codes in _ALSO_CALLED.items() if currency in codes.split())
    names = (
        fold(get_currency_name(currency, count=count, locale=lang)).text.split()[_NOUN[lang]]
        for lang in LANGS
        for count in _PLURALS
    )
    return frozenset(map(_form, chain(names, called)))
