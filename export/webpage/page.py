"""`python -m export html`: one HTML file that opens by double click, without server or internet.

The map is folium's own output; map and panel are the app's own scripts (web/map, web/reading), whose picks go
to the page itself: here the choice is computed in the page (web/search/choice.js), there by
`data.query.view`. Everything stands in the file, and its own Content-Security-Policy lets nothing be asked
for: scripts run by their hash alone."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from plotly.offline import get_plotlyjs

from data.atlas.atlas import Atlas
from data.i18n import Text
from export import content
from export.charts import charts
from export.imprint import colophon
from export.order import Order
from export.webpage import fonts, payload
from export.webpage.packing import gzip_base64
from geo import leaflet
from geo import map as geo_map
from ui import theme
from ui.charts.legend import chart_head
from ui.charts.registry import CHARTS
from ui.charts.source_line import source_line_html, sources_anchor
from ui.html.aid import claims_vs_records_html, official_totals_html
from ui.html.headings import map_heading, wordmark
from ui.html.statements.rules import rules_html
from ui.sentences.aid import aid_table, claimed_usd, records_summary
from ui.sentences.rules import rules_link
from ui.story import slides
from web import assets, modules

HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; font-src data:;"
    " base-uri 'none'; form-action 'none'"
)

TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def webpage_file(order: Order) -> str:
    """The whole file as text (UTF-8 when written)."""
    atlas = order.atlas
    order.tell(0.05)
    data = htmlsafe_json_dumps(payload.payload(order), ensure_ascii=False, separators=(",", ":"))
    order.tell(0.7)
    scripts = [leaflet_script(), base_script(atlas, atlas.text(order.langs[0])), own_script()]
    charting = get_plotlyjs()
    scripts = [re.sub(r"<(/script|!--)", r"<\\\1", script, flags=re.I) for script in scripts]
    body = TEMPLATES.get_template("page.html").render(
        order=order,
        atlas=atlas,
        langs=order.langs,
        parts={lang: parts(order, order.atlas.text(lang)) for lang in order.langs},
        text={lang: atlas.text(lang) for lang in order.langs},
        policy=policy([*scripts, charting, *([slides.speaker_script()] if order.story else [])]),
        deck=Markup(slides.DECK),  # noqa: S704 (our own)
        data=data,
        charting=gzip_base64(charting),
        scripts=[Markup(script) for script in scripts],  # noqa: S704 (our own files and libraries, run under their hashes)
        css=Markup("@@CSS@@"),
    )
    order.tell(0.85)
    return body.replace("@@CSS@@", page_style(atlas, body))


def policy(scripts: list[str]) -> str:
    """The Content-Security-Policy of the file: nothing is fetched, and only these scripts run."""
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return POLICY.format(hashes=" ".join(f"'sha256-{digest}'" for digest in hashes))


def page_style(atlas: Atlas, text: str) -> str:
    """The style sheet: Leaflet's without its pictures, the app's, this file's, and the faces for the letters
    of `text`."""
    library = re.sub(
        r"[^{}]*\{[^{}]*url\([^{}]*\}", "", (leaflet.folder() / "leaflet.css").read_text(encoding="utf-8")
    )
    own = (assets.STYLES / "file.css").read_text(encoding="utf-8")
    story = slides.CSS.read_text(encoding="utf-8") if "x-deck" in text else ""
    return "\n".join(
        (fonts.font_face_rules(text), theme.variables(atlas), library, theme.own_style_rules(), own, story)
    )


def leaflet_script() -> str:
    """The map library."""
    script = (leaflet.folder() / "leaflet.js").read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=.*", "", script)


def base_script(atlas: Atlas, t: Text) -> str:
    """folium's output as a function that draws the base map, each time it is called."""
    return f"window.dalilBase = {geo_map.map_script(geo_map.base_map(atlas, t))};"


def own_script() -> str:
    """The page's own modules, the app's components among them, as one script."""
    return f'"use strict";\n(() => {{\n{modules.bundle(modules.FILE)}\nstart();\n}})();'


def parts(order: Order, t: Text) -> dict[str, Any]:
    """What stands in the page as it is, in one language: safe HTML and rows of text."""
    view, atlas = order.view, order.atlas
    icon = "data:image/svg+xml;base64," + base64.b64encode(theme.ICON.read_bytes()).decode()
    safe = {
        "mark": wordmark(icon, t("app.name"), t("app.tagline")),
        "heading": map_heading(view, t),
        "beside": claims_vs_records_html(view, t) if claimed_usd(atlas) else "",
        "totals": official_totals_html(atlas, t),
        "rules": rules_html(atlas, t),
        "rules_link": rules_link("sums", t),
    }
    return {key: Markup(html) for key, html in safe.items()} | {  # noqa: S704 (made by ui, which escapes)
        "about": colophon(order, t),
        "comparisons": content.compared_quotes(order, t),
        "reckoning": records_summary(view, t),
        "records": aid_table(atlas, view.aid, t),
        "all_sources": sources_anchor(t),
        "sources": sorted(atlas.sources.values(), key=lambda s: s.title.lstrip("[")),
        "charts": [
            (
                key,
                chart_head(atlas, chart, CHARTS[key].subject),
                CHARTS[key].note,
                source_line_html(chart, t),
            )
            for key, chart in charts(order, "html", t).items()
        ],
    }
