"""The head of a chart as safe HTML: its subject, its finding, and its legend, which runs in the direction of
the page."""

from __future__ import annotations

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.i18n.isolates import isolate
from ui.charts.spec import Bars, Chart, Marks


def chart_head(atlas: Atlas, chart: Chart, subject: str) -> Markup:
    """Subject (a key of the words), finding and legend."""
    html = Markup('<h3 class="d-subject">{}</h3><p class="d-finding">{}</p>{}')
    return html.format(atlas.text(chart.lang)(subject), isolate(chart.finding), chart_legend(atlas, chart))


def names_its_series(chart: Chart) -> bool:
    """Does the drawing itself name its series, or is there but one?"""
    return not chart.legend or isinstance(chart, Bars) or (isinstance(chart, Marks) and not chart.rows)


def chart_legend(atlas: Atlas, chart: Chart) -> Markup:
    """Each series as its swatch and its name; nothing where there is but one, or where the drawing names
    them."""
    if chart.empty or names_its_series(chart):
        return Markup("")
    entry = Markup('<li><i class="d-swatch d-swatch-{} d-chart-{} d-rim-{}"{}></i>{}</li>')
    sized = Markup(' style="width:{0:.0f}px;height:{0:.0f}px"')
    entries = []
    for one in chart.legend:
        looks = (one.shape, one.colour, one.outline or one.colour)
        entries.append(entry.format(*looks, sized.format(one.size) if one.size else "", one.name))
    html = Markup('<ul class="d-legend d-chart-legend" lang="{}" dir="{}" aria-label="{}">{}</ul>')
    direction = "rtl" if chart.lang == "ar" else "ltr"
    return html.format(
        chart.lang, direction, atlas.text(chart.lang)("legend.title"), Markup("").join(entries)
    )
