"""Where a passage stands, in words and as a link."""

from __future__ import annotations

from data.atlas.atlas import Atlas
from data.facts.locator import passage_title
from data.i18n import Text
from data.i18n.isolates import strip_isolates
from data.query.selection import Selection
from data.query.view import View


def passage_citation(view: View, passage: str, t: Text) -> str:
    """Author, title and date of a document, as far as they are known, and the passage. The browser adds the
    link."""
    atlas = view.atlas
    document = atlas.documents[atlas.passages[passage].document]
    return strip_isolates(t.cited(document, passage_title(atlas, passage, t)))


def quoted_at(atlas: Atlas, passage: str, t: Text) -> str:
    """The link to a passage in the article, from the root of the app."""
    query = {"lang": t.lang} | Selection(focus=f"passage:{passage}", case=atlas.case.id).to_query()
    return "article?" + "&".join(f"{key}={value}" for key, value in query.items())
