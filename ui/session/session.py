"""What one reader's session remembers from run to run: one typed value. Widgets keep their own keys, which
are Streamlit's.

    the browser: its URL, its widgets, its components
        |
        v
    callbacks             a widget or component has spoken: it changes the selection and sets url.spoken;
        |                 a pick may ask for another page (url.turn)
        v
    url_sync.begin_run    the URL is read where it says something new and nothing has spoken: the first run,
        |                 the browser's Back, a typed link (url.leads). Widgets are seeded from the selection
        v
    sidebar and page      each live part notes which selection it shows (live.parts)
        |
        v
    url_sync.finish_run   the URL is written, once, unless it leads

A pick inside a live part runs that part alone, or, where the selection changed, all parts that show it
(live.due), without begin_run: the first part that is drawn seeds the widgets, the last writes the URL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import streamlit as st

from data.atlas.atlas import Atlas
from data.atlas.case import FIRST_CASE
from data.documents.add import Read
from data.documents.describe import Description
from data.documents.ledger.edits import RowEdit
from data.documents.review.edits import Edit
from data.documents.schema import Entry, Extra
from data.facts.bilingual import BilingualText
from data.query.selection import Selection
from data.query.story_versions import Version
from data.tables.model import Row, Step
from data.tables.problem import Problem
from data.tables.vocab import Lang
from ui.session.run.allowance import Allowance, pick_allowance, work_allowance

Refusal = tuple[str, str, dict[str, Any]]  # of a file: its name, a key of words.csv, what fills that
Writing = Literal["", "statement", "evidence", "record"]
KEY = "dalil"  # of the session among Streamlit's keys


class LivePart(NamedTuple):
    """A part of a page that is drawn alone: which fields of the selection it shows (none named: all), whether
    it can wait, and the selection it last showed."""

    fields: tuple[str, ...]
    after: bool
    drawn: Selection

    def shows(self, now: Selection) -> bool:
        """Does it show this selection already?"""
        return now == self.drawn or (
            bool(self.fields) and all(getattr(now, f) == getattr(self.drawn, f) for f in self.fields)
        )


@dataclass
class UrlState:
    """The URL and what this session has written into it."""

    written: dict[str, str] | None = None  #: the parameters as they were last written
    spoken: bool = False  #: a widget or component has changed something since the last run
    leads: bool = False  #: the URL already says what is shown
    turn: str | None = None  #: the page that a pick asks to go to
    replaced: dict[str, Any] = field(default_factory=dict)  #: widget -> what it held before it was seeded
    embedded: bool = False  #: the app is shown inside another page

    def take_spoken(self) -> bool:
        """Has anything spoken since this was last asked?"""
        spoken, self.spoken = self.spoken, False
        return spoken


@dataclass
class LiveParts:
    """The parts of the page that are drawn alone."""

    parts: dict[str, LivePart] = field(default_factory=dict)
    due: set[str] = field(default_factory=set)  #: those that are still to be drawn
    answered: bool = False  #: those that cannot wait are drawn, the others are to come
    unwritten: bool = False  #: the URL is to be written when none is due


@dataclass
class Picks:
    """What components have sent, and what the map was asked to frame."""

    received: dict[str, int] = field(default_factory=dict)  #: component -> number of its last pick
    count: int = 0
    allowance: Allowance = field(default_factory=pick_allowance)
    frame: dict[str, Any] = field(default_factory=lambda: {"seq": 0, "focus": "", "gentle": True})


class LinkedStory(NamedTuple):
    """A story that a link brought and the reader has not decided on: the browser's key of it, what is wrong
    with it, and whether it was made with other data."""

    key: str
    story: Version
    problems: tuple[Problem, ...]
    foreign: bool


@dataclass
class StoryState:
    """The reader's own story, and what is presented."""

    version: Version | None = None  #: the story; None before there is one
    known: dict[str, Version] = field(default_factory=dict)  #: versions that this session has read
    acts: tuple[tuple[Version, Version], ...] = ()  #: (before, after) of what can be taken back
    parted: tuple[Any, tuple[tuple[Step, ...], tuple[tuple[Step, Problem], ...]]] | None = None  #: data and
    #: steps -> those that can be presented, and the others
    full: bool | None = None  #: a view was gathered, or could not be as the story is full; not yet said
    foreign: bool = False  #: it was made with other data
    loaded: str = ""  #: the file that was last loaded
    linked: LinkedStory | None = None  #: what a link brought
    answered: str = ""  #: key of the story of a link that was last decided on
    asked_browser: bool = False  #: the browser has said what it keeps
    stage: dict[str, str] = field(
        default_factory=dict
    )  #: parameters of the presentation; empty while none is on
    left: tuple[dict[str, str], dict[str, str]] | None = None  #: parameters of the presentation that was
    #: left, and the URL on whose page Back meets it again
    staged: bool = False  #: a button has set them, and the page that presents is not there yet


@dataclass(frozen=True)
class ReviewAct:
    """What an act at the review desk changed: marks, with the rows that they brought, and rows of the
    ledger."""

    edits: Sequence[Edit]
    brought: Sequence[Extra]
    described: tuple[Description, Description] | None = (
        None  #: what was said of the document before and after
    )
    rows: Sequence[RowEdit] = ()


@dataclass
class ReviewState:
    """The review desk: what lies on it and what can be undone there; documents that wait to be added."""

    document: str = ""  #: the one under review
    entry: Entry | None = None  #: as it was last read or written here; its marks are parsed once
    mark: str = ""  #: the mark that is looked at
    words: str = ""  #: "passage:start-end", as selected in the text
    statement: str = ""  #: id of the statement that is looked at
    writing: Writing = ""  #: what is written of it
    row: Row | None = None  #: the one that is written anew, as it was when its form was opened
    written: int = 0  #: forms of the ledger that were written so far
    position: str = ""  #: "lat,lon,km", as picked on the map
    seen: tuple[str, int] | None = None  #: document and version that the page shows
    acts: list[ReviewAct] = field(default_factory=list)
    message: tuple[str, Mapping[str, Any]] | None = (
        None  #: key and values of what is to be said of the last act
    )
    refused: list[Refusal] = field(default_factory=list)  #: files that could not be read; not yet said
    brought: tuple[list[Read], bool] | None = (
        None  #: what is to be looked at, and whether to accept what is sure
    )
    begun: dict[Any, tuple[Mapping[str, str], Mapping[str, str]]] = field(
        default_factory=dict
    )  #: form that writes anew what is said already -> what it began with, and its labels
    added: Counter[str] = field(default_factory=Counter)  #: how often each form of new entities added one
    offered: str = ""  #: the words that these forms began with last
    offered_type: str = ""  #: and the type that they seemed to be of, if an actor's

    def take(self, picked: Mapping[str, str]) -> None:
        """Look at what was picked in the text or on the map: a mark, words, a statement ("own"), a
        position."""
        self.mark = picked.get("mark", self.mark)
        self.position = picked.get("position", self.position)
        if picked.keys() & {"mark", "words", "own"}:
            self.words, self.statement = picked.get("words", ""), picked.get("own", "")
            self.writing, self.row = "", None


@dataclass
class ChartPicks:
    """What was picked in charts."""

    records: list[str] = field(default_factory=list)
    chart: str = ""  #: in which
    forgotten: int = 0  #: how often all picks were forgotten
    given_up: dict[str, int] = field(
        default_factory=dict
    )  #: chart -> how often another's pick replaced its own


@dataclass
class ArabicReviewState:
    """What a reader of Arabic has decided on texts: the Arabic as it should be."""

    reviewer: str = ""
    texts: dict[BilingualText, str] = field(default_factory=dict)


@dataclass
class Session:
    """Everything that a session remembers."""

    selection: Selection | None = None  #: None before the first run
    lang: Lang | None = None
    case: str = FIRST_CASE  #: id of the case that is open
    atlas: Atlas | None = None  #: the data, while a run holds it
    digest: str = ""  #: of the data that the selection was last held against
    vanished: tuple[str, ...] = ()  #: what was dropped as others deleted it; not yet said
    noticed: bool = False  #: the page says that something was left out
    url: UrlState = field(default_factory=UrlState)
    live: LiveParts = field(default_factory=LiveParts)
    picks: Picks = field(default_factory=Picks)
    story: StoryState = field(default_factory=StoryState)
    review: ReviewState = field(default_factory=ReviewState)
    arabic: ArabicReviewState = field(default_factory=ArabicReviewState)
    charts: ChartPicks = field(default_factory=ChartPicks)
    opened: dict[str, int] = field(default_factory=dict)  #: folded part -> is it open; tabs -> which is
    template: tuple[str, str] = (
        "",
        "",
    )  #: for slides: id of the file, why it is refused
    work: Allowance = field(default_factory=work_allowance)  #: on what is brought
    file: tuple[Any, bytes] | None = None  #: what was ordered last to share, and its content
    stories: dict[str, StoryState] = field(default_factory=dict)  #: of other cases, by their ids
    limits: dict[str, tuple[str, int]] = field(
        default_factory=dict
    )  #: key of a field on the page -> its label, and how many characters it holds
    held: dict[str, str] = field(
        default_factory=dict
    )  #: key of a field that is not shown -> what was written
    limits_before: dict[str, tuple[str, int]] = field(default_factory=dict)  #: the same, of the run before

    def enter(self, case: str) -> None:
        """Open another case. Its story is its own; what lay on the desk is put away, but for what is still to
        be said or added."""
        self.stories[self.case] = self.story
        self.case, self.story = case, self.stories.pop(case, StoryState())
        desk = self.review
        self.review = ReviewState(
            written=desk.written, message=desk.message, refused=desk.refused, brought=desk.brought
        )
        # no chart may have the key again of one in which something was picked
        picked = self.charts
        self.charts = ChartPicks(forgotten=picked.forgotten + sum(picked.given_up.values()) + 1)


def session() -> Session:
    """The session of this run. Like every use of Streamlit's state it ends the run when another was asked
    for."""
    if KEY not in st.session_state:
        st.session_state[KEY] = Session()
    found: Session = st.session_state[KEY]
    return found
