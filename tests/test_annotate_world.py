"""Places of the world: offered as questions, never sure, and with coordinates once a person confirms them."""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tiny import shipped

from data.annotate.mentions import SETTLED
from data.annotate.pipeline import annotate, type_of
from data.annotate.world_places import NAMES, NATURAL_EARTH, PLACES, begins_name, places_called, world_place
from data.atlas.join import join
from data.documents import add
from data.documents.add import Given
from data.documents.dossier.vetting import unknown_ids
from data.documents.entities import known_rows
from data.documents.review.suggestion import SURE
from data.documents.store import Store
from data.tables.model import Entity, Place, Source
from data.text.lexicon import fold_lines
from data.text.normalize import fold
from ui.html.review import meaning_name

ROOT = Path(__file__).parents[1]
FEATURES = ROOT / "geo" / "build" / "features.csv"
YEMEN = "دخلت السفينة ميناء الحديدة، وقُصفت تعز وبلدة المخا، وقالت الحكومة من عدن إن صنعاء هادئة."


def places(text: str) -> dict[str, tuple[str, bool]]:
    found = annotate(shipped(), [text]).mentions
    return {m.text: (m.entity, m.question) for m in found if world_place(m.entity)}


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("وصلت الشاحنات إلى الخرطوم ثم عادت.", "الخرطوم", "khartoum-379252"),  # GeoNames: خرطوم
        ("وعقدوا مؤتمراً في جنيف أمس.", "جنيف", "geneva-2660646"),  # named as often as a common word
        ("وفتحوا معبراً قرب لاتشين للعائدين.", "لاتشين", "lac-n-147625"),  # لاچین
        ("وكانت الرحلة إلى أنديجان قصيرة.", "أنديجان", "andijon-1514588"),  # اندیجان
    ],
)
def test_towns_are_found_as_arabic_newspapers_write_them(text: str, name: str, place: str) -> None:
    assert places(text) == {name: (place, True)}


def test_words_of_number_and_accusatives_are_no_towns() -> None:
    assert places("عاينوا نيفاً وستين حقلاً، وتكرر ذلك في المائة الثانية.") == {}
    assert places("The COSCO terminal at Piraeus was shut.").keys() == {"Piraeus"}


def test_towns_of_the_world_are_asked_about() -> None:
    assert places(YEMEN) == {
        "الحديدة": ("al-hudaydah-79415", True),
        "تعز": ("taiz-70225", True),
        "المخا": ("mocha-78751", True),
        "عدن": ("aden-415189", True),
        "صنعاء": ("sanaa-71137", True),
    }
    english = places("Ships left Hodeidah for Port Sudan; shells fell in Kherson and near Zaporizhzhia.")
    assert [*english] == ["Hodeidah", "Port Sudan", "Kherson", "Zaporizhzhia"]
    assert all(question for _, question in english.values())


@pytest.mark.parametrize(
    "text",
    [
        "Reading this is nice, and Nice Mobile Orange said so. Michael Jackson sang; the Bath was cold.",
        "The Houston Chronicle and Lincoln's Letters were read by Aleppo Ahmad.",
        "وصلت مدينة كبيرة، وفي حرب وقوم ومنا سلام، وأن الأخبار كثيرة في ميدان وصور وطراز.",
        "went to nice and in male, of reading, from hull to bath",
    ],
)
def test_common_words_and_people_are_no_places(text: str) -> None:
    assert places(text) == {}


def test_a_name_of_the_atlas_goes_before_a_place_of_the_world() -> None:
    for document in shipped().documents:
        own = [shipped().texts[p.id] for p in shipped().passages.values() if p.document == document]
        assert not [m for m in annotate(shipped(), own).mentions if world_place(m.entity)]
    assert [m.entity for m in annotate(shipped(), ["وصل إلى خوروغ وكابول"]).mentions] == ["khorog", "kabul"]


def test_of_towns_of_one_name_that_of_the_country_spoken_of_comes_first() -> None:
    first = annotate(shipped(), ["They left Benghazi and Sabha for Tripoli."]).mentions[-1]
    assert world_place(first.entity).country == "LY"  # type: ignore[union-attr]
    other = annotate(shipped(), ["They left Zahle and Baalbek for Tripoli."]).mentions[-1]
    assert world_place(other.entity).country == "LB"  # type: ignore[union-attr]
    assert first.entity in other.candidates


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("انخفض منسوب دجلة والفرات، وجفت الأهوار قبل شط العرب.", ["دجلة", "الفرات", "الأهوار", "شط العرب"]),
        ("نزلت الأمطار في ميسان والمثنى وذي قار.", ["ميسان", "المثنى", "ذي قار"]),
        ("عبر القارب بحر الشمال ثم المحيط الهادئ.", ["بحر الشمال", "المحيط الهادئ"]),
        ("اهتزت الأرض في خاركيف وزابوريجيا وعلى ضفاف الدنيبر.", ["خاركيف", "زابوريجيا", "الدنيبر"]),
        ("وصلت المساعدات إلى ولاية سرخان داريا وإلى جوزجان.", ["سرخان داريا", "جوزجان"]),
        (
            "It rained in Texas and Kerala, and off Sicily in the North Sea.",
            ["Texas", "Kerala", "Sicily", "North Sea"],
        ),
        ("Boats crossed the Gulf of Oman.", ["Gulf of Oman"]),
    ],
)
def test_regions_rivers_and_seas_are_asked_about(text: str, named: list[str]) -> None:
    assert places(text).keys() == set(named)
    assert all(question for _, question in places(text).values())


@pytest.mark.parametrize(
    "text",
    [
        "وقطع الحدود الشمالية إلى الجنوب الغربي، وعلى الصعيد الدولي نجد أن العاصي خرج.",
        "حاولوا النيل من سمعته في الساحل والوسط، وتحدث نصر الله عن سندات مالية.",
        "He went west to the central region, and the eastern province was quiet. Store it in the pool.",
    ],
)
def test_sides_of_a_country_and_words_are_no_regions(text: str) -> None:
    assert places(text) == {}


def test_what_is_of_nature_lies_where_we_estimate_and_in_no_one_country() -> None:
    rows = known_rows(shipped(), "document", "euphrates-950000070")
    entity, place, source = (extra.row for extra in rows)
    assert isinstance(entity, Entity)
    assert isinstance(place, Place)
    assert isinstance(source, Source)
    assert (place.basis, place.radius_km, source.title, source.url) == ("estimate", 100, "Dalil", "")
    assert meaning_name(shipped(), entity.id, shipped().text("en")) == "Euphrates"
    assert meaning_name(shipped(), entity.id, shipped().text("ar")) == "الفرات"
    sea = world_place("north-sea-950000008")
    assert sea
    assert known_rows(shipped(), "document", sea.id)[1].row.radius_km == 300  # type: ignore[union-attr]
    region = world_place("al-muthanna-99032")
    assert region
    assert (region.credit, region.url) == ("GeoNames 99032", "https://www.geonames.org/99032")


def test_our_own_table_of_rivers_and_seas_is_sound_and_used_whole() -> None:
    with FEATURES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == sorted({row["id"] for row in rows})
    assert int(rows[0]["id"]) > NATURAL_EARTH
    for row in rows:
        assert row["kind"] in ("n", "s"), row
        for name in f"{row['name_en']}|{row['name_ar']}".split("|"):
            assert row["id"] in {place.number for place in places_called(fold(name).text)}, name


def test_what_is_sure_takes_no_place_of_the_world_and_a_person_one_with_its_coordinates(
    tmp_path: Path,
) -> None:
    own, rows = add.entry(shipped(), Given("News", YEMEN), accept=SURE)
    assert not [row for row in rows if isinstance(row.row, Place)]
    own, rows = add.entry(shipped(), Given("News", YEMEN), accept=0.5)
    place = next(row.row for row in rows if isinstance(row.row, Place) and row.key == "sanaa-71137")
    assert (round(place.lat or 0, 1), round(place.lon or 0, 1), place.geometry) == (15.4, 44.2, "point")
    assert {type(row.row) for row in rows if row.key == "sanaa-71137"} == {Entity, Place, Source}
    store = Store(f"sqlite:///{tmp_path / 'documents.sqlite'}")
    store.add([own], rows)
    atlas = join(shipped(), store.overlay())
    assert {"sanaa-71137", "aden-415189"} <= {
        m.entity for p in own.block.passages for m in atlas.mentions_of[p]
    }
    (known,) = annotate(atlas, ["وصل إلى صنعاء."]).mentions
    assert (known.entity, known.question) == ("sanaa-71137", False)
    assert unknown_ids(shipped(), own) == []


def test_an_id_that_is_none_is_no_place() -> None:
    for key in ("", "sanaa", "sanaa-1", "aden-71137", "x-\n71137", "sanaa-٧١١٣٧", "khorog", "71137"):
        assert world_place(key) is None
    assert type_of(shipped(), "sanaa-71137") == "place"


def test_the_tables_are_sound_and_sorted_as_they_are_looked_up() -> None:
    with PLACES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["id"] for row in rows}) == len(rows) > 40_000
    assert {row["kind"] for row in rows} == {"c", "t", "r", "n", "s"}
    assert all(-90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180 for row in rows)
    assert all(row["name_en"] for row in rows)
    capitals = {row["country"] for row in rows if row["kind"] == "c" and row["name_ar"]}
    assert {"YE", "SD", "UA", "FR", "JP", "BR", "NE", "DJ", "LB"} <= capitals
    assert len(capitals) > 180
    named = dict(line.split(",") for line in NAMES.read_text(encoding="utf-8").splitlines()[1:])
    assert all(named)
    assert list(named) == fold_lines(list(named))
    assert {number for numbers in named.values() for number in numbers.split()} <= {row["id"] for row in rows}
    for path in (PLACES, NAMES):
        lines = path.read_bytes().splitlines(keepends=True)[1:]
        assert lines == sorted(lines)
    assert 2_000_000 < PLACES.stat().st_size + NAMES.stat().st_size < 4_000_000


def test_names_are_looked_up_where_the_table_lies() -> None:
    assert [place.name_en for place in places_called("port sudan")] == ["Port Sudan"]
    assert [place.country for place in places_called("tripoli")][:2] == ["LY", "LB"]
    assert begins_name("port")
    assert begins_name(fold("صنعاء").text)
    for word in ("sana'", "zzzzzz", "", "port suda", "!", "ﻻ" * 50):
        assert places_called(word) == ()
    assert not begins_name("zzzzzz")
    assert not begins_name("portsuda")


def test_the_tables_are_not_opened_before_a_text_is_annotated() -> None:
    code = (
        "from data.load import load; load(); import data.annotate.pipeline;"
        "from data.annotate.sorted_lines import sorted_lines; print(sorted_lines.cache_info().currsize)"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "0"


def test_words_of_any_length_and_long_passages_are_read_in_linear_time() -> None:
    assert annotate(shipped(), ["الحديدة" * 6_000, "Sanaa" * 8_000]).mentions == ()

    def took(times: int) -> float:
        start = time.process_time()
        annotate(shipped(), [YEMEN * times])
        return time.process_time() - start

    took(1)
    assert took(80) < 40 * took(8) + 1
    assert SETTLED > 0.65
