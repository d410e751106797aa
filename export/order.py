"""What was ordered: which view or story goes into a file, in which languages, and what the file may quote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from data.atlas.atlas import Atlas
from data.facts.origin import is_added
from data.query.front_matter import UNTITLED, FrontMatter
from data.query.selection import OPENING, Selection
from data.query.story import quoted_passages, step_selection
from data.query.view import View, select
from data.tables.model import Step
from data.tables.vocab import LANGS, Lang
from ui.html.filtered import view_title

LANGUAGES = (*LANGS, "both")


@dataclass(frozen=True)
class Order:
    """A file to make. langs: one or two languages, the first is shown first. whole: quote the whole article,
    not only the passages in view; added documents are quoted no further. story: the steps to tell; empty: the
    view alone; front: whose story it is. notes: add the speaker notes. template: a .pptx whose design slides
    take, else our own. tell: is told the share that is done, from 0 to 1."""

    view: View
    langs: tuple[Lang, ...] = LANGS
    whole: bool = False
    story: tuple[Step, ...] = ()
    front: FrontMatter = UNTITLED
    notes: bool = False
    template: bytes = field(default=b"", repr=False)
    tell: Callable[[float], object] = field(default=lambda _share: None, compare=False, repr=False)

    @property
    def atlas(self) -> Atlas:
        """The data behind the view."""
        return self.view.atlas

    def title(self, lang: Lang) -> str:
        """What the file is called: by the story's own title, else by what the view shows, or the steps of
        the story where all of them look at one thing."""
        own = self.front.title(lang) if self.story else ""
        return own or view_title(self._titling, self.atlas.text(lang))

    @cached_property
    def _titling(self) -> View:
        """The view that the file is called by."""
        if not self.story:
            return self.view
        looked_at = {step_selection(self.atlas, step).focus for step in self.story}
        return select(self.atlas, Selection(focus=looked_at.pop() if len(looked_at) == 1 else None))

    @cached_property
    def in_view(self) -> tuple[str, ...]:
        """Ids of the passages that the file shows: those the story quotes; without a story, those the filters
        choose, else those of the focus, else those that the map leads to. The whole article too when it was
        asked for."""
        if not self.whole:
            return self._shown
        shown = set(self._shown)
        return tuple(p for p in self.atlas.passages if p in shown or not is_added(self.atlas, p))

    @property
    def _shown(self) -> tuple[str, ...]:
        quoted = {passage for step in self.story for passage in quoted_passages(self.atlas, step)}
        return tuple(p for p in self.atlas.passages if p in quoted) if self.story else self._in_sight

    @property
    def _in_sight(self) -> tuple[str, ...]:
        selection = self.view.selection
        if selection.filtered:
            return tuple(self.view.passages)
        return (
            tuple(self.view.panel) if selection.in_focus not in ("", OPENING) else drawn_passages(self.atlas)
        )

    @cached_property
    def quotable(self) -> frozenset[str]:
        """Ids of the passages that a file which can be asked may quote: those in view, with a story or not,
        those of the focus, and of the article those that a pick on the map leads to."""
        led = (p for p in (*drawn_passages(self.atlas), *self.view.panel) if not is_added(self.atlas, p))
        kind, _, key = self.view.selection.in_focus.partition(":")
        return frozenset((*self.in_view, *self._in_sight, *led, *([key] if kind == "passage" else [])))

    def reporting(self, tell: Callable[[float], object]) -> Order:
        """The same order, which tells how far it is."""
        return replace(self, tell=tell)


def drawn_passages(atlas: Atlas) -> tuple[str, ...]:
    """Ids of the passages that name something drawn on the map, countries apart: what a pick on the map leads
    to."""
    drawn = {p.id for p in atlas.places.values() if p.geometry != "none" and p.category != "country"}
    return tuple(p for p in atlas.passages if any(m.entity in drawn for m in atlas.mentions_of[p]))
