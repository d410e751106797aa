"""The people whom a document names, by the longest form of their names: whom a part of one means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

from data.annotate.mentions import SuggestedMention
from data.text.lexicon import word_set
from data.text.normalize import fold

_TITLES = word_set("title-word", "person-title", "before-name", "title-of-speaker", "title-alone")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 4  # words of a part of a name


class FullNames:
    """The names that a document gives people, whose each is, and of whom it speaks as a man or a woman."""

    def __init__(self, people: Iterable[SuggestedMention], passages: Sequence[str]):
        self._who: dict[str, set[str]] = {}
        self._passages = passages
        self.genders: dict[str, str] = {}
        for name in people:
            words = _WORD.findall(fold(name.text).text)
            self._who.setdefault(f" {' '.join(words)} ", set()).add(name.entity)

    def __bool__(self) -> bool:
        return bool(self._who)

    def besides(self, people: Set[str]) -> bool:
        """Whether the document names anybody besides some people."""
        return any(own - people for own in self._who.values())

    def stand_before(self, words: str, number: int, at: int) -> bool:
        """Whether words of a passage stand in the document before as well: they may be a part of a name."""
        told = re.compile(rf"(?<!\w)[وفبل]?{re.escape(words)}(?!\w)")
        return any(told.search(text) for text in (*self._passages[:number], self._passages[number][:at]))

    def may_be(self, who: str, gender: str) -> bool:
        """Whether he or she may mean somebody: not where the text has spoken of that person otherwise."""
        return self.genders.get(who, gender) == gender

    def having(self, part: str) -> set[str]:
        """Those whose name has this part, behind titles: Mr Duval, بن عمار. None where that is no part of a
        name, or itself the longest one."""
        words = _WORD.findall(fold(part).text)
        while len(words) > 1 and (words[0] in _TITLES or words[0].removeprefix("ال") in _TITLES):
            words = words[1:]
        if not 0 < len(words) <= _LONGEST:
            return set()
        key = f" {' '.join(words)} "
        return {who for name, own in self._who.items() if key in name and key != name for who in own}
