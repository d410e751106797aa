"""Dates in folded text: days, months and years as written, and those that count from the day of writing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.tables.partial_dates import first_day
from data.text.figures.units import KINDS
from data.text.lexicon import alternatives, either, numbers, values, word_set
from data.text.numbers.number_words import ENGLISH_ORDINALS, ORDINALS
from data.text.spans import Claimed

_MONTHS = {word: int(number) for name in ("month", "month-short") for word, number in numbers(name).items()}
_SHORT = word_set("month-short")
_LIKE_WORDS = word_set("month-like-word")  # or like names
_ALL = sorted(_MONTHS, key=len, reverse=True)
_M = "|".join(rf"{name}\.?" if name in _SHORT else name + r"(?!\d)" for name in _ALL)
_CLEAR = "|".join(name for name in _ALL if name not in _LIKE_WORDS)
_ENGLISH = rf"{either('month', lang='en')}|(?:{either('month-short')})\."
_DOUBLE = rf"(?:\s?[/(\[-]\s?(?P<m2>{_M})(?!\w)\s?[)\]]?)?"  # تشرين الثاني/نوفمبر, نيسان (أبريل)
_MONTH = rf"(?P<m>{_M})(?!\w){_DOUBLE}"
_HIJRI = either("month-hijri")
_FIRST = {word: n for word, n in ORDINALS.items() if not word.endswith("ه")}
_OF_DAY = numbers("ordinal-of-day", "ar")
_ONES = _FIRST | {word: n for word, n in _OF_DAY.items() if n == 1}
_DAYS = (
    _ONES
    | _OF_DAY
    | {f"{word} عشر": 10 + n for word, n in _ONES.items()}
    | {f"{one} وال{ten}": n + m for one, n in _ONES.items() for ten, m in _OF_DAY.items() if m > 10}
    | ENGLISH_ORDINALS
    | {f"twenty-{word}": 20 + n for word, n in ENGLISH_ORDINALS.items()}
    | numbers("ordinal-of-day", "en")
)
_SPELLED = alternatives(list(_DAYS))
_SOLAR = either("month-solar")
_Y = r"(?:1[89]\d\d|20\d\d)"
_UNITS = "|".join(sorted((re.escape(unit) for _, units in KINDS for unit in units), key=len, reverse=True))
_COUNTED = rf"\s*(?:%|٪|{either('counted-with-year')}|(?:{_UNITS})(?!\w))"
_LED = r"(?:(?:من|في|of|in|the|عام|العام|سنه|السنه|year)\s+)*"  # what stands between a month and its year
_THEN = rf"(?:[\s,،/-]*{_LED}(?P<y>[12]\d{{3}})م?(?!\w|[,.]\d|{_COUNTED})|\s?\((?P<y3>[12]\d{{3}})م?\))"
_PHASES = values("phase")
_PHASED = rf"(?P<phase>{either('phase')})[\s-]+"
_PHASE = rf"(?:{_PHASED})?"
_START = r"(?<![\w/.:+-])(?:[وفبلك]{1,2}(?=\w))?"
_RELATIONS = values("relation")
_WHEN = rf"(?P<when>{either('relation')})"
_WHEN_EN = either("relation", lang="en")
_YEAR = either("year-word")
_OF_A_YEAR = either("noun-of-a-year")
_PERIODS = values("period")
_PERIOD, _PERIOD_EN = either("period", lang="ar"), either("period", lang="en")
_CALENDAR = (
    r"(?:ه(?!\w)|هجري|الهجري|شمسي|الشمسي|قمري|القمري|ش(?!\w)|بالتقويم|(?:ah|ap|sh|hijri|solar|lunar)(?!\w)|(?:of|in)"
    r" the \w+ calendar)"
)
_PATTERNS = tuple(  # what a text must have for each to be worth trying, and the pattern
    (frozenset(needs.split()), re.compile(pattern))
    for needs, pattern in (
        (
            "year",
            rf"(?<![\w/.:+-])(?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}}|{_Y}(?P<sign>[/.])\d{{1,2}}(?P=sign)\d{{1,2}})(?![\w/-])",
        ),
        ("year", rf"(?<![\w/.:+-])(?P<d>\d{{1,2}})(?P<by>[/.-])(?P<n>\d{{1,2}})(?P=by)(?P<y>{_Y})م?(?!\w)"),
        (
            "month",
            rf"{_START}{_PHASE}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:من\s+)?(?:شهر\s+)?(?:of\s+)?{_MONTH}"
            rf"(?:\s+{_WHEN}(?!\w))?{_THEN}?",
        ),
        (
            "month",
            rf"{_START}(?P<spelled>(?:ال)?(?:{_SPELLED}))\s+(?:من|of)\s+(?:شهر\s+)?{_MONTH}(?:\s+{_WHEN}(?!\w))?{_THEN}?",
        ),
        ("month year", rf"{_START}{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\w){_THEN}"),
        ("month", rf"{_START}(?P<m>{_ENGLISH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\w|[,.:]\d|{_COUNTED})"),
        ("month year", rf"{_START}{_PHASE}(?:شهر\s+)?{_MONTH}{_THEN}"),
        ("month", rf"{_START}(?:شهر\s+)?{_MONTH}\s+{_WHEN}(?!\w)"),
        ("month", rf"{_START}(?P<when>last|next|this)\s+{_MONTH}"),
        (
            "hijri",
            rf"{_START}(?P<hijri>\d{{1,2}}\s+(?:من\s+)?(?:شهر\s+)?(?:{_HIJRI})(?:\s+\d{{3,4}})?)(?:\s*هـ?)?(?!\w)",
        ),
        (
            "year",
            rf"{_START}(?:(?:{_YEAR})\s+)?(?:(?:الهجري|الشمسي)ه?\s+)?(?P<other>1[234]\d\d)(?=\s*{_CALENDAR})",
        ),
        ("year", rf"{_START}(?:{_YEAR})\s+(?:الهجري|الشمسي)ه?\s+(?P<other>1[234]\d\d)(?!\d)"),
        ("year", rf"{_START}(?P<other>\d{{1,2}}\s+(?:{_SOLAR})\s+1[34]\d\d)(?!\d)"),
        ("hijri", rf"{_START}(?P<hijri>(?:{_HIJRI})\s+\d{{4}})(?:\s*هـ?)?(?!\w)"),
        (
            "year",
            rf"{_START}(?:(?:ال)?(?:عامي|سنتي|اعوام|فتره|years)\s+)?(?P<y>{_Y})م?\s*(?:-|/|و|الي|حتي|and|to|until)\s*(?:عام\s+)?(?P<y2>{_Y})م?(?![\w,.]\d|\w)",
        ),
        ("year", rf"{_START}{_PHASE}(?:{_YEAR})\s+(?P<y>\d{{4}})م?(?!\w|[,.]\d|\s*ه(?!\w))"),
        ("year", rf"(?<!\w){_PHASED}(?P<y>{_Y})م?(?!\w|[,.]\d|-\d)"),
        ("month", rf"(?<!\w){_PHASED}(?:من\s+)?(?:شهر\s+)?{_MONTH}"),
        (
            "month",
            rf"(?<!\w)(?:{either('before-month')})\s+(?:شهر\s+)?(?P<month>{_CLEAR})(?!\w){_DOUBLE}",
        ),
        ("year", rf"{_START}(?P<decade>(?:1[89]|20)\d0)s(?!\w)"),
        (
            "year",
            rf"(?<!\w)(?:{either('before-year')})(?:\s+|-)(?P<only>{_Y})م?(?!\w|[,.]\d|-\d)",
        ),
        (
            "year",
            rf"(?<!\w)(?:[وفبل]?(?:ال)?)(?:{_OF_A_YEAR})\s+(?P<only>{_Y})م?(?!\w|[,.]\d|-\d)",
        ),
        (
            "year",
            rf"(?<!\w)(?:an?|the|its|their|his|her)\s+(?P<only>{_Y})\s+(?=[a-z])(?![a-z-]+s(?!\w)|men|women|children|police)",
        ),
        ("year", rf"(?<!\w)(?:an?|the|its|their|his|her)\s+(?P<maybe>{_Y}(?<!00))\s+(?=[a-z-]+s(?!\w))"),
        ("year", rf"\((?P<only>{_Y})م?\)"),
        (
            "ago",
            (
                r"(?P<span>(?<!\w)(?:خلال|طوال|علي"
                rf" مدي)\s+)?{_START}(?P<whole>{_PERIOD})\s+{_WHEN}(?!\w)"
            ),
        ),
        (
            "back",
            r"(?P<span>(?<!\w)(?:during|over|throughout|in)\s+the\s+)?"
            rf"(?<!\w)(?P<when>{_WHEN_EN})\s+(?P<whole>{_PERIOD_EN})(?!\w)",
        ),
        ("day", r"(?<!\w)(?P<day>امس|yesterday)(?!\w)"),
    )
)
_HAS = {
    "year": re.compile(r"\d{4}"),
    "month": re.compile(rf"(?<!\w)[وفبلك]{{0,2}}(?:{_M})(?!\w)"),
    "ago": re.compile(rf"(?:{_PERIOD})\s+(?:{either('relation')})"),
    "back": re.compile(rf"(?:{_WHEN_EN})\s+(?:{_PERIOD_EN})"),
    "day": re.compile("امس|yesterday"),
    "hijri": re.compile(_HIJRI),
}
_COUNTS = re.compile(rf"(?:\s*(?:to|and|-|الي|حتي|و)\s*\d{{4}}(?!\d))?{_COUNTED}")
_PLURAL = re.compile(
    r"\s[a-z]{2,}(?<![su])s(?!\w)|\s\w{3,}ا(?!\w)(?<!هذا)(?<!بينما)"
)  # 1990-2000 migrants: perhaps no years
_OTHER_CALENDAR = re.compile(rf"\s*[(,]?\s*{_CALENDAR}")
_OF_CALENDAR = re.compile(
    r"(?<!\w)(?:afghan|persian|iranian|hijri|solar|islamic|lunar|jalali)\s+(?:calendar\s+)?(?:(?:year|in|of)\s+)*$"
)
_ARABIC = re.compile("[\u0620-\u064a]")


@dataclass(frozen=True)
class FoundDate:
    """A date in folded text. value: an ISO day, month, year or interval; empty when it counts from an unknown
    day. qualifier: last, this, next, early, mid, late, or nearest: the year is not written and was taken to
    be the nearest. guessed: that was so, or the words can be read as another date."""

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
    has = {name for name, pattern in _HAS.items() if pattern.search(text)}
    day_first = bool(_ARABIC.search(text))
    for pattern in (pattern for needs, pattern in _PATTERNS if needs <= has):
        for match in pattern.finditer(text):
            found = _date(match, written, day_first)
            if (
                found
                and not (found.unit in ("year", "years") and _COUNTS.match(text, found.end))
                and taken.claim(found.start, found.end)
            ):
                yield found


def _date(match: re.Match[str], written: str, day_first: bool) -> FoundDate | None:
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
    phase, year = (
        parts.get("phase", ""),
        parts.keys() & {"y", "y3", "iso", "day", "whole", "only", "maybe", "decade"},
    )
    qualifier = _PHASES.get(phase, phase) or _relation(parts)
    guessed = bool(value) and not year and not value.startswith("--") and not _relation(parts)
    either = (
        "by" in parts
        and parts["by"] != "."
        and not day_first
        and parts["d"] != parts["n"]
        and int(parts["d"]) <= 12 >= int(parts["n"])
    )
    if unit in ("year", "years") and (
        _OTHER_CALENDAR.match(match.string, end)
        or _OF_CALENDAR.search(match.string, max(0, start - 40), start)
    ):
        return FoundDate(start, end, "", unit, "")
    if (
        unit == "year" and value.isdigit() and 1250 <= int(value) <= 1500 and not match.group().endswith("م")
    ):  # hardly a year of our calendar
        guessed = True
    counts = unit in ("year", "years") and bool(_PLURAL.match(match.string, end))
    doubtful = guessed or either or counts or "maybe" in parts
    return FoundDate(
        start, end, value, unit, qualifier or ("nearest" if guessed and not year else ""), doubtful
    )


def _beginning(match: re.Match[str], first: int) -> int:
    """Where the date begins: with its first word, particles and "during" left out."""
    lead = match.string[match.end("span") if match.groupdict().get("span") else match.start() : first]
    word = re.search(rf"(?:{_YEAR}|شهر|(?:ال)?(?:عامي|سنتي|اعوام|فتره|years))\s+$", lead)
    return first - len(word[0]) if word else first


def _relation(parts: dict[str, str]) -> str:
    return _RELATIONS.get(parts.get("when", ""), "")


def _value(parts: dict[str, str], written: str) -> tuple[str, str]:
    """ISO value and unit. Raises ValueError where there is no such day."""
    if "iso" in parts:
        return dt.date(*map(int, re.split(r"\D", parts["iso"]))).isoformat(), "day"
    if "hijri" in parts:  # of another calendar
        return "", "day" if parts["hijri"][0].isdigit() else "month"
    if "other" in parts:
        return "", "year" if parts["other"].isdigit() else "day"
    if "y2" in parts:
        if int(parts["y2"]) < int(parts["y"]):
            raise ValueError
        return f"{parts['y']}/{parts['y2']}", "years"
    if "decade" in parts:
        first = int(parts["decade"])
        return f"{first}/{first + 9}", "decade"
    if "whole" in parts:
        return _counted_back(_PERIODS[parts["whole"]], _relation(parts), "span" in parts, written)
    if "day" in parts:
        return (
            (dt.date.fromisoformat(written) - dt.timedelta(1)).isoformat() if len(written) == 10 else ""
        ), "day"
    year = next((parts[name] for name in ("y", "y3", "only", "maybe") if name in parts), "")
    month, other = _months(parts)
    if not month:
        return year, "year"
    if not year:
        year = _year_of(month, _relation(parts), written)
    if "spelled" in parts:
        parts["d"] = str(_DAYS[parts["spelled"].removeprefix("ال")])
    if "d" in parts:
        day = parts["n"] if "n" in parts and int(parts["n"]) > 12 else parts["d"]
        dt.date(int(year or 2000), month, int(day))
        return (f"{year}-{month:02}-{int(day):02}" if year else f"--{month:02}-{int(day):02}"), "day"
    if other:  # May/June
        return (f"{year}-{month:02}/{year}-{other:02}" if year else ""), "months"
    return (f"{year}-{month:02}" if year else ""), "month"


def _months(parts: dict[str, str]) -> tuple[int, int]:
    """The month of a date, 0 for none, and the one that it runs to. Two names of one month are one: تشرين
    الثاني/نوفمبر. Raises ValueError where a day has two months. Of two numbers the one above 12 is no month:
    4/20/2023."""
    if "n" in parts:
        return int(parts["d"] if int(parts["n"]) > 12 else parts["n"]), 0
    month, other = (_MONTHS.get(parts.get(name, "").rstrip("."), 0) for name in ("m", "m2"))
    month = month or _MONTHS.get(parts.get("month", ""), 0)
    if other in (0, month):
        return month, 0
    if "d" in parts or other < month:
        raise ValueError
    return month, other


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


def _counted_back(unit: str, relation: str, through: bool, written: str) -> tuple[str, str]:
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
