"""Names of the values of filters, in sentences and in pick lists: (atlas, value, language) -> words."""

from __future__ import annotations

from data.atlas.atlas import Atlas
from data.i18n import Text, short_title, shorten
from data.i18n.isolates import isolate
from data.tables.vocab import VOICES

SIGNS = {
    "supported": "●",
    "partly": "◐",
    "differ": "◆",
    "open": "○",
    "opinion": "□",
}  # of assessments, where no shape can be drawn


def actor_option(atlas: Atlas, actor: str, t: Text) -> str:
    """A group with all its actors, or one actor, of whom it says that the article alone knows him."""
    alone = actor not in atlas.groups
    key = "filter.alleged" if alone and atlas.actors[actor].alleged else "" if alone else "filter.group"
    called = actor_name(atlas, actor, t)
    return t(key, name=called) if key else called


def actor_name(atlas: Atlas, actor: str, t: Text) -> str:
    """A group, or one actor."""
    return t.name(atlas.groups.get(actor) or atlas.entities[actor])


def topic_name(atlas: Atlas, topic: str, t: Text) -> str:
    """A topic."""
    return t.name(atlas.topics[topic])


def entity_name(atlas: Atlas, entity: str, t: Text) -> str:
    """A place, or whatever else is named."""
    return t.name(atlas.entities[entity])


def document_name(atlas: Atlas, document: str, t: Text) -> str:
    """A document by its title."""
    return shorten(t.document_title(atlas.documents[document]))


def document_option(atlas: Atlas, document: str, t: Text) -> str:
    """A document's title as a line of its own direction."""
    return short_title(atlas.documents[document], t.lang)


def assessment_name(_atlas: Atlas, assessment: str, t: Text) -> str:
    """An assessment of ours."""
    return t(f"assessment.{assessment}")


def assessment_with_sign(atlas: Atlas, assessment: str, t: Text) -> str:
    """An assessment as sign and word, for places that take plain text."""
    return f"{SIGNS[assessment]} {assessment_name(atlas, assessment, t)}"


def category_name(_atlas: Atlas, category: str, t: Text) -> str:
    """A kind of aid."""
    return t(f"category.{category}")


def status_name(_atlas: Atlas, status: str, t: Text) -> str:
    """A phase of aid."""
    return t(f"status.{status}")


def total_name(atlas: Atlas, record: str, t: Text) -> str:
    """A dated statement of a total, by which the records can be cut: when, how much, what; "" stands for
    none."""
    if not record:
        return t("aid.cut-none")
    row = atlas.aid[record]
    total = t.amount(row.usd or 0, at_least=row.at_least)
    return " · ".join(map(isolate, (t.date(row.date or ""), total, t.name(row, "what"))))


def voice_name(atlas: Atlas, voice: str, t: Text) -> str:
    """The author, those he quotes, or one speaker."""
    return t(f"voice.{voice}") if voice in VOICES else t.name(atlas.entities[voice])
