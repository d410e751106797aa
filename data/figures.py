"""Figures in a passage: money, lengths, counts and dates, with unit and qualifier, and the number they come to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from data.arabic import fold
from data.counted import counted
from data.dates import dates
from data.numerals import Number, Token, begins_number, half_behind, number_at, plain, tokens

Kind = Literal["money", "length", "count", "date"]
_MONEY = {
    "دولار": "USD", "دولارا": "USD", "دولارات": "USD", "يورو": "EUR", "روبل": "RUB", "روبلا": "RUB", "سوموني": "TJS", "يوان": "CNY",
    "ين": "JPY", "درهم": "AED", "تنغه": "KZT", "تنغي": "KZT", "$": "USD", "usd": "USD", "€": "EUR", "eur": "EUR", "£": "GBP", "₽": "RUB",
    "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB",
    "somoni": "TJS", "yuan": "CNY", "yen": "JPY", "tenge": "KZT", "afghanis": "AFN", "pounds": "GBP",
}  # fmt: skip
_LENGTH = {
    "كيلومتر": "km", "كيلومترا": "km", "كيلومترات": "km", "كيلومترين": "km", "كيلو": "km", "كلم": "km", "كم": "km", "متر": "m", "مترا": "m",
    "امتار": "m", "مترين": "m", "ميل": "mi", "ميلا": "mi", "اميال": "mi", "km": "km", "kms": "km", "kilometre": "km", "kilometres": "km",
    "kilometer": "km", "kilometers": "km", "metre": "m", "metres": "m", "meter": "m", "meters": "m", "mile": "mi", "miles": "mi",
}  # fmt: skip
_TIME = {
    "قرن": "centuries", "قرنا": "centuries", "قرون": "centuries", "عقد": "decades", "عقدا": "decades", "عقود": "decades",
    "عام": "years", "عاما": "years", "اعوام": "years", "سنه": "years", "سنوات": "years", "سنين": "years", "شهر": "months",
    "شهرا": "months", "اشهر": "months", "شهور": "months", "اسبوع": "weeks", "اسبوعا": "weeks", "اسابيع": "weeks", "يوم": "days",
    "يوما": "days", "ايام": "days", "ساعه": "hours", "ساعات": "hours", "century": "centuries", "centuries": "centuries",
    "decade": "decades", "decades": "decades", "year": "years", "years": "years", "month": "months", "months": "months",
    "week": "weeks", "weeks": "weeks", "day": "days", "days": "days", "hour": "hours", "hours": "hours",
}  # fmt: skip
_TIMES = {"ضعف": "times", "اضعاف": "times", "ضعفا": "times", "مره": "times", "مرات": "times", "times": "times", "fold": "times"}
_WEIGHT = {
    "طن": "t", "طنا": "t", "اطنان": "t", "ton": "t", "tons": "t", "tonne": "t", "tonnes": "t", "كيلوغرام": "kg", "كيلوغراما": "kg",
    "كيلوغرامات": "kg", "كغ": "kg", "كلغ": "kg", "كيلوجرام": "kg", "kg": "kg", "kilogram": "kg", "kilograms": "kg", "kilogramme": "kg",
    "kilogrammes": "kg", "kilos": "kg",
}  # fmt: skip
_SHARE = {"%": "%", "٪": "%", "percent": "%"}
_TWICE = {  # a dual that is number and unit in one
    "عقدين": ("date", "decades"), "عقدان": ("date", "decades"), "عامين": ("date", "years"), "عامان": ("date", "years"),
    "سنتين": ("date", "years"), "سنتان": ("date", "years"), "شهرين": ("date", "months"), "شهران": ("date", "months"),
    "اسبوعين": ("date", "weeks"), "اسبوعان": ("date", "weeks"), "يومين": ("date", "days"), "يومان": ("date", "days"),
    "كيلومترين": ("length", "km"), "كيلومتران": ("length", "km"), "مترين": ("length", "m"), "دولارين": ("money", "USD"),
    "طنين": ("count", "t"), "طنان": ("count", "t"), "مرتين": ("count", "times"), "ضعفين": ("count", "times"), "twice": ("count", "times"),
}  # fmt: skip
_GROWN = re.compile(r"(?<!\w)[وف]?((?:ت|ي|ست|يت|تت)?ضاعف(?:ت|وا|ا)?|doubled|doubling|tripled|quadrupled|halved)(?!\w)")
_FACTOR = {"tripled": "3", "quadrupled": "4", "halved": "0.5"}
QUALIFIERS = (
    ("more than", r"(?:ب|ل)?(?:اكثر من|ازيد من|ما يزيد (?:علي|عن)|يزيد (?:علي|عن)|تزيد (?:علي|عن)|ما يتجاوز|يتجاوز|تتجاوز|تجاوزت?|فوق ال|"
                  r"ما يفوق|يفوق|تفوق|more than|over|above|exceeding|in excess of|upwards of)"),
    ("at least", r"(?:ما لا يقل عن|لا يقل عن|لا تقل عن|بما لا يقل عن|علي الاقل|at least|no less than|no fewer than|not less than)"),
    ("less than", r"(?:ب|ل)?(?:اقل من|ما يقل عن|دون ال|less than|fewer than|under|below)"),
    ("up to", r"(?:ما يصل الي|يصل الي|تصل الي|بما يصل الي|حد اقصي|up to|as many as|as much as)"),
    ("about", r"(?:ب|ل)?(?:نحو|حوالي|قرابه|زهاء|ما يقارب|يقارب|تقارب|ما يقرب من|يناهز|تناهز|ما يناهز|about|around|nearly|almost|roughly|"
              r"approximately|approx\.?|some|circa|an estimated|close to)"),
    ("by", r"(?:بنسبه|بواقع|by)"),
)  # fmt: skip
_QUALIFIED = tuple((name, re.compile(rf"(?<!\w)[وف]?({words})\s+(?:ال\s?)?$")) for name, words in QUALIFIERS)
_NUMBERED = re.compile(
    r"(?:رقم|الماده|ماده|الفقره|فقره|القرار|قرار|صفحه|ص|طراز|غرفه|resolution|article|paragraph|chapter|page|no|number|section|model|flight)\W*$"
)


@dataclass(frozen=True)
class FoundFigure:
    """A figure: span in the passage (qualifier included, attached particle not), kind, and what it comes to.

    value: a plain number; for dates an ISO date, month, year or interval; empty where the text gives none that can be
    told without knowing when it was written. unit: ISO 4217 for money, km, m, mi, %, t, kg, times, a span of time, or the
    noun counted, as written.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: str
    unit: str
    qualifier: str


def figures(passage: str, written: str = "", names: Sequence[tuple[int, int]] = ()) -> tuple[FoundFigure, ...]:
    """The figures of a passage in reading order. `written`: the ISO date of the document, for "last year"; `names`:
    spans of names, whose numbers count nothing (Group of Twenty, RQ-20)."""
    folded = fold(passage)
    words = tokens(folded.text)
    dated = list(dates(folded.text, written))
    taken = [(d.start, d.end) for d in dated]
    raw: list[Raw] = [(d.start, d.end, "date", d.value, d.unit, d.qualifier) for d in dated]
    raw += [r for r in (*_counted(folded.text, words), *_grown(folded.text)) if all(r[1] <= s or r[0] >= e for s, e in taken)]
    found: list[FoundFigure] = []
    for start, end, kind, value, unit, qualifier in sorted(raw, key=lambda r: r[:2]):
        first, last = folded.span(start, end)
        if kind != "date" and (inside := [(s, e) for s, e in names if s < last and first < e]):
            noun = folded.span(*unit) if isinstance(unit, tuple) else (0, 0)
            if min(inside)[0] < noun[0] or noun == (0, 0):
                continue
            if max(e for _, e in inside) >= noun[1]:  # what is counted is a name: 1.5 million Tajiks
                last, unit = first + len(passage[first : noun[0]].rstrip()), ""
        if not found or first >= found[-1].end:
            unit = passage[slice(*folded.span(*unit))] if isinstance(unit, tuple) else unit
            found.append(FoundFigure(first, last, passage[first:last], kind, value, unit, qualifier))  # type: ignore[arg-type]
    return tuple(found)


Unit = str | tuple[int, int]  # a noun by its span in the folded text
Raw = tuple[int, int, str, str, Unit, str]


def _counted(text: str, words: list[Token]) -> Iterator[Raw]:
    at = 0
    while at < len(words):
        if not _speaks_of_numbers(words[at].text):
            at += 1
            continue
        number = number_at(words, at)
        if number is None or _is_label(text, words, at, number):
            if number is None and (dual := _dual(text, words, at)):
                yield dual
            at = at + 1 if number is None else number.after
            continue
        kind, unit, start, end, after = _measured(text, words, at, number)
        value = number.value
        if isinstance(unit, str) and unit and (half := half_behind(words, after)):
            value, end, after = value + half[0], *half[1:]
        start, qualifier = _qualified(text, start)
        if kind != "count" or unit or not number.digits or qualifier:
            yield start, end, kind, plain(value), unit, qualifier
        at = max(after, at + 1)


def _dual(text: str, words: list[Token], at: int) -> Raw | None:
    """A dual that is number and unit in one, with the half behind it."""
    word = _unattached(words[at].text)
    if word not in _TWICE:
        return None
    half = half_behind(words, at + 1)
    start, qualifier = _qualified(text, words[at].end - len(word))
    kind, unit = _TWICE[word]
    return start, half[1] if half else words[at].end, kind, plain(2 + half[0] if half else Decimal(2)), unit, qualifier


@lru_cache(maxsize=65536)
def _speaks_of_numbers(word: str) -> bool:
    return begins_number(word) or _unattached(word) in _TWICE


def _unattached(word: str) -> str:
    return word[1:] if word not in _TWICE and word[:1] in "وفبل" else word


def _measured(text: str, words: list[Token], at: int, number: Number) -> tuple[Kind, Unit, int, int, int]:
    """Kind and unit of a number, and its span with them."""
    if at and words[at - 1].text in _MONEY and not words[at - 1].text.isalpha():
        first = words[at - 2] if at > 1 and words[at - 2].text == "us" else words[at - 1]
        return "money", _MONEY[words[at - 1].text], first.start, number.end, number.after
    after = number.after
    if after < len(words) and ((words[after].text == "من" and number.value >= 1000) or _hyphened(words, after)):
        after += 1
    if after >= len(words) or text[number.end : words[after].start].strip(" -\u00a0من"):
        return "count", "", number.start, number.end, number.after
    unit = words[after]
    kinds: tuple[tuple[Kind, dict[str, str]], ...] = (
        ("money", _MONEY), ("length", _LENGTH), ("date", _TIME), ("count", _TIMES), ("count", _SHARE), ("count", _WEIGHT),
    )  # fmt: skip
    for kind, table in kinds:
        if (key := unit.text.removeprefix("ال")) in table:
            if kind == "length" and after + 1 < len(words) and words[after + 1].text in ("مربع", "مربعا", "مربعه"):
                return "count", f"{table[key]}²", number.start, words[after + 1].end, after + 2
            return kind, table[key], number.start, unit.end, after + 1
    for share in ("في الميه", "بالميه", "في المايه", "بالمايه", "per cent"):
        if text.startswith(share, unit.start):
            return "count", "%", number.start, unit.start + len(share), after + len(share.split())
    if (noun := counted(text, words, after, number.end)) is None:
        return "count", "", number.start, number.end, number.after
    return "count", noun[:2], number.start, noun[1] if noun[0] - number.end <= 1 else number.end, noun[2]


def _hyphened(words: list[Token], at: int) -> bool:
    """Whether a unit is joined to a number by the hyphen at `at`: an 18-kilometre road."""
    if not 0 < at < len(words) - 1 or words[at].text != "-" or words[at - 1].end != words[at].start or words[at].end != words[at + 1].start:
        return False
    unit = words[at + 1].text
    return any(unit in units for units in (_LENGTH, _TIME, _WEIGHT, _MONEY))


def _is_label(text: str, words: list[Token], at: int, number: Number) -> bool:
    """Whether a number in digits names rather than counts: RQ-20, 14:40, 5+1, resolution 1373, an address, a list mark."""
    if text[max(0, number.start - 4) : number.start] == "the " and number.value == 2:
        return True  # the two sides: counts nothing new
    if not number.digits:
        return words[at].text in ("m", "k", "bn")
    before, behind = text[: number.start], text[number.end : number.end + 2]
    if re.search(r"[\w+:/#@&=.-]$", before) and not re.search(r"(?<!\w)(?:[وفبلك]|ال)\s?-?$", before):
        return True
    if re.match(r"[:/+@_]\S|-\w|[^\W\d]", behind) and not re.match(r"km|m\b|k\b", behind):
        return not _hyphened(words, number.after)
    return bool(_NUMBERED.search(before))


def _qualified(text: str, start: int) -> tuple[int, str]:
    """Where a figure begins with its qualifier, and the qualifier."""
    before = text[max(0, start - 24) : start]
    before = before if re.search(r"\s$", before) else re.sub(r"(?<=\s)[بل]$", "", before)
    for name, pattern in _QUALIFIED:
        if match := pattern.search(before):
            words = match[1]
            joined = int(words[0] in "بل" and not words.startswith(("بنسبه", "بواقع", "بما", "لا ")))
            return start - len(before) + match.start(1) + joined, name
    return start, ""


def _grown(text: str) -> Iterator[Raw]:
    """Verbs that say how far something grew: تضاعف, doubled."""
    for match in _GROWN.finditer(text):
        yield match.start(1), match.end(1), "count", _FACTOR.get(match[1], "2"), "times", ""
