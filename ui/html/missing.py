"""The page for an address that has none."""

from __future__ import annotations

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.i18n import LANGS, Lang, say
from ui import theme
from ui.html.templating import TEMPLATES
from web import assets


def missing(atlas: Atlas, first: Lang) -> str:
    """A whole page in both languages, `first` at the top, each with a link to the map. It needs no script."""
    langs = (first, *(lang for lang in LANGS if lang != first))
    return TEMPLATES.get_template("missing.html").render(
        langs=langs,
        say=lambda key, lang: say(atlas, key, lang),
        colours=theme.variables(atlas),
        sheet=Markup((assets.STYLES / "missing.css").read_text(encoding="utf-8")),  # noqa: S704 (ours)
    )
