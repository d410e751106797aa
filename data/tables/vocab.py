"""Closed sets of values that more than one room needs, each named once."""

from __future__ import annotations

from typing import Literal, get_args

Lang = Literal["ar", "en"]  # of the interface, and of the texts that can be annotated
Assessment = Literal["supported", "partly", "differ", "open", "opinion"]
Voice = Literal["author", "attributed"]
Manner = Literal["narration", "direct", "indirect"]  # how a voice span speaks
Form = Literal["name", "title", "metonym", "demonym", "adjective", "descriptor"]  # of a mention
Confidence = Literal["high", "medium", "low"]  # in an assessment, in a record
Bearing = Literal["supports", "contradicts", "context"]  # of a source, on a statement or record
Verdict = Literal["same", "differ", "no-contradiction"]  # of a person, on two passages side by side
DifferenceReason = Literal["period", "scope", "definition", "rounding", "translation"]  # of no contradiction
Maker = Literal["human", "machine", "reviewed"]  # of a translation: reviewed, a machine's that a person read
Status = Literal["announced", "under-construction", "handed-over", "total"]  # of an aid record
Role = Literal["donor", "agency", "implementer", "recipient"]  # of a body in an aid record
ActorType = Literal["person", "organisation", "country"]  # entities that act and speak, each on a side
SideOfState = Literal["us", "tajik", "russian", "iranian", "chinese", "afghan", "european"]
# Of a publisher. The last three are no side: they stand for many states, for none, or for one we do not know.
Side = Literal[SideOfState, "international", "independent", "other"]
ChartKey = Literal[
    "itemised",
    "puma",
    "voices",
    "scorecard",
    "largest",
    "by-donor",
    "in-time",
    "yearly",
    "posts",
    "works",
    "phases",
    "events",
    "sides",
    "each",
    "by-passage",
    "mentions",
    "never-named",
    "compared",
]  # of the charts, each made by a row of `ui.charts.registry`

LANGS: tuple[Lang, ...] = get_args(Lang)
ASSESSMENTS: tuple[Assessment, ...] = get_args(Assessment)
VOICES: tuple[Voice, ...] = get_args(Voice)
MANNERS: tuple[Manner, ...] = get_args(Manner)
FORMS: tuple[Form, ...] = get_args(Form)
BEARINGS: tuple[Bearing, ...] = get_args(Bearing)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
DIFFERENCE_REASONS: tuple[DifferenceReason, ...] = get_args(DifferenceReason)
MAKERS: tuple[Maker, ...] = get_args(Maker)
ROLES: tuple[Role, ...] = get_args(Role)
ACTOR_TYPES: tuple[ActorType, ...] = get_args(ActorType)
CHARTS: tuple[ChartKey, ...] = get_args(ChartKey)
SIDES: tuple[Side, ...] = get_args(Side)
SIDES_OF_STATES: tuple[SideOfState, ...] = get_args(SideOfState)

BORDER = "tajik-afghan-border"  # the place that is the whole border
COUNTRIES = {"TJ": "tajikistan", "AF": "afghanistan"}  # side of a place (ISO 3166) -> the country's place
