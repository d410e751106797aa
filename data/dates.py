"""Dates in folded text: days, months and years as written, and those that count from the day of writing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAMES = (
    "يناير جانفي january jan", "فبراير فيفري شباط february feb", "مارس اذار march mar", "ابريل افريل نيسان april apr",
    "مايو ماي ايار may", "يونيو يونيه جوان حزيران june jun", "يوليو يوليه جويليه تموز july jul", "اغسطس اوت اب august aug",
    "سبتمبر ايلول september sep sept", "اكتوبر october oct", "نوفمبر november nov", "ديسمبر december dec",
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()} | {
    "تشرين الاول": 10, "تشرين الثاني": 11, "كانون الاول": 12, "كانون الثاني": 1,
}  # fmt: skip
_LIKE_WORDS = ("may", "march", "ماي", "اب", "اوت", "mar", "sep", "dec", "jan")  # months that are words or names as well
_M = "|".join(sorted(_MONTHS, key=len, reverse=True))
_CLEAR = "|".join(name for name in sorted(_MONTHS, key=len, reverse=True) if name not in _LIKE_WORDS)
_Y = r"(?:1[89]\d\d|20\d\d)"
_PHASED = r"(?P<phase>اوايل|مطلع|بدايه|منتصف|اواسط|اواخر|نهايه|early|mid|late|the end of|the beginning of)[\s-]+"
_PHASE = rf"(?:{_PHASED})?"
_PHASES = {
    "اوايل": "early", "مطلع": "early", "بدايه": "early", "the beginning of": "early", "منتصف": "mid", "اواسط": "mid",
    "اواخر": "late", "نهايه": "late", "the end of": "late",
}  # fmt: skip
_START = r"(?<![\w/.:+-])(?:[وفبلك]{1,2}(?=\w))?"
_NEXT, _LAST = "المقبله?|القادمه?|next|coming", "الماضيه?|الفايته?|المنصرمه?|last|past|previous"
_NOW = "الجاريه?|الحاليه?|هذا|هذه|this|current"
_WHEN = rf"(?P<when>{_LAST}|{_NOW}|{_NEXT})"
_YEAR = "العام|السنه|عام|سنه|year"
_PATTERNS = tuple(  # what a text must have for each to be worth trying, and the pattern
    (frozenset(needs.split()), re.compile(pattern))
    for needs, pattern in (
        ("year", r"(?<![\w/.:+-])(?P<iso>\d{4}-\d{2}-\d{2})(?![\w-])"),
        ("year", rf"(?<![\w/.:+-])(?P<d>\d{{1,2}})[/.](?P<n>\d{{1,2}})[/.](?P<y>{_Y})(?!\w)"),
        (
            "month year",
            rf"{_START}{_PHASE}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:من\s+)?(?:شهر\s+)?(?:of\s+)?(?P<m>{_M})(?!\w)(?:/\w+)?(?:\s+(?:من\s+)?(?:عام\s+|سنه\s+)?|,?\s*)(?P<y>{_Y})(?!\w)",
        ),
        ("month year", rf"{_START}(?P<m>{_M})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:[,،]\s*|\s+)(?P<y>{_Y})(?!\w)"),
        ("month", rf"{_START}(?P<d>\d{{1,2}})\s+(?P<m>{_M})(?!\w)(?P<when>\s+(?:{_LAST}|{_NOW}|{_NEXT}))?(?!\w)"),
        (
            "month",
            rf"{_START}(?P<m>january|february|march|april|may|june|july|august|september|october|november|december)\s+(?P<d>\d{{1,2}})(?!\w)",
        ),
        ("month year", rf"{_START}{_PHASE}(?:شهر\s+)?(?P<m>{_M})(?!\w)(?:/\w+)?,?\s+(?:من\s+)?(?:عام\s+|سنه\s+|of\s+)?(?P<y>{_Y})(?!\w)"),
        ("month", rf"{_START}(?:شهر\s+)?(?P<m>{_M})(?!\w)\s+{_WHEN}(?!\w)"),
        ("month", rf"{_START}(?P<when>last|next|this)\s+(?P<m>{_M})(?!\w)"),
        (
            "year",
            rf"{_START}(?:(?:ال)?(?:عامي|سنتي|اعوام|فتره|years)\s+)?(?P<y>{_Y})\s*(?:-|و|الي|حتي|and|to|until)\s*(?:عام\s+)?(?P<y2>{_Y})(?![\w,.]\d|\w)",
        ),
        ("year", rf"{_START}{_PHASE}(?:{_YEAR})\s+(?P<y>\d{{4}})(?!\w|[,.]\d|\s*ه(?!\w))"),
        ("year", rf"(?<!\w){_PHASED}(?P<y>{_Y})(?!\w|[,.]\d|-\d)"),
        ("month", rf"(?<!\w)(?:في|خلال|منذ|حتي|شهر|in|since|during|until|last)\s+(?:شهر\s+)?(?P<month>{_CLEAR})(?!\w)"),
        ("year", rf"{_START}(?P<decade>(?:1[89]|20)\d0)s(?!\w)"),
        (
            "year",
            rf"(?<!\w)(?:في|منذ|حتي|الي|قبل|بعد|خلال|in|since|until|by|before|after|during|from|between|to|and|of|early|late|mid)(?:\s+|-)(?P<only>{_Y})(?!\w|[,.]\d|-\d)",
        ),
        ("year", rf"\((?P<only>{_Y})\)"),
        ("ago", rf"(?P<span>(?<!\w)(?:خلال|طوال|علي مدي)\s+)?{_START}(?P<whole>العام|السنه|عام|الشهر|الاسبوع|القرن)\s+{_WHEN}(?!\w)"),
        (
            "back",
            r"(?P<span>(?<!\w)(?:during|over|throughout|in)\s+the\s+)?(?<!\w)(?P<when>last|past|this|next|coming|previous)\s+(?P<whole>year|month|week|century)(?!\w)",
        ),
        ("day", r"(?<!\w)(?P<day>امس|yesterday)(?!\w)"),
    )
)
_HAS = {
    "year": re.compile(r"\d{4}"),
    "month": re.compile(rf"(?<!\w)[وفبلك]{{0,2}}(?:{_M})(?!\w)"),
    "ago": re.compile(rf"(?:عام|السنه|الشهر|الاسبوع|القرن)\s+(?:{_LAST}|{_NOW}|{_NEXT})"),
    "back": re.compile(r"(?:last|past|this|next|coming|previous)\s+(?:year|month|week|century)"),
    "day": re.compile("امس|yesterday"),
}
_WHOLE = {
    "العام": "year", "السنه": "year", "عام": "year", "year": "year", "الشهر": "month", "month": "month", "الاسبوع": "week", "week": "week",
    "القرن": "century", "century": "century",
}  # fmt: skip
_COUNTS = re.compile(
    r"\s*(?:%|٪|كيلو|كلم|كم|متر|دولار|مليون|مليار|الف|جندي|شخص|km|kilomet|million|billion|dollar|people|soldiers|men|troops)"
)


@dataclass(frozen=True)
class FoundDate:
    """A date in folded text. value: an ISO day, month, year or interval; empty when it counts from an unknown day.
    qualifier: last, this, next, early, mid, late, or nearest: the year is not written and was taken to be the nearest."""

    start: int
    end: int
    value: str
    unit: str
    qualifier: str


def dates(text: str, written: str = "") -> Iterator[FoundDate]:
    """The dates of a folded text; those named first in the list of patterns win. `written`: ISO date of the document."""
    taken: list[tuple[int, int]] = []
    has = {name for name, pattern in _HAS.items() if pattern.search(text)}
    for pattern in (pattern for needs, pattern in _PATTERNS if needs <= has):
        for match in pattern.finditer(text):
            found = _date(match, written)
            if found and all(found.end <= start or found.start >= end for start, end in taken):
                if found.unit == "year" and _COUNTS.match(text, found.end):
                    continue
                taken.append((found.start, found.end))
                yield found


def _date(match: re.Match[str], written: str) -> FoundDate | None:
    parts = {name: value for name, value in match.groupdict().items() if value}
    first = min((match.start(name) for name in parts if name != "span"), default=match.start())
    start = _beginning(match, first)
    try:
        value, unit = _value(parts, written)
    except ValueError:
        return None
    whole = "only" if "only" in parts else "month" if "month" in parts else ""
    start, end = match.span(whole) if whole else (start, match.end())
    phase = parts.get("phase", "")
    qualifier = _PHASES.get(phase, phase) or _relation(parts)
    if not qualifier and value and unit in ("day", "month") and not value.startswith("--") and not {"y", "iso", "day"} & parts.keys():
        qualifier = "nearest"
    return FoundDate(start, end, value, unit, qualifier)


def _beginning(match: re.Match[str], first: int) -> int:
    """Where the date begins: with its first word, particles and "during" left out."""
    lead = match.string[match.end("span") if match.groupdict().get("span") else match.start() : first]
    word = re.search(rf"(?:{_YEAR}|شهر|(?:ال)?(?:عامي|سنتي|اعوام|فتره|years))\s+$", lead)
    return first - len(word[0]) if word else first


def _relation(parts: dict[str, str]) -> str:
    when = parts.get("when", "").strip()
    if not when:
        return ""
    return "last" if re.fullmatch(_LAST, when) else "next" if re.fullmatch(_NEXT, when) else "this"


def _value(parts: dict[str, str], written: str) -> tuple[str, str]:
    """ISO value and unit. Raises ValueError where there is no such day."""
    if "iso" in parts:
        return dt.date.fromisoformat(parts["iso"]).isoformat(), "day"
    if "y2" in parts:
        if int(parts["y2"]) < int(parts["y"]):
            raise ValueError
        return f"{parts['y']}/{parts['y2']}", "years"
    if "decade" in parts:
        first = int(parts["decade"])
        return f"{first}/{first + 9}", "decade"
    if "whole" in parts:
        return _counted_back(_WHOLE[parts["whole"]], _relation(parts), "span" in parts, written)
    if "day" in parts:
        return (dt.date.fromisoformat(written) - dt.timedelta(1)).isoformat() if len(written) == 10 else "", "day"
    year = parts.get("y") or parts.get("only")
    month = int(parts["n"]) if "n" in parts else _MONTHS.get(parts.get("m") or parts.get("month", ""), 0)
    if not month:
        return str(year), "year"
    if not year:
        year = _year_of(month, _relation(parts), written)
    if "d" in parts:
        dt.date(int(year or 2000), month, int(parts["d"]))
        return (f"{year}-{month:02}-{int(parts['d']):02}" if year else f"--{month:02}-{int(parts['d']):02}"), "day"
    return (f"{year}-{month:02}" if year else ""), "month"


def _year_of(month: int, relation: str, written: str) -> str:
    """The year of a month named without one, seen from the day of writing; without last or next, the nearest such month."""
    if len(written) < 7:
        return ""
    year, now = int(written[:4]), int(written[5:7])
    if not relation:
        return str(year + (month - now < -6) - (month - now > 6))
    if relation == "last":
        return str(year if month < now else year - 1)
    return str(year if relation == "this" or month > now else year + 1)


def _counted_back(unit: str, relation: str, through: bool, written: str) -> tuple[str, str]:
    """Last year, this month: "during the past year" runs to the day of writing, "last year" is the year before."""
    step = {"last": -1, "this": 0, "next": 1}[relation]
    if len(written) < 4 or unit in ("week", "century"):
        return "", unit
    year = int(written[:4])
    if unit == "year":
        if through and step == -1 and len(written) >= 7:
            return f"{year - 1}{written[4:7]}/{written[:7]}", unit
        return str(year + step), unit
    if len(written) < 7:
        return "", unit
    month = year * 12 + int(written[5:7]) - 1 + step
    return f"{month // 12}-{month % 12 + 1:02}", unit
