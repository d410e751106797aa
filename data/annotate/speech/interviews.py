"""Who answers in an interview: questions with answers in quotation marks behind them, passages that are a
question before passages that answer, or labels (Q:, ج:). The person whom a text names first, before its first
question, and no other one more often, is a question for the reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from data.annotate.mentions import SuggestedMention
from data.text.lexicon import either, word_set
from data.text.normalize import fold

_QUOTED = re.compile(r"[?؟]\s*[\"“«]")
_ASKING = re.compile(r"[?؟][\"”»]?\s*$")
_ANSWER = re.compile(rf"\s*(?:{either('answer-label')})\s*[:：]\s*", re.I)
_QUESTION = re.compile(rf"\s*(?:{either('question-label')})\s*[:：]", re.I)
_TOLD = word_set("interview-word")
_LONGEST_QUESTION = 60  # words


class Interview:
    """The questions of a document, and who answers them."""

    def __init__(
        self, passages: Sequence[str], mentions: Sequence[SuggestedMention], types: Mapping[str, str]
    ):
        self._passages = passages
        self._labelled = {n for n, text in enumerate(passages) if _labelled(text)}
        self._asked = {n for n, text in enumerate(passages) if _is_question(text)}
        quoted = [n for n, text in enumerate(passages) if _QUOTED.search(text)]
        self.first = min((*quoted, *self._labelled, *self._asked), default=len(passages))
        self.who = _who(passages, mentions, types, self.first) if self.first < len(passages) else ""
        self._plain = len(self._asked) > 1 and _is_told(passages[: self.first])

    def answer(self, number: int) -> int | None:
        """Where the answer begins that a whole passage is, without quotation marks, if it is one."""
        if not self.who:
            return None
        if label := _ANSWER.match(self._passages[number]):
            return label.end()
        plain = self._plain and not self._labelled and number - 1 in self._asked and number not in self._asked
        return 0 if plain and not re.match(r"\s*[\"“«]", self._passages[number]) else None

    def is_question(self, number: int) -> bool:
        """Whether a passage is only a question."""
        return number in self._asked or bool(_QUESTION.match(self._passages[number]))

    def answers(self, number: int, at: int) -> bool:
        """Whether a quotation that begins at an offset of a passage answers a question right before it."""
        before = self._passages[number][:at]
        return bool(_ASKING.search(before[-4:])) or (number - 1 in self._asked and not before.strip())


def _labelled(text: str) -> bool:
    return bool(_QUESTION.match(text) or _ANSWER.match(text))


def _is_question(text: str) -> bool:
    return bool(_ASKING.search(text)) and len(text.split()) <= _LONGEST_QUESTION


def _is_told(introduction: Sequence[str]) -> bool:
    words = fold("\n".join(introduction)).text.lower()
    return any(re.search(rf"(?<!\w)[وف]?{re.escape(word)}(?!\w)", words) for word in _TOLD)


def _who(
    passages: Sequence[str], mentions: Sequence[SuggestedMention], types: Mapping[str, str], first: int
) -> str:
    """The person whom a text names before or in the passage of its first question."""
    people = [m for m in mentions if m.entity and types.get(m.entity) == "person"]
    question = re.search(r"[?؟]", passages[first])
    edge = question.end() if question else 0
    before = [m.entity for m in people if m.passage < first or (m.passage == first and m.start < edge)]
    often = Counter(m.entity for m in people)
    most = max((often[who] for who in before), default=0)
    return before[0] if before and often[before[0]] == most else ""
