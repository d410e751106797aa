"""The head of a chart as safe HTML: its subject, its finding, and its legend, which runs in the direction of
the page."""

from __future__ import annotations

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.i18n import isolate
from ui.charts.spec import Chart


def head(atlas: Atlas, chart: Chart, subject: str) -> Markup:
    """Subject (a key of the words), finding and legend."""
    said = Markup('<h3 class="d-subject">{}</h3><p class="d-finding">{}</p>{}')
    return said.format(atlas.text(chart.lang)(subject), isolate(chart.finding), legend(atlas, chart))


def legend(atlas: Atlas, chart: Chart) -> Markup:
    """Each series as its swatch and its name; nothing where there is but one."""
    if not chart.legend or chart.empty:
        return Markup("")
    entry = Markup('<li><i class="d-swatch d-swatch-{} d-chart-{} d-rim-{}"></i>{}</li>')
    entries = (
        entry.format(one.shape, one.colour, one.outline or one.colour, one.name) for one in chart.legend
    )
    html = Markup('<ul class="d-legend d-chart-legend" lang="{}" dir="{}" aria-label="{}">{}</ul>')
    direction = "rtl" if chart.lang == "ar" else "ltr"
    return html.format(
        chart.lang, direction, atlas.text(chart.lang)("legend.title"), Markup("").join(entries)
    )
