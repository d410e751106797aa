"""Figures of added documents: none of them is told as the article's, and charts of passages tell the
documents apart."""

from __future__ import annotations

import pytest
from tiny import shipped

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.documents.add import Given, entry
from data.documents.store import Store
from data.i18n import shorten
from data.i18n.amounts import number
from data.i18n.isolates import strip_isolates
from data.query.actors import top_passages
from data.query.selection import Selection
from data.query.value_names import actor_name
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from ui.charts import actors, lengths
from ui.charts.plotly.figure import plotly_figure
from ui.charts.plotly.matrix import NAMES
from ui.sentences.aid import claimed_usd, claims_vs_records
from ui.story import readiness
from ui.story.figures import Figures, MapMeasurements

TEXT = (
    "Tajikistan and Russia agreed on $9,000,000,000 in all.\nThe border with Afghanistan is 5,200 km long,"
    " said Russia."
)
TEXT += 4 * "\nRussia wrote."
MEASURED = MapMeasurements(1300, 400)


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The atlas with a document that speaks of more money and a longer border than the article."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('store')}/documents.sqlite")
    own, extras = entry(shipped(), Given("A letter on money and length", TEXT), accept=0)
    store.add([own], extras)
    key, atlas = own.document.id, join(shipped(), store.overlay())
    found = {(f.kind, float(f.value)) for n in (1, 2) for f in atlas.figures_of[f"{key}.p{n:02d}"]}
    assert found >= {("aid", 9e9), ("length", 5200)}, "both are figures of the document"
    return atlas


@pytest.mark.parametrize("lang", LANGS)
def test_no_figure_of_an_added_document_is_told_as_the_articles(joined: Atlas, lang: Lang) -> None:
    assert claimed_usd(joined) == claimed_usd(shipped())
    assert claims_vs_records(
        select(joined, Selection()), select(joined, Selection()).atlas.text(lang)
    ) == claims_vs_records(select(shipped(), Selection()), select(shipped(), Selection()).atlas.text(lang))
    assert lengths.length_claims(joined, joined.text(lang)) == lengths.length_claims(
        shipped(), shipped().text(lang)
    )
    assert Figures(joined, joined.text(lang), MEASURED) == Figures(shipped(), shipped().text(lang), MEASURED)
    steps = tuple(shipped().story.values())
    assert readiness.checks(joined, steps, joined.text(lang), MEASURED) == readiness.checks(
        shipped(), steps, shipped().text(lang), MEASURED
    )


@pytest.mark.parametrize("lang", LANGS)
def test_passages_of_several_documents_stand_apart_under_their_names(joined: Atlas, lang: Lang) -> None:
    view = select(joined, Selection())
    figure = plotly_figure(joined, actors.by_passages(view, view.atlas.text(lang)))
    names = [shorten(row.title, n) for row, n in zip(joined.documents.values(), (27, 9), strict=True)]
    assert [note.text.strip("\u2067\u2069") for note in figure.layout.annotations] == names
    assert [shape.x0 for shape in figure.layout.shapes if shape.line.dash is None] == [17.5]
    alone = plotly_figure(
        shipped(),
        actors.by_passages(select(shipped(), Selection()), select(shipped(), Selection()).atlas.text(lang)),
    )
    assert not alone.layout.annotations
    assert figure.layout.height == alone.layout.height + NAMES
    hovered = [
        text
        for text in (strip_isolates(text).replace("<br>", " ") for text in figure.data[0].hovertext)
        if actor_name(joined, "russia", joined.text(lang)) in text
    ]
    assert sum("A letter on money and length" in text for text in hovered) == 6


@pytest.mark.parametrize("lang", LANGS)
def test_of_many_passages_those_that_name_most_are_shown_in_their_order(
    joined: Atlas, lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = select(joined, Selection())
    per = {p: sum(m.entity in joined.actors for m in joined.mentions_of[p]) for p in view.passages}
    few = top_passages(view, 5)
    assert list(few) == [p for p in view.passages if p in few], "in reading order"
    assert min(per[p] for p in few) >= max(n for p, n in per.items() if p not in few)
    assert top_passages(view, len(per)) == tuple(view.passages)
    monkeypatch.setattr(actors, "COLUMNS", 5)
    chart = actors.by_passages(view, view.atlas.text(lang))
    figure = plotly_figure(joined, chart)
    assert {pick for (pick,) in figure.data[0].customdata} == {f"passage:{p}" for p in few}
    assert len(figure.layout.xaxis.ticktext) == 5
    told = joined.text(lang)(
        "actors.columns", count=number(5, lang), of=joined.text(lang).count("passages", len(per))
    )
    assert chart.finding.endswith(told)
