"""Records of aid and events that people make of added documents: checked by the rules of the shipped ones, in
every kind of store, beside these in lists and never in their sums in silence, in dossiers and files."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hostile import STRINGS
from openpyxl import load_workbook
from tiny import shipped

from data.atlas.atlas import Atlas
from data.atlas.blocks import block, passage_ids
from data.atlas.join import join
from data.atlas.overlay import Content
from data.documents.add import Given, entry
from data.documents.dossier.load import load_into
from data.documents.dossier.save import save_dossier
from data.documents.dossier.vetting import Notes
from data.documents.entities import LONGEST_NAME
from data.documents.errors import Unfit
from data.documents.ledger.corroboration import corroboration_row
from data.documents.ledger.records import event_row, record_row, record_rows, records_in
from data.documents.schema import Entry, Extra
from data.documents.store import Store
from data.facts.aid import exclusion_reason, total
from data.i18n.isolates import strip_isolates
from data.query.selection import Selection
from data.query.view import select
from data.tables.columns import one_line
from data.tables.model import Source
from data.tables.model.aid import OwnAid
from data.tables.vocab import LANGS, Lang
from export.excerpt import excerpt
from export.image.chart_image import chart_picture
from export.tables.annotations import web_annotations
from export.tables.files import xlsx_file
from geo.points.points import point_features
from geo.profile.draw import svg
from ui.charts.aid import by_donor, in_time, itemised, phases
from ui.charts.plotly.figure import plotly_figure
from ui.charts.registry import CHARTS
from ui.charts.timeline import timeline
from ui.html.aid import unsummed_records
from ui.html.panel.panel import panel
from ui.html.places import map_surroundings
from ui.sentences.aid import aid_table, claims_vs_records, records_summary, us_works
from ui.story.slides import record

KEY = "letter-01"
TEXT = "سلّمت اليابان معدات بقيمة 1.5 مليون دولار."
WORDS = "1.5 مليون دولار"
RECORD: dict[str, Any] = {
    "passage": 0,
    "start": TEXT.index(WORDS),
    "end": TEXT.index(WORDS) + len(WORDS),
    "what_en": "Scanners for Ishkashim",
    "what_ar": "أجهزة كشف لإشكاشم",
    "donor": "japan",
    "usd": "1,500,000",
    "date": "2024-03",
    "place": "ishkashim",
    "category": "equipment",
    "status": "handed-over",
    "confidence": "low",
    "sums": True,
}
EVENT: dict[str, Any] = {
    "passage": 1,
    "start": 0,
    "end": 4,
    "title_en": "The bridge is closed",
    "title_ar": "إغلاق الجسر",
    "date": "2031-02-03",
    "places": ("ishkashim", "nowhere"),
    "actors": ("russia", "nobody"),
}


@pytest.fixture
def store(store_address: str) -> Store:
    """A store with one document of two passages, a record and an event made of it."""
    own = Store(store_address)
    own.add([letter()], [Extra(KEY, Source(id=KEY, title="خبر", url="https://example.org/a"))])
    bring(own)
    return own


def letter() -> Entry:
    """A document of two passages, under an id of ours."""
    made, _ = entry(shipped(), Given("", f"{TEXT}\nأُغلق الجسر.", "", "2024-05"))
    row = made.document.model_copy(update={"id": KEY, "sources": (KEY,)})
    texts = dict(zip(passage_ids(KEY, 2), made.content.texts, strict=True))
    return replace(
        made, document=row, content=Content(made.content.texts), block=block(KEY, texts, (), (), {})
    )


def bring(store: Store, *, record: dict[str, Any] | None = None, event: dict[str, Any] | None = None) -> None:
    """Make a record and an event, or make them anew."""
    own = store.entry(KEY)
    assert own
    made = [
        record_row(shipped(), own, RECORD | (record or {}), "own-scanners"),
        event_row(shipped(), own, EVENT | (event or {}), "own-closing"),
    ]
    store.change(own, made)


def laid(store: Store) -> Atlas:
    return join(shipped(), store.overlay())


def refused(values: dict[str, Any], made: Any = record_row) -> str:
    with pytest.raises(Unfit) as error:
        made(shipped(), letter(), values)
    return str(error.value)


def test_they_stand_beside_those_of_the_files_and_go_and_come_with_their_document(store: Store) -> None:
    atlas = laid(store)
    row, event = atlas.aid["own-scanners"], atlas.events["own-closing"]
    assert (row.usd, row.date_precision, row.look_for) == (1.5e6, "month", WORDS)
    assert (row.passages, row.sources) == (("letter-01.p01",), (KEY,))
    assert (event.places, event.actors, event.relation) == (("ishkashim",), ("russia",), "document")
    assert [e.id for e in atlas.events_of["letter-01.p02"]] == ["own-closing"]
    assert records_in(atlas, KEY) == [row, event]
    assert atlas.aid.keys() - shipped().aid.keys() == {"own-scanners"}
    store.delete(KEY)
    assert (laid(store).aid, laid(store).events) == (shipped().aid, shipped().events)
    store.restore(KEY)
    assert (laid(store).aid, laid(store).events) == (atlas.aid, atlas.events)


def test_none_is_summed_unless_that_is_asked_for_and_then_it_is_told(store: Store) -> None:
    atlas, t = laid(store), shipped().text("en")
    plain, asked = (select(atlas, Selection(counted=which)) for which in ("shipped", "all"))
    shipped_sum = total(select(shipped(), Selection()).aid).usd
    assert total(plain.certain_aid).usd == shipped_sum
    assert total(asked.certain_aid).usd == shipped_sum + 1.5e6
    assert exclusion_reason(atlas.aid["own-scanners"]) == "added"
    told = strip_isolates(t("aid.summed-own", count=t.number(1)))
    assert told not in strip_isolates(records_summary(plain, t))
    assert strip_isolates(t("aid.left.added", count=t.count("records", 1))) in strip_isolates(
        records_summary(plain, t)
    )
    assert told in strip_isolates(records_summary(asked, t))


def test_what_is_said_of_the_article_and_the_shipped_records_stays_as_it_was(store: Store) -> None:
    bring(store, record={"donor": "united-states", "category": "facility", "usd": "9e9"})
    atlas, t = laid(store), shipped().text("en")
    own = select(shipped(), Selection())
    for view in (select(atlas, Selection()), select(atlas, Selection(counted="all"))):
        assert claims_vs_records(view, t) == claims_vs_records(own, t)
        assert us_works(view.atlas) == us_works(shipped())
    view = select(atlas, Selection())
    assert by_donor(atlas, view.certain_aid, t).rows == by_donor(shipped(), own.certain_aid, t).rows
    assert phases(view.certain_aid, t).cells == phases(own.certain_aid, t).cells


def test_the_rule_for_sums_holds_for_them_when_they_are_asked_for(store: Store) -> None:
    bring(store, record={"sums": False, "status": "announced"})
    view = select(laid(store), Selection(counted="all"))
    assert total(view.certain_aid).usd == total(select(shipped(), Selection()).aid).usd
    assert "own-scanners" in total(view.certain_aid).excluded["not-handed-over"]


@pytest.mark.parametrize(
    "values",
    [
        {"status": "announced"},
        {"category": "programme"},
        {"usd": ""},
        {"donor": "tajikistan"},
    ],
)
def test_what_the_rule_forbids_cannot_be_marked_as_to_be_summed(values: dict[str, Any]) -> None:
    assert refused(RECORD | values) == "record.sums"


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"what_en": " ", "what_ar": "\u202e"}, "record.what"),
        ({"donor": None}, "record.donor"),
        ({"donor": "nobody"}, "record.donor"),
        ({"usd": "much"}, "record.usd"),
        ({"usd": "nan"}, "record.usd"),
        ({"usd": "-1"}, "record.usd"),
        ({"usd": "1e300"}, "record.usd"),
        ({"date": "soon"}, "ledger.date"),
        ({"category": "gift"}, "record.kind"),
        ({"status": None}, "record.kind"),
        ({"passage": 2}, "ledger.words"),
        ({"end": 999}, "ledger.words"),
        ({"start": "0"}, "ledger.words"),
    ],
)
def test_a_record_that_says_too_little_or_nothing_there_is_refused(values: dict[str, Any], why: str) -> None:
    assert refused(RECORD | values) == why


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"title_en": "", "title_ar": ""}, "event.title"),
        ({"date": ""}, "event.date"),
        ({"date": "2031-13"}, "ledger.date"),
        ({"passage": -1}, "ledger.words"),
        ({"actors": (*shipped().actors,)}, "ledger.too-many"),
        ({"places": (*shipped().places,)}, "ledger.too-many"),
    ],
)
def test_an_event_without_a_name_or_a_date_or_with_too_many_names_is_refused(
    values: dict[str, Any], why: str
) -> None:
    assert refused(EVENT | values, event_row) == why


@pytest.mark.parametrize("written", ["1500000", "1,500,000", "١٬٥٠٠٬٠٠٠", "1500000.00", "١٥٠٠٠٠٠٫٠"])
def test_an_amount_is_read_however_its_digits_are_written(written: str) -> None:
    made = record_row(shipped(), letter(), RECORD | {"usd": written})
    assert isinstance(made.row, OwnAid)
    assert made.row.usd == 1.5e6


def test_a_dossier_brings_them_back_the_same(store: Store, tmp_path: Any) -> None:
    raw, notes = save_dossier(store)[0], Notes()
    other = Store(f"sqlite:///{tmp_path}/other.sqlite")
    assert load_into(other, shipped(), raw, notes) == (1, 0)
    assert not {RECORD["what_en"], EVENT["title_en"]} & {*notes.changed, *notes.dropped}
    there = laid(other)
    assert there.aid["own-scanners"] == laid(store).aid["own-scanners"]
    assert there.events["own-closing"] == laid(store).events["own-closing"]


@pytest.mark.parametrize(
    "forged",
    [
        {"passages": ("issa-2023.p12",)},
        {"look_for": "كلمات ليست في النص"},
        {"donor": "nobody"},
        {"usd": 1e300},
    ],
)
def test_a_dossier_brings_no_record_that_nobody_could_have_made(
    store: Store, tmp_path: Any, forged: dict[str, Any]
) -> None:
    row = laid(store).aid["own-scanners"].model_copy(update=forged)
    own = store.entry(KEY)
    assert own
    store.change(own, [Extra(KEY, row)])
    other, notes = Store(f"sqlite:///{tmp_path}/other.sqlite"), Notes()
    load_into(other, shipped(), save_dossier(store)[0], notes)
    assert laid(other).aid == shipped().aid
    assert notes.dropped == ["Scanners for Ishkashim"]


def test_a_dossier_makes_no_record_one_that_is_summed_against_the_rule(store: Store, tmp_path: Any) -> None:
    row = laid(store).aid["own-scanners"].model_copy(update={"status": "announced", "counted": True})
    own = store.entry(KEY)
    assert own
    store.change(own, [Extra(KEY, row)])
    other = Store(f"sqlite:///{tmp_path}/other.sqlite")
    load_into(other, shipped(), save_dossier(store)[0])
    made = laid(other).aid["own-scanners"]
    assert isinstance(made, OwnAid)
    assert (made.sums, made.counted) == (False, False)


@pytest.mark.parametrize("lang", LANGS)
def test_lists_charts_cards_slides_and_files_say_that_it_was_made_here(store: Store, lang: Lang) -> None:
    atlas, t = laid(store), shipped().text(lang)
    view, made = select(atlas, Selection(focus="aid:own-scanners")), t("aid.made-here")
    column = t("aid.column.edition")
    cells = {row[t("aid.column.what")]: row[column] for row in aid_table(atlas, view.aid, t)}
    assert cells.pop(t.name(atlas.aid["own-scanners"], "what")) == made
    assert set(cells.values()) == {t("statement.shipped")}
    assert [made in mark.text for mark in in_time(atlas, view.aid, t).marks].count(True) == 1
    assert made in panel(view, t)
    assert (column, made) in record(atlas, "own-scanners", t)
    assert (column, made) not in record(atlas, "us-puma-2022", t)
    book = load_workbook(io.BytesIO(xlsx_file(excerpt(view).view, t)))
    whose = {str(row[0]): str(row) for row in book[t("export.sheet-aid")].iter_rows(values_only=True)}
    assert made in whose["own-scanners"]
    assert made not in whose["us-puma-2022"]


@pytest.mark.parametrize("lang", LANGS)
def test_bars_points_the_profile_and_cards_mark_what_was_made_here_alike(store: Store, lang: Lang) -> None:
    atlas, t = laid(store), shipped().text(lang)
    made, among = t("aid.made-here"), t("aid.made-here-count", count=t.number(1))
    asked = select(atlas, Selection(counted="all", lens="aid"))
    bars = by_donor(atlas, asked.certain_aid, t).rows
    assert [bar.label for bar in bars if among in bar.text] == [t.name(atlas.bodies["japan"])]
    assert among in " ".join(bar.text for bar in itemised(asked.certain_aid, 1e9, t).rows)
    points = {f["id"]: f["properties"] for f in point_features(asked, t)}
    assert [key for key, p in points.items() if "d-made-here" in p["tone"].split()] == ["ishkashim"]
    assert [key for key, p in points.items() if among in p["title"]] == ["ishkashim"]
    legend = map_surroundings(atlas, t, ())
    assert t("lens.own") in legend
    assert t("lens.own") not in map_surroundings(shipped(), t, ())
    picture = svg(atlas, t)
    assert picture.count("d-made-here") == 1
    card = panel(select(atlas, Selection(focus="place:ishkashim")), t)
    assert f"{t.name(atlas.aid['own-scanners'], 'what')} · {made}</button>" in card
    left = unsummed_records(select(atlas, Selection()), t)
    assert f"{t.name(atlas.aid['own-scanners'], 'what')} · {made}" in left
    plain = select(shipped(), Selection(counted="all", lens="aid"))
    assert "d-made-here" not in json.dumps(point_features(plain, t))
    assert not any(
        made in bar.text or among in bar.text for bar in by_donor(shipped(), plain.certain_aid, t).rows
    )


def _english(bodies: list[dict[str, str]]) -> str:
    return next(body["value"] for body in bodies if body["language"] == "en")


def test_annotations_link_the_words_to_the_record_and_the_passage_to_the_event(store: Store) -> None:
    atlas, t = laid(store), shipped().text("en")
    tie = corroboration_row(atlas, letter(), (0, 0, 6), "us-puma-2022", "context")
    own = store.entry(KEY)
    assert own
    store.change(own, [tie])
    view = select(laid(store), Selection(documents=(KEY,)))
    items = json.loads(web_annotations(view, t))["items"]
    linked = {
        _english(item["body"]).partition(" · ")[0]: (
            item["target"]["selector"][0]["exact"],
            [body["value"] for body in item["body"]],
        )
        for item in items
        if item["motivation"] == "linking"
    }
    words, said = linked.pop("Scanners for Ishkashim")
    assert words == WORDS
    assert all(
        value.endswith(shipped().text(b)("aid.made-here")) for b, value in zip(LANGS, said, strict=True)
    )
    words, said = linked.pop("The bridge is closed")
    assert words == "أُغلق الجسر."
    assert [value.partition(" · ")[0] for value in said] == [
        shipped().text(b).name(view.atlas.events["own-closing"], "title") for b in LANGS
    ]
    ((words, said),) = linked.values()
    assert words == TEXT[:6].strip()
    assert said[0].startswith(shipped().text(LANGS[0])("bears.context"))


@pytest.mark.parametrize("lang", LANGS)
def test_an_event_stands_on_the_timeline_as_one_of_an_added_document(store: Store, lang: Lang) -> None:
    view, t = select(laid(store), Selection()), shipped().text(lang)
    chart = timeline(view, t)
    (mark,) = (mark for mark in chart.marks if mark.ids == ("event:own-closing",))
    assert mark.series == t("panel.event-document")
    assert t("panel.event-document") in {swatch.name for swatch in chart.legend}
    named = [note.text for note in plotly_figure(view.atlas, chart).layout.annotations]
    assert [t("panel.event-document") in strip_isolates(text) for text in named].count(True) == 1
    assert chart_picture(view, CHARTS["events"], chart)[:4] == b"\x89PNG"
    own = timeline(select(shipped(), Selection()), t)
    assert t("panel.event-document") not in {swatch.name for swatch in own.legend}
    assert strip_isolates(chart.finding).endswith(
        strip_isolates(t("actors.events-added", finding="", count=t.number(1)))
    )
    narrowed = select(view.atlas, Selection(since=2031))
    assert [event.id for event in narrowed.events] == ["own-closing"]


@pytest.mark.parametrize("hostile", STRINGS.values(), ids=STRINGS)
def test_hostile_words_stand_as_words(store: Store, hostile: str) -> None:
    more = {f"{what}_en": f"x {hostile}" for what in ("what", "note", "district", "amount_note")}
    bring(store, record=more, event={"title_en": f"x {hostile}", "note_en": hostile})
    atlas, t = laid(store), shipped().text("en")
    for focus in ("aid:own-scanners", "event:own-closing"):
        shown = panel(select(atlas, Selection(focus=focus)), t)
        assert [tag for tag in ("<script", "<img", "<svg", "</style") if tag in shown] == []


@pytest.mark.parametrize("hostile", STRINGS.values(), ids=STRINGS)
def test_hostile_names_of_donors_stand_as_words_in_cards_bars_tables_and_files(
    store: Store, hostile: str
) -> None:
    own = store.entry(KEY)
    assert own
    rows = record_rows(shipped(), own, RECORD | {"donor": hostile, "recipient": hostile}, "own-scanners")
    store.change(own, rows)
    atlas = laid(store)
    (body,) = atlas.bodies.keys() - shipped().bodies.keys()
    name = atlas.bodies[body].name_en
    assert (name, atlas.aid["own-scanners"].recipient) == (one_line(hostile, LONGEST_NAME), body)
    for lang in LANGS:
        t = shipped().text(lang)
        view = select(atlas, Selection(focus="aid:own-scanners", counted="all"))
        shown = panel(view, t) + panel(select(atlas, Selection(focus=f"body:{body}")), t)
        assert [tag for tag in ("<script", "<img", "<svg", "</style") if tag in shown] == []
        assert any(name in bar.label for bar in by_donor(atlas, view.certain_aid, t).rows)
        book = load_workbook(io.BytesIO(xlsx_file(excerpt(view).view, t)))
        cells = [cell for row in book[t("export.sheet-aid")] for cell in row]
        assert [cell.value for cell in cells if cell.data_type == "f"] == []


def test_files_without_added_documents_have_none(store: Store) -> None:
    view = select(laid(store), Selection())
    bare, whole = excerpt(view, curated=True).view.atlas, excerpt(view).view.atlas
    assert (bare.aid, bare.events) == (shipped().aid, shipped().events)
    assert ("own-scanners" in whole.aid, "own-closing" in whole.events) == (True, True)


def test_the_sign_of_a_point_stays_as_large_where_people_made_a_record_of_it_here(store: Store) -> None:
    """Its area means dollars: what says who made it stands around the sign."""
    points = point_features(select(laid(store), Selection(counted="all", lens="aid")), shipped().text("en"))
    tones = {f["id"]: f["properties"]["tone"].split() for f in points}
    made = {*tones["ishkashim"]} - {css for key, tone in tones.items() if key != "ishkashim" for css in tone}
    styles = "".join(path.read_text("utf-8") for path in sorted(Path("web/styles").glob("*.css")))
    rules = [
        (selector, body)
        for selector, body in re.findall(
            r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", styles, flags=re.S)
        )
        if any(re.search(rf"\.{css}(?![\w-])", selector) for css in made)
    ]
    assert rules
    for selector, body in rules:
        if "d-strip-aid" not in selector:
            assert selector.strip().startswith(".d-point."), selector
            assert {*re.findall(r"[\w-]+(?=:)", body)} <= {
                "outline",
                "outline-offset",
                "",
            }
