"""Which records of aid a figure may speak of: amount, giver and date."""

from __future__ import annotations

import pytest
from tiny import shipped

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.documents.add import Given, entry
from data.documents.store import Store
from data.facts.matching import MOST, likely_records
from data.tables.model import Figure

SINCE_2002 = "The United States has given Tajikistan over $300 million since 2002."


def money(atlas: Atlas, document: str) -> list[Figure]:
    """The figures of money of a document."""
    return [
        figure
        for passage, figures in atlas.figures_of.items()
        if atlas.passages[passage].document == document
        for figure in figures
        if figure.kind == "aid"
    ]


def matched(tmp_path_factory: pytest.TempPathFactory, text: str, date: str) -> list[str]:
    """Ids of the records that the one amount of a text may speak of."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('store')}/documents.sqlite")
    own, extras = entry(shipped(), Given("A note", text, date=date), accept=0)
    store.add([own], extras)
    atlas = join(shipped(), store.overlay())
    (figure,) = money(atlas, own.document.id)
    return [row.id for row in likely_records(atlas, figure)]


def test_the_articles_amounts_lead_to_who_stated_them() -> None:
    total, drones = (
        [row.id for row in likely_records(shipped(), figure)] for figure in money(shipped(), "issa-2023")
    )
    assert total[0] == "us-cumulative-330m-2022-kurilla"
    assert len(total) == MOST
    assert drones == ["us-puma-2022"]


@pytest.mark.parametrize(
    ("text", "date", "records"),
    [
        (SINCE_2002, "2023-05-02", ["us-cumulative-300m-2021"]),
        (SINCE_2002, "", ["us-cumulative-300m-2021"]),
        (SINCE_2002, "2020", []),  # the record is of later
        (SINCE_2002.replace("$300", "$305"), "2023", ["us-cumulative-300m-2021"]),
        (SINCE_2002.replace("$300", "$315"), "2023", []),
        (SINCE_2002.replace("The United States has", "Russia has"), "2023", []),
        (SINCE_2002.replace("$300 million", "300 million euros"), "2023", []),
    ],
)
def test_amount_giver_and_date_must_fit(
    tmp_path_factory: pytest.TempPathFactory, text: str, date: str, records: list[str]
) -> None:
    assert matched(tmp_path_factory, text, date) == records
