"""Adding documents and reviewing them: what is suggested, what a decision does, what cannot be added, and
hostile text."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hostile import PRINTED
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import ZARNIGAR
from test_ui_html import read
from tiny import shipped

from data.atlas.atlas import Atlas
from data.atlas.blocks import pack_block
from data.atlas.join import join
from data.documents.add import Given, degrees, entry, read_file, read_pasted, with_repetitions
from data.documents.entities import place_rows
from data.documents.errors import Unfit
from data.documents.ids import LONGEST_ID, new_id
from data.documents.readers.draft import Unreadable
from data.documents.review.columns import with_marks
from data.documents.review.mentions import mentions_of_words
from data.documents.review.spellings import new_spellings
from data.documents.review.suggestion import SURE, State, Suggestion, suggestions_of
from data.documents.store import Store
from data.index.index import passages_naming
from data.query.selection import Selection
from data.query.view import select
from data.tables.columns import printable
from data.text.dates.dates import valid_date
from data.text.normalize import fold
from ui.html import review
from ui.html.article import article
from ui.html.headings import map_heading
from ui.html.panel.panel import panel

ROOT = Path(__file__).parents[1]
TEXT = """زار أنتوني بلينكن دوشنبه وقال: «سندعم طاجيكستان بمبلغ 3 ملايين دولار».
وفي إشكاشم تحدث السكان عن مخفر جديد في قرية زرنيگار.
لا شيء هنا."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path}/documents.sqlite")


def added(store: Store, accept: float = 2, text: str = TEXT) -> str:
    """Put the text into the store; its id."""
    own, extras = entry(shipped(), Given("زيارة", text, "كاتب", "2024-05", "https://example.org/a"), accept)
    store.add([own], extras)
    return own.document.id


def laid(store: Store) -> Atlas:
    return join(shipped(), store.overlay())


def decided(store: Store, key: str, state: State, *whats: str) -> None:
    """Decide the mentions of some entities."""
    own = store.entry(key)
    assert own is not None
    found = [
        replace(m, state=state) if m.kind == "mention" and m.what in whats else m for m in suggestions_of(own)
    ]
    store.change(with_marks(own, found), new_spellings(shipped(), own, found))


def test_nothing_reaches_the_map_before_it_is_accepted(store: Store) -> None:
    key = added(store)
    atlas = laid(store)
    own = store.entry(key)
    assert own is not None
    assert {m.what for m in suggestions_of(own) if m.kind == "mention"} >= {"blinken", "ishkashim"}
    assert [p for p in atlas.passages if p.startswith(key)] == [f"{key}.p01", f"{key}.p02", f"{key}.p03"]
    assert select(atlas, Selection()).counts == select(shipped(), Selection()).counts
    assert select(atlas, Selection(documents=(key,), topics=("border-security",))).passages == ()
    assert all(v.voice == "author" for p in ("p01", "p02") for v in atlas.voices_of[f"{key}.{p}"])


def test_what_is_accepted_is_on_the_map_and_what_is_rejected_is_not(store: Store) -> None:
    key = added(store)
    decided(store, key, "accepted", "ishkashim")
    decided(store, key, "rejected", "blinken")
    atlas = laid(store)
    assert f"{key}.p02" in passages_naming(atlas)["ishkashim"]
    assert select(atlas, Selection(documents=(key,))).counts == {"ishkashim": 1}
    counts = store.entries()[0][1]
    assert (counts["accepted"], counts["rejected"]) == (1, 1)
    decided(store, key, "open", "ishkashim")
    assert select(laid(store), Selection(documents=(key,))).counts == {}, "taken back"


def test_where_it_is_asked_for_what_is_sure_is_accepted_at_once(store: Store) -> None:
    key = added(store, accept=SURE)
    counts = select(laid(store), Selection(documents=(key,))).counts
    assert "blinken" in counts
    own = store.entry(key)
    assert own is not None
    assert all(m.state == ("accepted" if m.score >= SURE and m.what else "open") for m in suggestions_of(own))


def test_an_accepted_spelling_joins_the_gazetteer(store: Store) -> None:
    key = added(store, text="مرّ الوفد بقرية شلدوارة صباحاً.")
    own = store.entry(key)
    assert own is not None
    marks = mentions_of_words(own, "شلدوارة", "chaldovar")
    assert [m.start for m in marks] == [own.content.texts[0].index("شلدوارة")]
    store.change(with_marks(own, marks), new_spellings(shipped(), own, marks))
    atlas = laid(store)
    assert "شلدوارة" in atlas.entities["chaldovar"].aliases_ar
    again, _ = entry(atlas, Given("", "عاد إلى شلدوارة مساءً."))
    assert "chaldovar" in {m.what for m in suggestions_of(again)}


@pytest.mark.parametrize(("other", "stays"), [("مرّ بقرية شلدوارة.", True), ("مرّ بقرية تشالديفار.", False)])
def test_a_spelling_that_is_taken_back_goes_unless_another_document_writes_it(
    store: Store, other: str, stays: bool
) -> None:
    key = added(store, text="مرّ الوفد بقرية شلدوارة صباحاً.")
    own = store.entry(key)
    assert own is not None
    marks = mentions_of_words(own, "شلدوارة", "chaldovar")
    spelled = new_spellings(shipped(), own, marks)
    store.change(with_marks(own, marks), spelled)
    second = store.entry(added(store, text=other))
    assert second is not None
    store.change(with_marks(second, mentions_of_words(second, other.split()[-1][:-1], "chaldovar")))
    own = store.entry(key)
    assert own is not None
    store.change(with_marks(own, []), dropped=spelled)
    assert ("شلدوارة" in laid(store).entities["chaldovar"].aliases_ar) == stays


def test_a_place_comes_with_a_position_and_a_source(store: Store) -> None:
    key = added(store)
    own = store.entry(key)
    assert own is not None
    extras = place_rows(shipped(), key, ZARNIGAR)
    marks = mentions_of_words(own, "زرنيگار", extras[0].key)
    store.change(with_marks(own, marks), extras)
    atlas = laid(store)
    place = atlas.places[extras[0].key]
    assert (place.lat, place.lon, place.radius_km) == (37.5, 71.5, 5.0)
    assert atlas.sources[place.sources[0]].url == "https://example.org/map"
    assert passages_naming(atlas)[place.id] == (f"{key}.p02",)
    own = store.entry(key)
    assert own is not None
    store.change(with_marks(own, []), dropped=extras)
    assert (
        place.id not in laid(store).entities.keys() | laid(store).places.keys() | laid(store).sources.keys()
    ), "taken back"
    for wrong in ({"source": ""}, {"name_ar": "", "name_en": ""}, {"lat": 91.0}, {"radius_km": 0.0}):
        with pytest.raises(Unfit):
            place_rows(shipped(), key, ZARNIGAR | wrong)


def test_marks_that_overlap_never_both_count(store: Store) -> None:
    key = added(store)
    own = store.entry(key)
    assert own is not None
    both = [
        Suggestion("mention", 0, 0, 10, "blinken", 1, "accepted"),
        Suggestion("mention", 0, 5, 12, "russia", 1, "accepted"),
    ]
    assert len(with_marks(own, both).block.mentions) == 1


@pytest.mark.parametrize(
    ("given_", "told"),
    [
        (Given("t", "  \n \n"), "documents.empty"),
        (Given("t", "x" * 2_000_001), "documents.too-long"),
        (Given("t", "x", date="2024-13"), "documents.bad-date"),
        (Given("t", "x", date="yesterday"), "documents.bad-date"),
    ],
)
def test_what_cannot_be_added_says_why(given_: Given, told: str) -> None:
    with pytest.raises(Unfit, match=told):
        entry(shipped(), given_)
    assert told in shipped().words


@pytest.mark.parametrize("raw", [b"PK\x03\x04abc", b"%PDF-1.7", b"\x00\x01\x02" * 20, b"", b" \n "])
def test_a_file_that_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        read_file("a.txt", raw)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_usual_encodings_are_read(coding: str) -> None:
    found = read_file("note.txt", "عنوان قصير\nنص الخبر هنا.".encode(coding))
    assert (found.title, found.text) == ("عنوان قصير", "نص الخبر هنا.")


def test_a_first_line_is_a_title_only_where_it_looks_like_one() -> None:
    pasted = [
        read_pasted(text).given
        for text in ("A title\nText.", "A sentence.\nText.", "Is it?\nText.", "Only this")
    ]
    assert [(one.title, one.text) for one in pasted] == [
        ("A title", "Text."),
        ("A sentence.", "A sentence.\nText."),
        ("Is it?", "Is it?\nText."),
        ("Only this", "Only this"),
    ]


def test_a_pasted_text_is_read_as_a_file_is() -> None:
    text = (
        "تقرير\n\nأعلنت وزارة الخارجية في الولايات\nالمتحدة دعمها بمبلغ 60\nمليون دولار.\n\nورحبت به\nدوشنبه."
    )
    own = read_pasted(text)
    assert own.given.text.split("\n") == [
        "أعلنت وزارة الخارجية في الولايات المتحدة دعمها بمبلغ 60 مليون دولار.",
        "ورحبت به دوشنبه.",
    ]
    assert own.given == read_file("a.txt", text.encode())
    assert (
        read_pasted("%PDF-1.7 begins a file of that kind.").given.text
        == "%PDF-1.7 begins a file of that kind."
    )


def test_a_date_may_have_arabic_digits() -> None:
    new_entry, _ = entry(shipped(), Given("t", "x y", date="٢٠٢٤-٠٥-٠٦"))
    assert new_entry.document.date == "2024-05-06"


@pytest.mark.parametrize(
    ("said", "meant"),
    [("٣٧٫٥", 37.5), ("37,5", 37.5), (" 37.5° ", 37.5), ("-۷۱", -71.0), ("", None), ("nan", None)],
)
def test_degrees_are_read_in_any_digits(said: str, meant: float | None) -> None:
    assert degrees(said) == meant


def test_a_text_that_is_there_already_is_told(store: Store) -> None:
    text = "عنوان\nنص الخبر هنا."
    own, extras = entry(shipped(), read_pasted(text).given)
    store.add([own], extras)
    first, second, other = with_repetitions(
        laid(store), [read_pasted(text), read_pasted("آخر\nنص آخر."), read_pasted("آخر\nنص آخر.")]
    )
    assert (first.doubts, second.doubts, other.doubts) == (("doubt.there",), (), ("doubt.there",))


def test_a_text_whose_passages_were_cut_is_known_again(store: Store) -> None:
    text = "The guards of Tajikistan went to Khorog. " * 300
    own, extras = entry(shipped(), read_pasted(text).given)
    store.add([own], extras)
    (again,) = with_repetitions(laid(store), [read_pasted(text)])
    assert again.doubts == ("doubt.there",)
    assert with_repetitions(shipped(), [again])[0].doubts == (), "nor is what was deleted meanwhile"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=40), st.text(max_size=12))
def test_any_text_is_added_or_refused_and_comes_back_letter_for_letter(
    text: str, title: str, date: str
) -> None:
    try:
        own, _ = entry(shipped(), Given(title, text, date=date), accept=0)
    except Unfit:
        return
    assert own.document.date == fold(date).text.strip()
    assert not own.document.date or valid_date(own.document.date), "a date that nobody gave is not made up"
    clean = printable(text)
    assert "\n".join(own.content.texts) == "\n".join(
        filter(None, (line.strip() for line in clean.split("\n")))
    )
    assert pack_block(with_marks(own, suggestions_of(own)).block) == pack_block(own.block)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "\u202e",
                "\u2069",
                "\u2066",
                "\x9b",
                "\u2028",
                "أنتوني بلينكن",
                "Dushanbe",
                " ",
                "3 ملايين دولار",
            ]
        )
    )
)
def test_offsets_are_of_the_cleaned_text(pieces: list[str]) -> None:
    try:
        own, _ = entry(shipped(), Given("t", "".join(pieces)), accept=0)
    except Unfit:
        return
    assert "\n".join(own.content.texts) == "\n".join(
        filter(None, (line.strip() for line in printable("".join(pieces)).split("\n")))
    )
    again, _ = entry(shipped(), Given("t", "\n".join(own.content.texts)), accept=0)
    assert suggestions_of(again) == suggestions_of(own), "as if the controls had never been there"


@pytest.fixture
def hostile(store: Store) -> tuple[Atlas, Store, str]:
    """A document whose every field is hostile, with everything accepted."""
    text = TEXT + "\n" + PRINTED
    own, extras = entry(shipped(), Given(PRINTED, text, PRINTED, "2024", PRINTED), accept=0)
    store.add([own], extras)
    return laid(store), store, own.document.id


def test_hostile_text_stays_text_wherever_it_is_shown(hostile: tuple[Atlas, Store, str]) -> None:
    atlas, store, key = hostile
    own = store.entry(key)
    assert own is not None
    for focus in (f"passage:{key}.p04", "place:ishkashim", ""):
        view = select(atlas, Selection(focus=focus, documents=(key,)))
        assert "alert(1)" in read(panel(view, view.atlas.text("en"))).text
        assert "alert(1)" in read(article(view, view.atlas.text("ar"))).text
        assert "alert(1)" in read(map_heading(view, view.atlas.text("ar"))).text
    shown = read(review.document(atlas, own, suggestions_of(own), 0, atlas.text("en")))
    assert PRINTED[:20] in shown.text


def test_a_review_shows_the_passages_letter_for_letter(store: Store) -> None:
    key = added(store)
    own = store.entry(key)
    assert own is not None
    shown = read(review.document(shipped(), own, suggestions_of(own), 0, shipped().text("ar"))).text
    for line in TEXT.split("\n"):
        assert line in shown


def test_the_article_page_reads_the_document_that_is_chosen(store: Store) -> None:
    key = added(store)
    atlas = laid(store)
    assert select(atlas, Selection()).document.id == "issa-2023"
    assert select(atlas, Selection(documents=(key,))).document.id == key
    assert select(atlas, Selection(focus=f"passage:{key}.p02")).document.id == key
    html = article(
        select(atlas, Selection(documents=(key,))),
        select(atlas, Selection(documents=(key,))).atlas.text("ar"),
    )
    assert html.count("data-passage=") == 3
    assert "زيارة" in html


def test_a_folder_is_added_from_the_command_line(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("عنوان\n" + TEXT, encoding="utf-8")
    (folder / "b.md").write_bytes(b"A visit\n\nBlinken came to Dushanbe.")
    (folder / "c.txt").write_bytes(b"PK\x03\x04")
    address = f"sqlite:///{tmp_path}/s.sqlite"
    done = subprocess.run(
        [sys.executable, "-m", "data", "add", str(folder), "--accept", "0.95"],
        cwd=ROOT,
        env={"DALIL_STORE": address},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, "one of them is no text"
    assert [line.split(" ")[0] for line in done.stdout.splitlines()] == ["1/3", "2/3", "3/3"]
    store = Store(address)
    assert [d.title for d, _ in store.entries()] == ["عنوان", "A visit"]
    assert len(passages_naming(laid(store))["blinken"]) == len(passages_naming(shipped())["blinken"]) + 1, (
        "a surname alone is not sure"
    )


def test_no_two_ids_are_one_however_long_a_title_is() -> None:
    ids = {new_id("x" * 300 + str(n)) for n in range(5)} | {new_id("word " * 60) for _ in range(5)}
    assert len(ids) == 10
    assert all(len(key) <= LONGEST_ID for key in ids)
