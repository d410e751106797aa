"""Names that any text on the region may have: suggested where a document has them, entities once accepted."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny import shipped

from data.annotate.gazetteer.build import gazetteer
from data.annotate.pipeline import annotate
from data.atlas.join import join
from data.documents import add
from data.documents.add import Given
from data.documents.entities import accepted_rows, known_rows
from data.documents.review.suggestion import SURE
from data.documents.store import Store
from data.tables.model import Actor, Entity, Place, Source
from data.text.normalize import fold


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path / 'documents.sqlite'}")


def read(text: str) -> dict[str, str]:
    return {m.text: m.entity for m in annotate(shipped(), [text]).mentions}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Putin met Wang Yi; NATO, the CSTO and the GKNB were named by Reuters.",
            {
                "Putin": "putin",
                "Wang Yi": "wang-yi",
                "NATO": "nato",
                "CSTO": "csto",
                "GKNB": "gknb",
                "Reuters": "reuters",
            },
        ),
        (
            "التقى بوتين نظيره البيلاروسي في الأمم المتحدة، وفق لجنة الدولة للأمن القومي ورويترز.",
            {
                "بوتين": "putin",
                "البيلاروسي": "belarus",
                "الأمم المتحدة": "united-nations",
                "لجنة الدولة للأمن القومي": "gknb",
                "رويترز": "reuters",
            },
        ),
        ("The US Embassy in Dushanbe paid.", {"US Embassy in Dushanbe": "us-embassy-dushanbe"}),
        ("قالت السفارة الأمريكية في دوشنبه.", {"السفارة الأمريكية في دوشنبه": "us-embassy-dushanbe"}),
        ("عاد الوفد الإيراني إلى اليمن.", {"الإيراني": "iran", "اليمن": "yemen"}),
    ],
)
def test_states_bodies_and_people_of_the_region_are_known(text: str, found: dict[str, str]) -> None:
    assert read(text) == found


def test_the_course_of_a_river_is_no_country() -> None:
    assert "hungary" not in read("تتبع الحدود مجرى النهر في معظمها").values()
    assert "hungary" in read("زار وفد من المجر دوشنبه").values()
    assert "hungary" in read("قال الوزير الهنغاري").values()


def test_a_name_that_is_a_word_as_well_is_asked() -> None:
    (asked,) = annotate(shipped(), ["قدم الوفد عرضاً عن مالي."]).mentions
    assert (asked.entity, asked.question, asked.candidates) == ("mali", True, ("mali", ""))


def test_no_authority_takes_a_name_of_the_atlas() -> None:
    plain, wide = gazetteer(shipped()).names, gazetteer(shipped(), authorities=True).names
    own = {key: names for key, names in plain.items() if names[0].entity}
    assert {key: wide[key] for key in own} == own
    assert len({*wide} - {*plain}) > 2_000


def test_every_authority_is_found_by_each_of_its_two_names() -> None:
    names = gazetteer(shipped(), authorities=True).names
    for row in shipped().authorities.values():
        assert row.id not in shipped().entities
        for name in (row.name_en, row.name_ar):
            assert {row.id} & {found.entity for found in names[fold(name).text]}, name


def test_an_authority_becomes_an_entity_of_the_desk_when_it_is_accepted(store: Store) -> None:
    text = "Putin spoke in Khujand.\nHe named NATO and the Wakhan Corridor."
    own, rows = add.entry(shipped(), Given("A visit", text), accept=SURE)
    kinds = {(type(row.row), row.key) for row in rows}
    assert {(Entity, "putin"), (Actor, "putin"), (Source, "putin"), (Actor, "nato")} <= kinds
    (town,) = [row.row for row in rows if isinstance(row.row, Place) and row.key == "khujand"]
    (valley,) = [row.row for row in rows if isinstance(row.row, Place) and row.key == "wakhan-corridor"]
    assert (town.geometry, town.basis, round(town.lat or 0)) == ("point", "gazetteer", 40)
    assert (valley.geometry, valley.lat) == ("none", None)
    store.add([own], rows)
    atlas = join(shipped(), store.overlay())
    assert {"putin", "khujand", "nato"} <= {
        m.entity for p in own.block.passages for m in atlas.mentions_of[p]
    }
    assert [m.entity for m in annotate(atlas, ["NATO and بوتين"]).mentions] == ["nato", "putin"]
    assert accepted_rows(atlas, own.document.id, []) == []


def test_what_another_document_names_stays_when_its_document_is_deleted(store: Store) -> None:
    made = [
        add.entry(shipped(), Given(f"Text {n}", f"NATO spoke, {n}."), accept=SURE) for n in ("one", "two")
    ]
    for own, rows in made:
        store.add([own], rows)
    store.delete(made[0][0].document.id)
    (passage,) = made[1][0].block.passages
    assert [m.entity for m in join(shipped(), store.overlay()).mentions_of[passage]] == ["nato"]
    store.delete(made[1][0].document.id)
    assert "nato" not in join(shipped(), store.overlay()).entities


def test_rows_of_an_authority_are_those_of_the_table() -> None:
    nato = known_rows(shipped(), "a-text", "nato")[0].row
    assert isinstance(nato, Entity)
    assert "الناتو" in nato.aliases_ar
    assert known_rows(shipped(), "a-text", "nobody") == []
