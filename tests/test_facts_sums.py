"""The sums, worked out again from the file with nothing of the app, are those of the app, the slides and the
PDF."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader
from tiny import shipped

from data.i18n.amounts import number
from data.i18n.isolates import strip_isolates
from data.query.selection import Selection
from data.query.view import select
from data.tables.files import FILES
from data.tables.vocab import LANGS, Lang
from export.order import Order
from export.pdf.pages import pdf_file
from ui.charts.aid import by_donor
from ui.html.aid import claims_vs_records_html
from ui.html.headings import count_sentences
from ui.sentences.aid import records_summary
from ui.story.figures import MapMeasurements
from ui.story.slides import slides

pytestmark = pytest.mark.slow

KURILLA = "2022-06-16"  # the day of the statement that the article passes on
STATED = 330_000_000
MILLION = Decimal(1_000_000)


def rows() -> list[dict[str, str]]:
    """The records of the file that may be summed by the written rule."""
    with (FILES / "aid.csv").open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.DictReader(file) if row["sums"] == "yes"]
    assert all(row["status"] == "handed-over" and row["usd"] for row in found)
    assert not any(row["donor"] == "tajikistan" for row in found)
    return found


def usd(found: list[dict[str, str]], *, bridges: bool) -> Decimal:
    """The dollars of the bridges, or of all other records."""
    return sum((Decimal(row["usd"]) for row in found if (row["category"] == "bridge") == bridges), Decimal(0))


def by_then(found: list[dict[str, str]]) -> list[dict[str, str]]:
    """The US records dated by the day of the statement as far as their date is known, and those without."""
    us = [row for row in found if row["donor"] == "united-states"]
    return [row for row in us if row["date"] <= KURILLA[: len(row["date"])]]


def millions(dollars: Decimal) -> str:
    """As the app writes it: in millions, with at most two decimals, halves up."""
    return f"{(dollars / MILLION).quantize(Decimal('0.01')).normalize():f}"


WHOLE, BESIDE = rows(), by_then(rows())
SECURITY, BRIDGES = millions(usd(WHOLE, bridges=False)), millions(usd(WHOLE, bridges=True))
CLAIM = millions(usd(BESIDE, bridges=False))
SHARE = f"{(usd(BESIDE, bridges=False) * 100 / STATED).quantize(Decimal('0.1')):f}"
ITEMS = sum(row["category"] != "bridge" for row in BESIDE)


def test_the_sums_worked_out_again_are_the_known_ones() -> None:
    assert (SECURITY, BRIDGES, CLAIM, SHARE, ITEMS) == ("266.79", "41.3", "58.55", "17.7", 33)


@pytest.mark.parametrize("lang", LANGS)
def test_the_app_says_the_sums_that_the_file_gives(lang: Lang) -> None:
    atlas, view = shipped(), select(shipped(), Selection())
    text = strip_isolates(records_summary(view, view.atlas.text(lang)))
    assert SECURITY in text
    assert BRIDGES in text
    card = strip_isolates(claims_vs_records_html(view, view.atlas.text(lang)))
    assert CLAIM in card
    assert f"{SHARE}%" in card
    assert strip_isolates(atlas.text(lang).count("items", ITEMS)) in card
    bars = by_donor(atlas, list(atlas.aid.values()), atlas.text(lang)).rows
    assert Decimal(str(sum(bar.value for bar in bars))) == usd(WHOLE, bridges=False) + usd(
        WHOLE, bridges=True
    )


@pytest.mark.parametrize("lang", LANGS)
def test_the_slide_on_the_sum_says_what_the_file_gives(lang: Lang) -> None:
    atlas = shipped()
    made = {
        slide["id"]: slide
        for slide in slides(atlas, tuple(atlas.story.values()), atlas.text(lang), MapMeasurements(0, 0))
    }
    text = strip_isolates(" ".join([made["sum"]["title"], *made["sum"]["points"]]))
    assert CLAIM in text
    assert f"{SHARE}%" in text
    assert strip_isolates(atlas.text(lang).count("items", ITEMS)) in text


def test_the_pdf_says_what_the_file_gives() -> None:
    file = PdfReader(BytesIO(pdf_file(Order(select(shipped(), Selection()), ("en",)))))
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in file.pages))
    for told in (
        f"Security items: at least ${SECURITY} million",
        f"summed apart: ${BRIDGES} million",
        f"${CLAIM} million in {ITEMS} items",
        f"equal to {SHARE}% of the stated sum",
    ):
        assert told in text, told


@pytest.mark.parametrize("lang", LANGS)
def test_the_slide_on_places_counts_them_and_actors_as_the_head_of_the_map_does(lang: Lang) -> None:
    atlas = shipped()
    made = slides(atlas, (atlas.story["where"],), atlas.text(lang), MapMeasurements(0, 0))[0]
    slide = strip_isolates(" ".join(made["points"]))
    head = re.findall(r"\d+", strip_isolates(count_sentences(atlas, atlas.text(lang))))
    assert len(head) == 2
    assert all(re.search(rf"(?<!\d){number(int(n), lang)}(?!\d)", slide) for n in head)


@pytest.mark.parametrize("lang", LANGS)
def test_the_slide_on_chaldivar_claims_no_rank_beyond_posts_of_the_same_funder(lang: Lang) -> None:
    """A post of another donor was announced at a higher price."""
    atlas = shipped()
    dearer = [
        row
        for row in atlas.aid.values()
        if "outpost" in row.id and (row.usd or 0) > (atlas.aid["us-chaldovar-outpost-2020"].usd or 0)
    ]
    assert {row.donor for row in dearer} == {"russia"}
    told = atlas.story["chaldivar"].model_dump()
    assert "{posts}" not in told[f"title_{lang}"]
    (ranked,) = (line for line in told[f"text_{lang}"].split("\n") if "{posts}" in line)
    assert {"en": "US-funded", "ar": "الممولة أمريكياً"}[lang] in ranked
