"""Names of the values of filters, in sentences and in pick lists: (atlas, value, language) -> words."""

from __future__ import annotations

from data.atlas.atlas import Atlas
from data.i18n import Lang, actor_name, amount, date, isolate, name, say, shortened, titled

SIGNS = {
    "supported": "●",
    "partly": "◐",
    "differ": "◆",
    "open": "○",
    "opinion": "□",
}  # of assessments, where no shape can be drawn


def actor_option(atlas: Atlas, actor: str, lang: Lang) -> str:
    """A group with all its actors, or one actor, of whom it says that the article alone knows him."""
    alone = actor not in atlas.groups
    key = "filter.alleged" if alone and atlas.actors[actor].alleged else "" if alone else "filter.group"
    called = actor_name(atlas, actor, lang)
    return say(atlas, key, lang, name=called) if key else called


def topic_name(atlas: Atlas, topic: str, lang: Lang) -> str:
    """A topic."""
    return name(atlas.topics[topic], lang)


def entity_name(atlas: Atlas, entity: str, lang: Lang) -> str:
    """A place, or whatever else is named."""
    return name(atlas.entities[entity], lang)


def document_name(atlas: Atlas, document: str, _lang: Lang) -> str:
    """A document by its title, in the document's language."""
    return shortened(atlas.documents[document].title)


def document_option(atlas: Atlas, document: str, _lang: Lang) -> str:
    """A document's title as a line of its own direction."""
    return titled(atlas.documents[document])


def assessment_name(atlas: Atlas, assessment: str, lang: Lang) -> str:
    """An assessment of ours."""
    return say(atlas, f"assessment.{assessment}", lang)


def sign(atlas: Atlas, assessment: str, lang: Lang) -> str:
    """An assessment as sign and word, for places that take plain text."""
    return f"{SIGNS[assessment]} {assessment_name(atlas, assessment, lang)}"


def body_name(atlas: Atlas, body: str, lang: Lang) -> str:
    """A donor."""
    return name(atlas.bodies[body], lang)


def category_name(atlas: Atlas, category: str, lang: Lang) -> str:
    """A kind of aid."""
    return say(atlas, f"category.{category}", lang)


def status_name(atlas: Atlas, status: str, lang: Lang) -> str:
    """A phase of aid."""
    return say(atlas, f"status.{status}", lang)


def total_name(atlas: Atlas, record: str, lang: Lang) -> str:
    """A dated statement of a total, by which the records can be cut: when, how much, what; "" stands for
    none."""
    if not record:
        return say(atlas, "aid.cut-none", lang)
    row = atlas.aid[record]
    total = amount(atlas, row.usd or 0, row.at_least, lang)
    return " · ".join(map(isolate, (date(row.date or "", lang), total, name(row, lang, "what"))))
