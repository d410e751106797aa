"""How dates are written: the words of days, months, years and spans, and the patterns that they make up in
folded text."""

from __future__ import annotations

import re

from data.text.lexicon import alternatives, either, entries, number_values, word_set, word_values
from data.text.numbers.number_words import ENGLISH_ORDINALS, ORDINALS
from data.text.units import KINDS

MONTHS = {
    word: int(number) for name in ("month", "month-short") for word, number in number_values(name).items()
}
_SHORT = word_set("month-short")
_LIKE_WORDS = word_set("month-like-word")  # or like names
_ALL = sorted(MONTHS, key=len, reverse=True)
_M = "|".join(rf"{name}\.?" if name in _SHORT else name + r"(?!\d)" for name in _ALL)
_CLEAR = "|".join(name for name in _ALL if name not in _LIKE_WORDS)
_ENGLISH = rf"{either('month', lang='en')}|(?:{either('month-short')})\.?"
_DOUBLE = rf"(?:\s?[/(\[-]\s?(?P<m2>{_M})(?!\w)(?:\s?[)\]])?)?"  # تشرين الثاني/نوفمبر, نيسان (أبريل)
_MONTH = rf"(?P<m>{_M})(?!\w){_DOUBLE}"
_OTHER_NAME = rf"(?:\s?[/(\[]\s?(?:{_M})(?!\w)(?:\s?[)\]])?)?"  # of the same month
_ONE_MONTH = rf"(?P<m>{_M})(?!\w){_OTHER_NAME}"
_LAST_MONTH = rf"(?P<m2>{_M})(?!\w){_OTHER_NAME}"
MONTH_WORDS = either("month-word")
_MONTH_LED = rf"(?:(?:{MONTH_WORDS})\s+)?"  # شهر أيار
_OF = rf"(?:(?:{either('day-of-month', lang='ar')})\s+)?"  # 3 من أيار
_OF_EN = rf"(?:(?:{either('day-of-month', lang='en')})\s+)?"
_SPAN_LEAD, _RANGE = either("span-lead"), either("range-word")
_TO_ONLY = alternatives([word for word, joins in word_values("range-word").items() if joins == "to"])
_TO_MONTH = rf"\s?(?:-|–|{_RANGE})\s?{_MONTH_LED}"
_HIJRI = either("month-hijri")
_FIRST = {word: n for word, n in ORDINALS.items() if not word.endswith("ه")}
_OF_DAY = number_values("ordinal-of-day", "ar")
_ONES = _FIRST | {word: n for word, n in _OF_DAY.items() if n == 1}
DAYS = (
    _ONES
    | _OF_DAY
    | {f"{word} عشر": 10 + n for word, n in _ONES.items()}
    | {f"{one} وال{ten}": n + m for one, n in _ONES.items() for ten, m in _OF_DAY.items() if m > 10}
    | ENGLISH_ORDINALS
    | {f"twenty-{word}": 20 + n for word, n in ENGLISH_ORDINALS.items()}
    | number_values("ordinal-of-day", "en")
)
_SPELLED = alternatives(list(DAYS))
_SOLAR = either("month-solar")
_Y = r"(?:1[89]\d\d|20\d\d)"
_UNITS = "|".join(sorted((re.escape(unit) for _, units in KINDS for unit in units), key=len, reverse=True))
_COUNTED = rf"\s*(?:%|٪|{either('counted-with-year')}|(?:{_UNITS})(?!\w))"
_LED = rf"(?:(?:{either('before-year-of-month')})\s+)*"  # what stands between a month and its year
_AD = r"(?:\s?م(?!\w))?"  # 2023 م is the year where a month stands before it
_THEN = rf"(?:[\s,،/-]*{_LED}(?P<y>[12]\d{{3}}){_AD}(?!\w|[,.]\d|{_COUNTED})|\s?\((?P<y3>[12]\d{{3}})\s?م?\))"
PHASES = word_values("phase")
_TO = rf"\s?(?:-|{_RANGE})\s?"  # between the days of a range
_PHASED = rf"(?P<phase>{either('phase')})[\s-]+"
_PHASE = rf"(?:{_PHASED})?"
# The first half of a month is no day.
_NO_PART = "".join(f"(?<!{word} )" for word in entries("part-of-period"))
_NO_NOUN = "".join(f"(?<!{word})" for word in entries("no-counted-accusative"))
_START = r"(?<![\w/.:+-])(?:[وفبلك]{1,2}(?=\w))?"
DECADES = number_values("decade")
RELATIONS = word_values("relation")
_WHEN = rf"(?P<when>{either('relation')})"
_WHEN_EN = either("relation", lang="en")
YEAR_WORDS = either("year-word")
YEARS_WORDS = rf"(?:ال)?(?:{either('years-word')})"
_OF_A_YEAR = either("noun-of-a-year")
PERIODS = word_values("period")
DAYS_FROM = {word: int(days) for word, days in number_values("day-word").items()}  # from that of writing
_DAY_WORDS, _BEFORE_YEAR_NOUN = either("day-word"), either("before-year-noun")
_PERIOD, _PERIOD_EN = either("period", lang="ar"), either("period", lang="en")
_CALENDAR_LED = either("calendar-before-number")
_CENTURY = alternatives([word for word, unit in word_values("period", "ar").items() if unit == "century"])
_CALENDAR = (
    rf"(?:[هش](?!\w)|{either('calendar', lang='ar')}|(?:{either('calendar', lang='en')})(?!\w)"
    r"|(?:of|in) the \w+ calendar)"
)
PATTERNS = tuple(  # what a text must have for each to be worth trying, and the pattern
    (frozenset(needs.split()), re.compile(pattern))
    for needs, pattern in (
        (
            "year",
            rf"(?<![\w/.:+-])(?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}}|{_Y}(?P<sign>[/.])\d{{1,2}}(?P=sign)\d{{1,2}})(?![\w/-])",
        ),
        ("year", rf"(?<![\w/.:+-])(?P<d>\d{{1,2}})(?P<by>[/.-])(?P<n>\d{{1,2}})(?P=by)(?P<y>{_Y})م?(?!\w)"),
        (
            "month",
            rf"{_START}{_PHASE}(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:(?:{either('day-of-month')})\s+)?)?{_MONTH_LED}{_MONTH}"
            rf"\s+(?:(?:{either('before-relative-year')})\s+)?(?P<of_year>(?P<ar>(?:{either('relative-year')})\s+)?{_WHEN}(?(ar)|\s+year))(?!\w)",
        ),
        (
            "month",
            rf"(?<!\w)(?:{_SPAN_LEAD})\s+(?P<d>\d{{1,2}})\s+{_OF}{_ONE_MONTH}{_TO_MONTH}(?P<d2>\d{{1,2}})\s+{_OF}"
            rf"{_LAST_MONTH}{_THEN}?",
        ),
        (
            "month",
            rf"{_START}(?P<d>\d{{1,2}}){_TO}(?P<d2>\d{{1,2}})\s+{_OF}{_MONTH_LED}{_MONTH}"
            rf"(?:\s+{_WHEN}(?!\w))?{_THEN}?",
        ),
        ("month", rf"{_START}{_MONTH}\s+(?P<d>\d{{1,2}}){_TO}(?P<d2>\d{{1,2}})(?!\w|[.,:]\d){_THEN}?"),
        (
            "month",
            rf"{_START}{_PHASE}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_OF}{_MONTH_LED}{_OF_EN}{_MONTH}"
            rf"(?:\s+{_WHEN}(?!\w))?{_THEN}?",
        ),
        (
            "month",
            rf"{_START}{_NO_PART}(?P<spelled>(?:ال)?(?:{_SPELLED}))\s+(?:{either('day-of-month')})\s+{_MONTH_LED}{_MONTH}(?:\s+{_WHEN}(?!\w))?{_THEN}?",
        ),
        (
            "month",
            rf"(?<!\w)(?:{_SPAN_LEAD})\s+(?:(?:{either('months-word')})\s+)?{_ONE_MONTH}{_TO_MONTH}{_LAST_MONTH}{_THEN}?",
        ),
        (
            "month year",
            rf"{_START}{_ONE_MONTH}\s?(?:-|–|{_TO_ONLY}|{either('or-word')})\s?{_LAST_MONTH}{_THEN}",
        ),
        ("month year", rf"{_START}{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\w){_THEN}"),
        ("month", rf"{_START}(?P<m>{_ENGLISH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\w|[,.:]\d|{_COUNTED})"),
        ("month year", rf"{_START}{_PHASE}{_MONTH_LED}{_MONTH}{_THEN}"),
        ("month", rf"{_START}{_MONTH_LED}{_MONTH}\s+{_WHEN}(?!\w)"),
        ("month", rf"{_START}(?P<when>last|next|this)\s+{_MONTH}"),
        (
            "hijri",
            rf"{_START}(?P<hijri>\d{{1,2}}\s+{_OF}{_MONTH_LED}(?:{_HIJRI})(?:\s+\d{{3,4}})?)(?:\s*هـ?)?(?!\w)",
        ),
        ("hijri", rf"{_START}(?P<hijri>(?:{_HIJRI})\s+\d{{4}})(?:\s*ه)?(?!\w)"),
        (
            "year",
            rf"{_START}(?:(?:{YEAR_WORDS})\s+)?(?:(?:{_CALENDAR_LED})ه?\s+)?(?P<other>1[234]\d\d)(?:\s*ه(?!\w)|(?=\s*{_CALENDAR}))",
        ),
        ("year", rf"{_START}(?:{YEAR_WORDS})\s+(?:{_CALENDAR_LED})ه?\s+(?P<other>1[234]\d\d)(?!\d)"),
        ("year", rf"{_START}(?P<other>\d{{1,2}}\s+(?:{_SOLAR})\s+1[34]\d\d)(?!\d)"),
        (
            "year",
            rf"{_START}(?:{YEARS_WORDS}\s+)?(?P<y>{_Y})م?\s*(?:-|/|{_RANGE})\s*(?:عام\s+)?(?P<y2>{_Y})م?(?![\w,.]\d|\w)",
        ),
        ("year", rf"{_START}{_PHASE}(?:{YEAR_WORDS})\s+(?P<y>\d{{4}})م?(?!\w|[,.]\d|\s*ه(?!\w))"),
        ("year", rf"{_START}(?:{either('same-date')})\s+(?:ل|لعام\s+|عام\s+)?(?P<y>{_Y})\s?م(?!\w)"),
        ("year", rf"(?<!\w){_PHASED}(?P<y>{_Y})م?(?!\w|[,.]\d|-\d)"),
        ("month", rf"(?<!\w){_PHASED}{_OF}{_MONTH_LED}{_MONTH}"),
        (
            "month",
            rf"(?<!\w)(?:{either('before-month')})\s+{_MONTH_LED}(?P<month>{_CLEAR})(?!\w){_DOUBLE}",
        ),
        (
            "decade",
            rf"(?<!\w)[وفبل]?(?P<tens>{either('decade')})\s+(?:{_CENTURY})\s+"
            rf"(?:{either('last-century')}|(?P<now>{either('this-century')}))(?!\w)",
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
            rf"(?<!\w)(?:{_BEFORE_YEAR_NOUN})\s+(?P<only>{_Y})\s+(?=[a-z])(?![a-z-]+s(?!\w)|{either('people')})",
        ),
        ("year", rf"(?<!\w)(?:{_BEFORE_YEAR_NOUN})\s+(?P<maybe>{_Y}(?<!00))\s+(?=[a-z-]+s(?!\w))"),
        ("year", rf"\((?P<only>{_Y})م?\)"),
        (
            "ago",
            rf"{_START}{_NO_PART}(?:(?P<d>\d{{1,2}})|(?P<spelled>(?:ال)?(?:{_SPELLED})))\s+{_OF}"
            rf"(?P<whole>الشهر)\s+{_WHEN}(?!\w)",
        ),
        (
            "ago",
            (
                rf"(?P<span>(?<!\w)(?:{either('throughout', lang='ar')})\s+)?"
                rf"{_START}(?P<whole>{_PERIOD})\s+{_WHEN}(?!\w)"
            ),
        ),
        (
            "back",
            rf"(?P<span>(?<!\w)(?:{either('throughout', lang='en')})\s+the\s+)?"
            rf"(?<!\w)(?P<when>{_WHEN_EN})\s+(?P<whole>{_PERIOD_EN})(?!\w)",
        ),
        (
            "day",
            rf"(?<!\w)[وف]?(?P<day>{_DAY_WORDS})(?!\w)",
        ),
    )
)
INGREDIENTS = {
    "year": re.compile(r"\d{4}"),
    "month": re.compile(rf"(?<!\w)[وفبلك]{{0,2}}(?:{_M})(?!\w)"),
    "ago": re.compile(rf"(?:{_PERIOD})\s+(?:{either('relation')})"),
    "back": re.compile(rf"(?:{_WHEN_EN})\s+(?:{_PERIOD_EN})"),
    "day": re.compile(_DAY_WORDS),
    "hijri": re.compile(_HIJRI),
    "decade": re.compile(either("decade")),
}
COUNTED_BEHIND = re.compile(rf"(?:\s*(?:-|{_RANGE})\s*\d{{4}}(?!\d))?{_COUNTED}")
PLURAL_BEHIND = re.compile(
    rf"\s[a-z]{{2,}}(?<![su])s(?!\w)|\s\w{{3,}}ا(?!\w){_NO_NOUN}"
)  # 1990-2000 migrants: perhaps no years
CALENDAR_BEHIND = re.compile(rf"\s*[(,]?\s*{_CALENDAR}")
CALENDAR_BEFORE = re.compile(
    rf"(?<!\w)(?:{either('calendar-name')})\s+(?:calendar\s+)?(?:(?:year|in|of)\s+)*$"
)
