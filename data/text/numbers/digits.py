"""Numbers in digits and what separates them: 1,400 · 1.234,5 · 12 000 · ١٬٣٥٧٫٢. What can be read in two ways
is told apart.

The rule: of two different signs the last one is the decimal point and the others stand between groups of
three. One sign alone stands between groups where they are groups of three, else it is the decimal point. What
fits neither is no number (3.14.15)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

# One number in folded text; groups may stand apart (a no-break space is folded to a space).
WRITTEN = r"\d{1,3}(?: \d{3})+(?:[.,٫]\d+)?(?!\d|[/:-]\d)|\d+(?:[.,٫٬،'·]\d+)*"
_POINTS = "٫·"  # never between groups of three
_MARKS = "٬' "  # between groups of three alone


def decimal_text(value: Decimal) -> str:
    """A number without exponent and without needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_digits(written: str) -> Decimal | None:
    """The value of a number in digits of any script; None where digits and separators make no number."""
    reading = _reading(written)
    return reading[0] if reading else None


def reads_two_ways(written: str) -> bool:
    """Whether a number in digits may be meant for another than `in_digits` takes it for: 1.600 is 1600 or
    1.6."""
    reading = _reading(written)
    return reading is not None and not reading[1]


def with_point(written: str) -> Decimal | None:
    """The other reading of one group of three after a point or comma, as a decimal: 1.357 billion."""
    one = re.fullmatch(r"(\d{1,3})[.,](\d{3})", written)
    return Decimal(f"{one[1]}.{one[2]}") if one else None


@lru_cache(maxsize=4096)
def _reading(written: str) -> tuple[Decimal, bool] | None:
    """The value, and whether it is the only one that the number can be read as."""
    parts, signs = re.split(r"\D", written), re.findall(r"\D", written)
    if not all(parts) or not set(signs) <= set(".,٫٬،'· "):
        return None
    kinds = "".join(dict.fromkeys(signs))
    if len(kinds) < 2:
        return _alike(kinds, parts) if signs else (Decimal(parts[0]), True)
    decimal = (
        len(kinds) == 2
        and signs.index(kinds[1]) == len(signs) - 1
        and kinds[1] not in "' "
        and _grouped(parts[:-1], kinds[0])
    )
    contrary = kinds[0] in _POINTS or kinds[1] in _MARKS  # as if the keys had been mixed up
    return (Decimal(f"{''.join(parts[:-1])}.{parts[-1]}"), not contrary) if decimal else None


def _alike(sign: str, parts: list[str]) -> tuple[Decimal, bool] | None:
    """The reading of a number all of whose separators are the same sign."""
    pointed = sign in _POINTS and len(parts) == 2 and int(parts[1]) > 0  # ١٢٫٠٠٠ is hardly twelve
    if _grouped(parts, sign) and not pointed:
        return Decimal("".join(parts)), _surely_grouped(sign, parts)
    if len(parts) > 2 or sign in "' " or (sign == "،" and (len(parts[0]) > 3 or len(parts[1]) > 3)):
        return None
    return Decimal(".".join(parts)), sign not in "٬،"


def _surely_grouped(sign: str, parts: list[str]) -> bool:
    """Whether groups of three can be nothing but the thousands of one number."""
    if sign == " ":  # 20 300 may be two numbers
        return len(parts) > 2 or int(parts[1]) == 0
    return sign in ",٬'" or (sign == "." and len(parts) > 2)


def _grouped(parts: list[str], sign: str) -> bool:
    """Whether a sign stands between groups of three, or with commas as in South Asia: 12,34,567."""
    first, *rest = map(len, parts)
    if first > 3 or int(parts[0][0]) == 0 or not rest:
        return False
    south_asian = sign == "," and first < 3 and len(rest) > 1 and rest[-1] == 3 and set(rest[:-1]) == {2}
    return set(rest) == {3} or south_asian
