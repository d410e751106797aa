"""What the page that starts the app shows before any script has run: its title, the pages and, where the page
is the map, what stands above and below it and the map as a picture. web/start/first_page.js takes it
away once the app stands in its place."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.i18n import Text
from data.query.selection import Selection
from data.query.view import View, select
from data.tables.vocab import LANGS, Lang
from frame import FOLDED, PAGES, UNFILTERED
from geo.picture.svg import map_picture_html
from geo.points import point_style, points
from ui.html import places
from ui.html.headings import first_heading, wordmark
from ui.html.statements.page import assessment_counts_html
from ui.html.templating import TEMPLATES
from ui.session import components
from web import assets

STAGED = {
    "step",
    "embed",
    "embed_options",
}  # a link with one of these is shown without what stands around a page


@cached_per_atlas(size=32)
def first_page(atlas: Atlas, page: str, lang: Lang, selection: Selection) -> Markup:
    """What is seen first on `page`, as safe HTML, with the view that the link asks for."""
    view, t = select(atlas, selection), atlas.text(lang)
    html = TEMPLATES.get_template("first.html").render(
        t=t,
        case=atlas.case,
        texts=[atlas.text(lang) for lang in LANGS],
        here=page,
        pages=[(key, f"./{key if n else ''}") for n, key in enumerate(PAGES)],
        others=PAGES[4:],
        folded=page in FOLDED,
        opener=t("nav.opener" if page in UNFILTERED else "nav.opener-filters"),
        wordmark=wordmark(assets.asset_path("icon"), t("app.name"), t("app.tagline")),
        heading=first_heading(view, page, t),
        map=_map(view, t) if page == PAGES[0] else None,
    )
    return Markup(html)  # noqa: S704 (our template, which escapes)


def _map(view: View, t: Text) -> dict[str, Any]:
    s, far = view.selection, {place.id for place in points.far_places(view.atlas)}
    starts = places.starting_points(view.atlas, t, current=(s.in_focus, f"lens:{s.lens}"))
    side = places.map_surroundings(view.atlas, t, far, sizes=point_style.size_key(), with_starts=False)
    return {
        "lens": s.lens,
        "picture": map_picture_html(view, t),
        "alt": points.alternative(view, t),
        "scorecard": Markup(assessment_counts_html(view, t)),  # noqa: S704 (safe HTML)
        "starts": Markup(starts),  # noqa: S704 (safe HTML)
        "side": Markup(side),  # noqa: S704
        "live": points.map_state(view, t, {"seq": 1, "focus": s.in_focus, "gentle": False})
        | components.map_in(t, view.atlas.case),  # as the app's first run asks for it
    }
