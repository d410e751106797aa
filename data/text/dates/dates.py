"""Dates in folded text: days, months and years as written, and those that count from the day of writing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.tables.partial_dates import first_day
from data.text.dates.patterns import (
    CALENDAR_BEFORE,
    CALENDAR_BEHIND,
    COUNTED_BEHIND,
    DAYS,
    DAYS_FROM,
    DECADES,
    INGREDIENTS,
    MONTH_WORDS,
    MONTHS,
    PATTERNS,
    PERIODS,
    PHASES,
    PLURAL_BEHIND,
    RELATIONS,
    YEAR_WORDS,
    YEARS_WORDS,
)
from data.text.dates.tense import tense
from data.text.spans import Claimed

_ARABIC = re.compile("[\u0620-\u064a]")


@dataclass(frozen=True)
class FoundDate:
    """A date in folded text. value: an ISO day, month, year or interval; empty when it counts from an unknown
    day. qualifier: last, this, next, early, mid, late, or nearest: the year is not written and was taken to
    be the nearest that the tense allows. guessed: that was so, or the words can be read as another date."""

    start: int
    end: int
    value: str
    unit: str
    qualifier: str
    guessed: bool = False


def dates(text: str, written: str = "") -> Iterator[FoundDate]:
    """The dates of a folded text; those named first in the list of patterns win. `written`: ISO date of the
    document."""
    taken = Claimed(len(text))
    has = {name for name, pattern in INGREDIENTS.items() if pattern.search(text)}
    day_first = bool(_ARABIC.search(text))
    for pattern in (pattern for needs, pattern in PATTERNS if needs <= has):
        for match in pattern.finditer(text):
            found = _date(match, written, day_first=day_first)
            if (
                found
                and not (found.unit in ("year", "years") and COUNTED_BEHIND.match(text, found.end))
                and taken.claim(found.start, found.end)
            ):
                yield found


def _date(match: re.Match[str], written: str, *, day_first: bool) -> FoundDate | None:
    parts = {name: value for name, value in match.groupdict().items() if value}
    first = min((match.start(name) for name in parts if name != "span"), default=match.start())
    start = _beginning(match, first)
    try:
        value, unit = _value(parts, written)
    except ValueError:
        return None
    whole = next((name for name in ("only", "maybe", "month") if name in parts and "m2" not in parts), "")
    start, end = (
        match.span(whole) if whole else (match.start("month") if "month" in parts else start, match.end())
    )
    if whole == "only" and match.string[end : end + 1] == "م":
        end += 1
    phase, year = (
        parts.get("phase", ""),
        parts.keys() & {"y", "y3", "iso", "day", "whole", "only", "maybe", "decade", "tens"},
    )
    qualifier = PHASES.get(phase, phase) or _relation(parts)
    if value and not year and not value.startswith("--") and not _relation(parts):
        value = _in_tense(value, unit, written, tense(match.string, start, end))
    guessed = bool(value) and not year and not value.startswith("--") and not _relation(parts)
    either = (
        "by" in parts
        and parts["by"] != "."
        and not day_first
        and parts["d"] != parts["n"]
        and int(parts["d"]) <= 12 >= int(parts["n"])
    )
    if unit in ("year", "years") and (
        CALENDAR_BEHIND.match(match.string, end)
        or CALENDAR_BEFORE.search(match.string, max(0, start - 40), start)
    ):
        return FoundDate(start, end, "", unit, "")
    if (
        unit == "year" and value.isdigit() and 1250 <= int(value) <= 1500 and not match.group().endswith("م")
    ):  # hardly a year of our calendar
        guessed = True
    counts = unit in ("year", "years") and bool(PLURAL_BEHIND.match(match.string, end))
    doubtful = guessed or either or counts or "maybe" in parts or parts.get("day") == "غدا"  # or: became
    return FoundDate(
        start, end, value, unit, qualifier or ("nearest" if guessed and not year else ""), doubtful
    )


def _beginning(match: re.Match[str], first: int) -> int:
    """Where the date begins: with its first word, particles and "during" left out."""
    lead = match.string[match.end("span") if match.groupdict().get("span") else match.start() : first]
    word = re.search(rf"(?:{YEAR_WORDS}|{MONTH_WORDS}|{YEARS_WORDS})\s+$", lead)
    return first - len(word[0]) if word else first


def _relation(parts: dict[str, str]) -> str:
    return RELATIONS.get(parts.get("when", ""), "")


def _value(parts: dict[str, str], written: str) -> tuple[str, str]:
    """ISO value and unit. Raises ValueError where there is no such day."""
    if "iso" in parts:
        return dt.date(*map(int, re.split(r"\D", parts["iso"]))).isoformat(), "day"
    if "hijri" in parts:  # of another calendar
        return "", "day" if parts["hijri"][0].isdigit() else "month"
    if "other" in parts:
        return "", "year" if parts["other"].isdigit() else "day"
    if parts.keys() & {"y2", "decade", "tens"}:
        return _years(parts)
    if "whole" in parts:
        value, unit = _counted_back(
            PERIODS[parts["whole"]], _relation(parts), written, through="span" in parts
        )
        return _day_of(value, parts) if parts.keys() & {"d", "spelled"} else (value, unit)
    if "day" in parts:
        away = dt.timedelta(DAYS_FROM[parts["day"]])
        return (dt.date.fromisoformat(written) + away).isoformat() if len(written) == 10 else "", "day"
    return _in_a_year(parts, written)


def _years(parts: dict[str, str]) -> tuple[str, str]:
    """Several years or a decade. Raises ValueError where the last comes before the first."""
    if "y2" in parts:
        if int(parts["y2"]) < int(parts["y"]):
            raise ValueError
        return f"{parts['y']}/{parts['y2']}", "years"
    century = 2000 if "now" in parts else 1900
    first = int(parts["decade"]) if "decade" in parts else century + int(DECADES[parts["tens"]])
    return f"{first}/{first + 9}", "decade"


def _in_a_year(parts: dict[str, str], written: str) -> tuple[str, str]:
    """A year, or a month or days of it. Raises ValueError where there is no such day."""
    year = next((parts[name] for name in ("y", "y3", "only", "maybe") if name in parts), "")
    month, other = _months(parts)
    if not month:
        return year, "year"
    if not year:
        relation = _relation(parts)
        year = (
            _year_by(relation, written) if "of_year" in parts else _year_of(other or month, relation, written)
        )
    if "spelled" in parts:
        parts["d"] = str(DAYS[parts["spelled"].removeprefix("ال")])
    if "d2" in parts and other:
        return _days_of_two(year, (month, int(parts["d"])), (other, int(parts["d2"])))
    if "d2" in parts:
        return _days(year, month, int(parts["d"]), int(parts["d2"]))
    if "d" in parts:
        day = parts["n"] if "n" in parts and int(parts["n"]) > 12 else parts["d"]
        dt.date(int(year or 2000), month, int(day))
        return (f"{year}-{month:02}-{int(day):02}" if year else f"--{month:02}-{int(day):02}"), "day"
    if other:  # May/June
        return (f"{year}-{month:02}/{year}-{other:02}" if year else ""), "months"
    return (f"{year}-{month:02}" if year else ""), "month"


def _day_of(month: str, parts: dict[str, str]) -> tuple[str, str]:
    """A day of this, the last or the next month. Raises ValueError where there is none."""
    day = int(parts["d"]) if "d" in parts else DAYS[parts["spelled"].removeprefix("ال")]
    return (dt.date.fromisoformat(f"{month}-{day:02}").isoformat() if month else ""), "day"


def _days(year: str, month: int, first: int, last: int) -> tuple[str, str]:
    """A range of days of one month. Raises ValueError where it is none."""
    if first >= last:
        raise ValueError
    dt.date(int(year or 2000), month, last)
    of = f"{year or '-'}-{month:02}"
    return f"{of}-{first:02}/{of}-{last:02}", "days"


def _days_of_two(year: str, first: tuple[int, int], last: tuple[int, int]) -> tuple[str, str]:
    """A range of days from one month and day to another of the same year. Raises ValueError where there is no
    such day."""
    days = [dt.date(int(year or 2000), *day) for day in (first, last)]
    return ("/".join(day.isoformat() for day in days) if year else ""), "days"


def _months(parts: dict[str, str]) -> tuple[int, int]:
    """The month of a date, 0 for none, and the one that it runs to. Two names of one month are one: تشرين
    الثاني/نوفمبر. Raises ValueError where a day has two months. Of two numbers the one above 12 is no month:
    4/20/2023."""
    if "n" in parts:
        return int(parts["d"] if int(parts["n"]) > 12 else parts["n"]), 0
    month, other = (MONTHS.get(parts.get(name, "").rstrip("."), 0) for name in ("m", "m2"))
    month = month or MONTHS.get(parts.get("month", ""), 0)
    if other in (0, month):
        return month, 0
    if ("d" in parts) != ("d2" in parts) or other < month:
        raise ValueError
    return month, other


def _year_by(relation: str, written: str) -> str:
    """Last year, this year or next year, seen from the day of writing."""
    return str(int(written[:4]) + {"last": -1, "this": 0, "next": 1}[relation]) if written else ""


def _year_of(month: int, relation: str, written: str) -> str:
    """The year of a month named without one, seen from the day of writing; without last or next, the nearest
    such month."""
    if len(written) < 7:
        return ""
    year, now = int(written[:4]), int(written[5:7])
    if not relation:
        return str(year + (month - now < -6) - (month - now > 6))
    if relation == "last":
        return str(year if month < now else year - 1)
    return str(year if relation == "this" or month > now else year + 1)


def _in_tense(value: str, unit: str, written: str, when: str) -> str:
    """A day or month of the nearest year, moved by a year where its clause tells of the other side of the day
    of writing."""
    length = min(len(value), len(written))
    past, future = value[:length] < written[:length], value[:length] > written[:length]
    step = -1 if future and when == "past" else 1 if past and when == "future" else 0
    if unit not in ("day", "month") or not step or value[4:] == "-02-29":
        return value
    return f"{int(value[:4]) + step}{value[4:]}"


def _counted_back(unit: str, relation: str, written: str, *, through: bool) -> tuple[str, str]:
    """Last year, this month: "during the past year" runs to the day of writing, "last year" is the year
    before."""
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


def valid_date(value: str) -> bool:
    """Is it an ISO date, a month or a year?"""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value, re.ASCII):
        return False
    try:
        first_day(value)
    except ValueError:
        return False
    return True
