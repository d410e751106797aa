"""Which words a reviewer's mark turns into a name for all documents: never pronouns, titles, common words, or
others' names."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_documents import laid
from tiny import shipped

from data.annotate.proper_names import is_new_name, is_proper_name
from data.atlas.atlas import Atlas
from data.documents.add import Given, entry
from data.documents.entities import actor_rows, place_rows
from data.documents.errors import Unfit
from data.documents.review.columns import with_marks
from data.documents.review.mentions import form_of, mentions_of_words, with_meaning
from data.documents.review.spellings import new_spellings
from data.documents.review.suggestion import suggestions_of
from data.documents.store import Store
from data.index.index import passages_naming
from data.query.selection import Selection
from data.query.view import select

NEVER = [
    "He",
    "he",
    "She",
    "They",
    "His",
    "who",
    "Someone",
    "the minister",
    "The Minister",
    "Minister",
    "Ministers",
    "President",
    "Mr",
    "the",
    "border",
    "Border",
    "Officials",
    "Foreign Minister",
    "Tajik Leader",
    "the Tajik leader",
    "his brother",
    "Russia",
    "Kabul",
    "هو",
    "وهو",
    "هي",
    "هذا",
    "الذي",
    "في",
    "منه",
    "الوزير",
    "وزير",
    "الرئيس",
    "الحدود",
    "حدود",
    "القائد",
    "المسؤول",
    "الرجل",
    "المدينة",
    "الرئيس الطاجيكي",
    "رئيس طاجيكستان",
    "روسيا",
    "الروس",
    "123",
    "…",
    "a",
    "و",
]
NAMES = {
    "rahmon": ["Rahmonov", "Emomali Rahmonov", "رحمنوف", "إمام علي رحمانوف"],
    "chaldovar": ["شلدوارة", "Chaldawar", "chaldawar"],
    "united-states": ["Uncle Sam"],
}


@pytest.mark.parametrize("words", NEVER)
def test_what_names_nobody_is_no_name(words: str) -> None:
    assert not is_proper_name(shipped(), words, shipped().entities["rahmon"])


@pytest.mark.parametrize(
    ("entity", "words"), [(entity, words) for entity, said in NAMES.items() for words in said]
)
def test_another_spelling_of_a_name_is_a_name(entity: str, words: str) -> None:
    assert is_proper_name(shipped(), words, shipped().entities[entity])


@pytest.mark.parametrize(
    "words",
    [*NEVER, "drug", "منظمة", "smugglers", "منظمة دولية", "وزير الخارجية", "The Border", "long border"],
)
def test_what_names_nobody_is_no_name_of_a_new_entity(words: str) -> None:
    assert not is_new_name(shipped(), words)


@pytest.mark.parametrize(
    "words",
    [
        "Zarnigar",
        "زرنيگار",
        "World Food Programme",
        "برنامج الغذاء العالمي",
        "البنك الدولي",
        "Ministry of Defence",
        "وزارة الدفاع",
        "al-Qaeda",
        "الرياض",
        "المنظمة الدولية للهجرة",
        "Rustam Rahmon",
        "Valley council",
    ],
)
def test_a_name_of_common_words_may_be_the_name_of_a_new_entity(words: str) -> None:
    assert is_new_name(shipped(), words)


@pytest.mark.parametrize(
    ("ar", "en"), [("منظمة", "Zarnigar"), ("زرنيگار", "border"), ("في", ""), ("", "The")]
)
def test_a_form_refuses_a_common_word_as_one_of_two_names(ar: str, en: str) -> None:
    values = {
        "name_ar": ar,
        "name_en": en,
        "source": "A letter",
        "role_en": "x",
        "type": "person",
        "group": "tajikistan",
    }
    for make in (actor_rows, place_rows):
        with pytest.raises(Unfit, match=r"review\.common-name"):
            make(shipped(), "a", values | {"lat": 37.5, "lon": 71.5, "radius_km": 5.0})
    assert {"ar", "en"} <= vars(shipped().words["review.common-name"]).keys()


def test_no_name_in_our_tables_is_taken_for_a_common_word() -> None:
    lone = [e for e in shipped().entities.values() if e.type == "person"]
    assert [
        e.id
        for e in lone
        if not is_proper_name(shipped(), e.name_en, e) or not is_proper_name(shipped(), e.name_ar, e)
    ] == []


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path}/documents.sqlite")


def marked(store: Store, words: str, entity: str, text: str, everywhere: bool = False) -> Atlas:
    """The atlas after a reviewer has marked words as the desk does."""
    own, extras = entry(shipped(), Given("t", text))
    form = form_of(shipped(), words, shipped().entities[entity], everywhere=everywhere)
    accepted = mentions_of_words(own, words, entity, form)
    assert accepted
    store.add([with_marks(own, accepted)], [*extras, *new_spellings(shipped(), own, accepted)])
    atlas = laid(store)
    assert passages_naming(atlas)[entity][-1] == f"{own.document.id}.p01", "it is marked here"
    return atlas


@pytest.mark.parametrize("everywhere", [False, True])
@pytest.mark.parametrize("words", ["He", "the minister", "الوزير", "هو", "border"])
def test_a_pronoun_or_title_that_was_marked_means_nobody_elsewhere(
    words: str, everywhere: bool, store: Store
) -> None:
    before = select(shipped(), Selection(text=words)).passages
    atlas = marked(store, words, "rahmon", f"Then came {words} and spoke.", everywhere)
    own, _ = entry(atlas, Given("", f"Putin met Norway's envoy. {words} said so. ثم قال {words} ذلك."))
    assert "rahmon" not in {m.what for m in suggestions_of(own)}
    assert [p for p in select(atlas, Selection(text=words)).passages if p in shipped().passages] == list(
        before
    )
    assert atlas.entities["rahmon"] == shipped().entities["rahmon"]


@pytest.mark.parametrize(("everywhere", "found"), [(False, False), (True, True)])
def test_words_are_a_name_elsewhere_only_where_the_reviewer_says_so(
    everywhere: bool, found: bool, store: Store
) -> None:
    atlas = marked(store, "Rahmonov", "rahmon", "Then came Rahmonov.", everywhere)
    assert ("Rahmonov" in atlas.entities["rahmon"].aliases_en) == found
    forms = {m.form for m in atlas.mentions_of[passages_naming(atlas)["rahmon"][-1]]}
    assert forms == {"name" if found else "descriptor"}


def test_words_that_are_known_as_a_name_are_marked_as_one() -> None:
    entity = shipped().entities["rahmon"]
    assert form_of(shipped(), entity.name_en, entity, everywhere=False) == "name"


def test_a_meaning_that_nobody_suggested_makes_no_name() -> None:
    own, _ = entry(shipped(), Given("t", "Blinken came to Khorog."))
    mark = next(m for m in suggestions_of(own) if m.what == "khorog")
    assert with_meaning(shipped(), own, mark, "rahmon").form == "descriptor"
    assert with_meaning(shipped(), own, mark, "khorog") == mark
