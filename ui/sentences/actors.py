"""An actor in words: affiliation, mentions by voice, and its part in the aid records."""

from __future__ import annotations

from data.i18n import Lang, count, name, number, say
from data.query.actors import aid_roles, by_voice
from data.query.view import View
from ui.sentences.aid import sums


def actor_lines(view: View, key: str, lang: Lang) -> list[str]:
    """What the head of an actor's card says beyond name and role."""
    atlas = view.atlas
    row = atlas.actors[key]
    lines = (
        [say(atlas, "actors.affiliation", lang, name=name(atlas.entities[row.affiliation], lang))]
        if row.affiliation
        else []
    )
    if voices := by_voice(view).get(key):
        values = {voice: number(voices[voice], lang) for voice in ("author", "attributed")}
        lines.append(
            say(atlas, "actors.voices", lang, count=count(atlas, "mentions", voices.total(), lang), **values)
        )
    return lines + aid_lines(view, key, lang)


def aid_lines(view: View, key: str, lang: Lang) -> list[str]:
    """A sentence per role in the chosen aid records, with what may be summed of them."""
    atlas, chosen, lines = view.atlas, {row.id for row in view.aid}, []
    for role, records in aid_roles(atlas, key).items():
        rows = [row for row in records if row.id in chosen]
        said = (
            say(atlas, f"actors.as-{role}", lang, count=count(atlas, "records", len(rows), lang))
            if rows
            else ""
        )
        said = " ".join([said, *sums(atlas, rows, lang)])
        lines += [said] if said else []
    return lines
