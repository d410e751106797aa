"""What stands under a chart: what its numbers are, and who published what it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.i18n import Text
from data.tables.model import Document, Passage
from ui.charts.spec import Chart
from ui.sentences.citation import origin

NAMED = 4  # publishers that a line names


def with_sources(atlas: Atlas, chart: Chart, t: Text, unit: str, rows: Iterable[Any] = ()) -> Chart:
    """The chart with what its numbers are (`unit`: in words) and the names of who published the rows behind
    its bars, cells or marks or, where these carry none, `rows`; those of most rows first."""
    behind = [row for key in chart.ids for row in _rows(atlas, key)] or list(rows)
    counted = Counter(name for row in behind for name in dict.fromkeys(_names(atlas, row, t)))
    return replace(chart, unit=unit, sources=tuple(name for name, _ in counted.most_common()))


def source_line(chart: Chart, t: Text) -> str:
    """Unit and publishers as a sentence or two, plain; "" of nothing."""
    if chart.empty:
        return ""
    shown, more = list(chart.sources[:NAMED]), len(chart.sources) - NAMED
    sentences = [chart.unit] if chart.unit else []
    if shown and more > 0:
        sentences.append(t("chart.sources-more", names=t.comma_list(shown), n=t.number(more)))
    elif shown:
        sentences.append(t("chart.sources", names=t.comma_list(shown)))
    return " ".join(sentences)


def source_line_html(chart: Chart, t: Text) -> Markup:
    """The line as safe HTML, with the link to all sources: in the app on their page, in an exported file
    further down."""
    if not (line := source_line(chart, t)):
        return Markup("")
    html = Markup('<p class="d-under">{} <a class="d-rule" href="sources?lang={}#{}">{}</a></p>')
    return html.format(line, t.lang, sources_anchor(t), t("sources.all"))


def sources_anchor(t: Text) -> str:
    """The id of the section with all sources."""
    return f"all-sources-{t.lang}"


def _rows(atlas: Atlas, key: str) -> Iterator[Any]:
    """The rows that an id of a bar, cell or mark stands for: records, events, passages."""
    kind, _, own = key.rpartition(":")
    tables = {"": atlas.aid, "event": atlas.events, "passage": atlas.passages}
    if own in tables.get(kind, {}):
        yield tables[kind][own]


def _names(atlas: Atlas, row: Any, t: Text) -> Iterator[str]:
    """Who published what a row rests on; of a passage, its document."""
    if isinstance(row, Passage | Document):
        document = row if isinstance(row, Document) else atlas.documents[row.document]
        known = (
            t.author(document),
            t.document_title(document),
            t.date(document.date) if document.date else "",
        )
        yield t.comma_list([part for part in known if part])
        return
    for key in row.sources:
        yield origin(atlas, atlas.sources[key], t)
