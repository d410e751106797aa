"""An actor in words: affiliation, mentions by voice, and its part in the aid records."""

from __future__ import annotations

from collections.abc import Mapping

from data.i18n import Text
from data.query.actors import aid_roles, by_voice
from data.query.view import View
from data.tables.vocab import VOICES
from ui.sentences.aid import sums


def actor_lines(view: View, key: str, t: Text) -> list[str]:
    """What the head of an actor's card says beyond name and role, but for its part in aid."""
    atlas = view.atlas
    row = atlas.actors[key]
    lines = [t("actors.affiliation", name=t.name(atlas.entities[row.affiliation]))] if row.affiliation else []
    if voices := by_voice(view).get(key):
        lines.append(voices_line(voices, t))
    return lines


def voices_line(voices: Mapping[str, int], t: Text) -> str:
    """How often an actor is named, and in whose words; a voice that never names it is not mentioned."""
    heard = [voice for voice in VOICES if voices[voice]]
    count = t.count("mentions", sum(voices[voice] for voice in heard))
    if len(heard) == 1:
        return t(f"actors.voices-{heard[0]}", count=count)
    return t("actors.voices", count=count, **{voice: t.number(voices[voice]) for voice in heard})


def aid_lines(view: View, key: str, t: Text) -> list[str]:
    """A sentence per role in the chosen aid records, with what may be summed of them."""
    atlas, chosen, lines = view.atlas, {row.id: row for row in view.aid}, []
    for role, records in aid_roles(atlas, key).items():
        rows = [chosen[row.id] for row in records if row.id in chosen]
        line = t(f"actors.as-{role}", count=t.count("records", len(rows))) if rows else ""
        line = " ".join([line, *sums(rows, t)])
        lines += [line] if line else []
    return lines
