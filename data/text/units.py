"""Units of figures, folded, and what they are called: ISO 4217 for money, km, m, mi, t, kg, %, times, spans
of time. Lists of `data/files/lexicon.csv`."""

from __future__ import annotations

from typing import Literal

from data.text.lexicon import word_set, word_values

Kind = Literal["money", "length", "count", "date"]
CODES = word_set("currency-code")  # that may stand before their number
MONEY = word_values("unit-money") | word_values("currency-code")
MONEY_LEADS = word_values("money-lead")
SIGNS = frozenset(sign for sign in MONEY if not sign.isalnum())
LENGTH, TIME, TIMES = word_values("unit-length"), word_values("unit-time"), word_values("unit-times")
POWERS = word_values("power")  # after a length: its square or cube
METRE_LETTERS = word_set("metre-letter")
SHARE, WEIGHT, AREA = word_values("unit-share"), word_values("unit-weight"), word_values("unit-area")
ENERGY, SPEED = word_values("unit-energy"), word_values("unit-speed")
KINDS: tuple[tuple[Kind, dict[str, str]], ...] = (
    ("money", MONEY),
    ("length", LENGTH),
    ("date", TIME),
    ("count", TIMES),
    ("count", SHARE),
    ("count", WEIGHT),
    ("count", AREA),
    ("count", ENERGY),
    ("count", SPEED),
)
# What has an abbreviation of its own, as powers of a length have.
MEASURES = frozenset(unit for units in (LENGTH, WEIGHT, AREA, ENERGY, SPEED) for unit in units.values()) | {
    "nmi"
}
_KIND_OF = {unit: kind for kind, units in KINDS for unit in units.values()}
# A dual that is number and unit in one, with its kind and unit; of people and things no unit.
TWICE: dict[str, tuple[Kind, str]] = {
    word: (_KIND_OF.get(unit, "count"), unit) for word, unit in word_values("unit-dual").items()
} | dict.fromkeys(word_set("counted-dual"), ("count", ""))
OWN = word_values("currency-country")  # whose money bears a name that other countries use as well
