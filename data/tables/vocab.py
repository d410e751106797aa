"""Closed sets of values that more than one room needs, each named once."""

from __future__ import annotations

from typing import Literal, get_args

Lang = Literal["ar", "en"]  # of the interface, and of the texts that can be annotated
Assessment = Literal["supported", "partly", "differ", "open", "opinion"]
Voice = Literal["author", "attributed"]

LANGS: tuple[Lang, ...] = get_args(Lang)
ASSESSMENTS: tuple[Assessment, ...] = get_args(Assessment)
VOICES: tuple[Voice, ...] = get_args(Voice)

BORDER = "tajik-afghan-border"  # the place that is the whole border
COUNTRIES = {"TJ": "tajikistan", "AF": "afghanistan"}  # side of a place (ISO 3166) -> the country's place
