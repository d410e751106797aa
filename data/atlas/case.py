"""A case: a store may have several, of which one is open at a time."""

from __future__ import annotations

from dataclasses import dataclass

FIRST_CASE = "first"  # id of the case that a store begins with, and that links without a case open


@dataclass(frozen=True)
class Case:
    """What documents are gathered for, by the names that people gave it: in one language or both; the first
    one of a store may have none. made: when (ISO, UTC)."""

    id: str = FIRST_CASE
    name_en: str = ""
    name_ar: str = ""
    made: str = ""

    @property
    def named(self) -> bool:
        """Has anybody given it a name? The first one has none as long as it is the only one."""
        return bool(self.name_en or self.name_ar)

    @property
    def parameter(self) -> str:
        """What a link that says nothing else adds to the language."""
        return "" if self.id == FIRST_CASE else f"&case={self.id}"

    @property
    def suffix(self) -> str:
        """What tells files that follow from its documents from those of the first."""
        return "" if self.id == FIRST_CASE else f"-{self.id}"
