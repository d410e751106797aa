"""Words, numbers and signs of a folded text, and where they stand."""

from __future__ import annotations

import re
from typing import NamedTuple

from data.text.normalize import Folded
from data.text.numbers.digits import WRITTEN

_TOKEN = re.compile(rf"[^\W\d_]+|\d+⁄\d+|(?<![\d.,/])[1-9]/(?:[2-9]|10)(?![\d/])|{WRITTEN}|[^\w\s]")
_WORDS = (  # what may stand behind a number without being counted
    "من في علي الي عن مع هو هي ان او ثم قد كان كانت لم لا بين حتي منذ بعد قبل حيث كما امس اليوم غدا خلال ضمن"
    " ضد عند عبر فقط تقريبا سنويا يوميا شهريا اسبوعيا بينهم بينها بينهما منهم منها منهما عنهم فيها فيهم له"
    " لها لهم به بها بهم هناك هنا اخرون اخرين اخري اخر تم تمت يتم جري جرت وصل وصلت قتل قتلت اصيب اصيبت بلغ"
    " بلغت نزح نزحت عاد عادت لقي لقيت of the and or to in on at for from with was were is are by had has have"
    " a an that this these those it its his her their they he she we who which as than but not into onto over"
    " under after before during since until while between near per each every all will would can could may"
    " might must did does do been be being also yet always perhaps ago away later earlier now then there here"
    " left died fled went came said say says fell rose met took made gave saw held used began ran set hit"
)
LOOSE = frozenset(_WORDS.split())


class Token(NamedTuple):
    """A word, number or sign of a folded text, and where it stands."""

    text: str
    start: int
    end: int


def tokens(folded: Folded) -> list[Token]:
    """The words, numbers and signs of a folded text. A fraction in one character, like ½, is a token of its
    own: 2½ is two."""
    found: list[Token] = []
    for match in _TOKEN.finditer(folded.text):
        start, end = match.span()
        if "⁄" in match[0]:
            stroke = start + match[0].index("⁄")
            while (
                start < stroke and folded.origin[start] != folded.origin[stroke] == folded.origin[stroke + 1]
            ):
                start += 1
            if start > match.start():
                found.append(Token(match[0][: start - match.start()], match.start(), start))
        found.append(Token(folded.text[start:end], start, end))
    return found
