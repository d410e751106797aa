"""The head of the panel: what is known of the entity, the record of aid or the event in focus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from data.atlas.atlas import Atlas
from data.facts import locator
from data.facts.origin import body_name, own_record, passages_naming_by_origin
from data.i18n import Text
from data.i18n.isolates import isolate
from data.query.selection import focus_of
from data.query.view import View
from ui.sentences.actors import actor_lines, aid_lines
from ui.sentences.revisions import revision_lines

NAMES = ("ar", "en", "tg")


@dataclass(frozen=True)
class Card:
    """The head of the panel: an entity, with everything said about it. Texts are plain; the template escapes
    them."""

    title: str
    names: list[tuple[str, str]]
    lines: list[str]
    notices: list[str]
    notes: list[str]
    links: list[tuple[str, str, str]]
    inside: list[tuple[str, str]] = field(default_factory=list)
    summed: list[str] = field(default_factory=list)  # what records of aid add up to, by rules that are linked


def focus_card(view: View, kind: str, key: str, t: Text, where: Sequence[str], inside: Sequence[str]) -> Card:
    """The card of what is in focus. kind, key: of the focus ("place", "chaldovar"); where, inside: as for
    `panel`."""
    if kind == "aid":
        return _aid_card(view, key, t)
    if kind in ("event", "body"):
        return _event_card(view, key, t) if kind == "event" else _body_card(view, key, t)
    return _entity_card(view, key, t, where, inside)


def _entity_card(view: View, key: str, t: Text, where: Sequence[str], inside: Sequence[str]) -> Card:
    atlas = view.atlas
    entity, place, actor = atlas.entities[key], atlas.places.get(key), atlas.actors.get(key)
    lines, notices, notes = [], [], []
    if actor and t.name(actor, "role"):
        lines.append(t.name(actor, "role"))
    if actor:
        lines += actor_lines(view, key, t)
    if place and not (actor and place.category == "country"):  # a state is a country
        lines.append(_kind_and_district(atlas, key, t))
    lines += where
    lines += _named(view, key, t)
    notices += _unnamed(atlas, (key,), t)
    if actor and actor.alleged:
        notices.append(t("panel.alleged"))
    if place and t.name(place, "why"):
        notes.append(f"{t('panel.why')}: {isolate(t.name(place, 'why'))}")
    notes += [note for row in (place, entity) if row and (note := t.name(row, "note"))][:1]
    if place and place.arabic_name == "editor" and t.lang == "ar":
        notes.append(t("panel.review"))
    own = getattr(entity, f"name_{t.lang}")
    names = [
        (lg, getattr(entity, f"name_{lg}")) for lg in NAMES if getattr(entity, f"name_{lg}") and lg != t.lang
    ]
    places = [(focus_of(atlas, p), t.name(atlas.entities[p])) for p in inside]
    summed = aid_lines(view, key, t) if actor else []
    return Card(own, names, lines, notices, notes, _links(atlas, key, t), places, summed)


def _named(view: View, key: str, t: Text) -> list[str]:
    """In how many passages an entity is named: of the article and of added documents; with filters, in how
    many of those chosen."""
    found = passages_naming_by_origin(view.atlas, key)
    keys = ("panel.named", "panel.named-added")
    lines = [t(phrase, count=t.count("passages", n)) for phrase, n in zip(keys, found, strict=True) if n]
    if lines and view.selection.filtered:
        lines[-1] += " " + t("panel.chosen", count=t.count("passages", view.counts.get(key, 0)))
    return lines


def _unnamed(atlas: Atlas, keys: Sequence[str], t: Text) -> list[str]:
    """That the article names none of the entities; where added documents do, they are not called context."""
    own, more = map(sum, zip((0, 0), *(passages_naming_by_origin(atlas, key) for key in keys), strict=True))
    return [] if own else [t("panel.not-in-article" if more else "panel.not-named")]


def _aid_card(view: View, key: str, t: Text) -> Card:
    """A record of aid: what, how much, when, from whom, and what its sources leave open."""
    atlas = view.atlas
    row = atlas.aid[key]
    usd = t("panel.aid-none") if row.usd is None else t.amount(row.usd, at_least=row.at_least)
    lines = [
        t("panel.aid-amount", amount=usd, status=t(f"status.{row.status}")),
        " · ".join(
            map(
                isolate,
                [body_name(atlas, row.donor, t), *([t.date(row.date)] if row.date else [])],
            )
        ),
    ]
    place = (
        [(focus_of(atlas, row.place), t.name(atlas.entities[row.place]), t.name(row, "district"))]
        if row.place
        else []
    )
    notes = [note for field in ("amount_note", "note") if (note := t.name(row, field))]
    notes += [" · ".join(map(isolate, places))] if (places := locator.where(row, t)) else []
    notes += revision_lines(atlas, key, t)
    return Card(t.name(row, "what"), [], lines, [own_record(row, t) or t("aid.found")], notes, place)


def _event_card(view: View, key: str, t: Text) -> Card:
    """An event: when, whether the article speaks of it, who and where."""
    atlas = view.atlas
    event = atlas.events[key]
    lines = [" · ".join(map(isolate, [t.date(event.date), t(f"panel.event-{event.relation}")]))]
    parts = [
        (focus_of(atlas, e), t.name(atlas.entities[e]), "")
        for e in dict.fromkeys((*event.places, *event.actors))
    ]
    return Card(
        t.name(event, "title"),
        [],
        lines,
        [],
        [note] if (note := t.name(event, "note")) else [],
        parts,
    )


def _body_card(view: View, key: str, t: Text) -> Card:
    """Someone in the aid records whom the documents may not name."""
    atlas = view.atlas
    body = atlas.bodies[key]
    notices = _unnamed(atlas, body.entities, t)
    parts = [(focus_of(atlas, e), t.name(atlas.entities[e]), "") for e in body.entities]
    return Card(body_name(atlas, key, t), [], [], notices, [], parts, summed=aid_lines(view, key, t))


def _kind_and_district(atlas: Atlas, key: str, t: Text) -> str:
    place = atlas.places[key]
    parts = [t.name(place, "kind")]
    province = atlas.entities.get(place.province or "")
    district = t.name(place, "district")
    if province and district:
        parts.append(t("where.province", district=district, province=t.name(province)))
    elif province:
        parts.append(t.name(province))
    if place.side and place.category not in ("country", "province", "group", "border"):
        parts.append(t(f"where.{place.side.lower()}"))
    return " · ".join(map(isolate, parts))


def _links(atlas: Atlas, key: str, t: Text) -> list[tuple[str, str, str]]:
    """(focus, name, reason) of everything a person linked to `key`, in either direction."""
    found = []
    for link in atlas.links.values():
        if key in (link.from_id, link.to_id):
            other = link.to_id if link.from_id == key else link.from_id
            found.append((focus_of(atlas, other), t.name(atlas.entities[other]), t.name(link, "why")))
    return found
