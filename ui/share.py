"""To give a view away: at which address people reach this app, the link to a view there, how to cite it, and
what takes the frame away where the app is shown inside another page.

DALIL_PUBLIC_URL says at which address people reach this app, such as https://example.org/dalil; without it,
links begin as the address bar does."""

from __future__ import annotations

import os
from urllib.parse import urlencode, urlsplit

from data.atlas.atlas import Atlas
from data.i18n import Text
from data.i18n.isolates import strip_isolates
from data.query.view import View

EMBEDDED = '<i class="d-embedded" hidden></i>'  # web/lib/page_marks.js finds it


def public() -> str:
    """The address at which people reach this app, without a slash at its end; "" where none is named or it is
    no web address."""
    given = os.environ.get("DALIL_PUBLIC_URL", "").strip().rstrip("/")
    return given if urlsplit(given).scheme in ("http", "https") and urlsplit(given).netloc else ""


def address_of(view: View, t: Text) -> str:
    """The public link to the map as this view has it; "" where this app has no public address."""
    query = urlencode({"lang": t.lang} | view.selection.to_query(), safe=":,")
    return f"{public()}/?{query}" if public() else ""


def view_citation(atlas: Atlas, t: Text) -> str:
    """How to cite what is shown: the documents, this app, and how far its data goes. The link is added in the
    browser."""
    return strip_isolates(t.citation(atlas.documents[next(iter(atlas.documents))], t("app.title")))
