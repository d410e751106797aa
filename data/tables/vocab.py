"""Closed sets of values that more than one room needs, each named once."""

from __future__ import annotations

from typing import Literal, get_args

Lang = Literal["ar", "en"]  # of the interface, and of the texts that can be annotated
Assessment = Literal["supported", "partly", "differ", "open", "opinion"]
Voice = Literal["author", "attributed"]
SideOfState = Literal["us", "tajik", "russian", "iranian", "chinese", "afghan", "european"]
# Of a publisher. The last three are no side: they stand for many states, for none, or for one we do not know.
Side = Literal[SideOfState, "international", "independent", "other"]

LANGS: tuple[Lang, ...] = get_args(Lang)
ASSESSMENTS: tuple[Assessment, ...] = get_args(Assessment)
VOICES: tuple[Voice, ...] = get_args(Voice)
SIDES: tuple[Side, ...] = get_args(Side)
SIDES_OF_STATES: tuple[SideOfState, ...] = get_args(SideOfState)

BORDER = "tajik-afghan-border"  # the place that is the whole border
COUNTRIES = {"TJ": "tajikistan", "AF": "afghanistan"}  # side of a place (ISO 3166) -> the country's place
