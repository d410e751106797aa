"""Where a passage stands, in words and as a link; what a source is called in a few words."""

from __future__ import annotations

from data.atlas.atlas import Atlas
from data.facts.locator import passage_title
from data.i18n import Text
from data.i18n.isolates import strip_isolates
from data.query.selection import Selection
from data.query.view import View
from data.tables.model import Source

WORKS = {  # sources that no publisher's name calls, by the head of their title: the last part of their word
    "OpenStreetMap": "openstreetmap",
    "Natural Earth": "natural-earth",
    "GeoNames via Who's On First": "geonames",
    "Wikipedia (mirror)": "wikipedia",
}


def passage_citation(view: View, passage: str, t: Text) -> str:
    """Author, title and date of a document, as far as they are known, and the passage. The browser adds the
    link."""
    atlas = view.atlas
    document = atlas.documents[atlas.passages[passage].document]
    return strip_isolates(t.citation(document, passage_title(atlas, passage, t)))


def quoted_at(atlas: Atlas, passage: str, t: Text) -> str:
    """The link to a passage in the article, from the root of the app."""
    query = {"lang": t.lang} | Selection(focus=f"passage:{passage}", case=atlas.case.id).to_query()
    return "article?" + "&".join(f"{key}={value}" for key, value in query.items())


def origin(atlas: Atlas, source: Source, t: Text) -> str:
    """What a source is called in the reader's language: its publisher, or the work; of others the title."""
    if source.publisher:
        return t.name(atlas.publishers[source.publisher])
    work = WORKS.get(source.title.split(",")[0])
    return t(f"origin.{work}") if work else t.source_title(source)
