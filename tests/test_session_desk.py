"""The review desk with two reviewers of one document: an act changes the mark that was seen or nothing, undo
takes back one's own acts where they still stand, whoever loses is told, and what can be undone does not grow
with the document."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest
from test_session_app import _frame_first as _frame_first
from test_session_app import forget, open_app, plain
from tiny import shipped

from data.atlas.blocks import unpack_block
from data.atlas.join import join
from data.documents.add import Given, entry
from data.documents.dossier.load import load_into
from data.documents.dossier.save import save_dossier
from data.documents.dossier.vetting import Notes
from data.documents.entities import named_rows
from data.documents.errors import Stale, Unfit
from data.documents.review.edits import Edit, apply_edits, replacements, reverse_edits
from data.documents.review.suggestion import STATES, Suggestion, reading_order, same_place, suggestions_of
from data.documents.schema import Entry
from data.documents.sql.overlay_reader import OverlayReader
from data.documents.store import Store
from data.tables.vocab import LANGS, Lang
from ui.html import review
from ui.session.review.desk.current import current_entry, open_document
from ui.session.review.desk.decisions import decide_mark
from ui.session.review.desk.write import ACTS, EDITS, _remember
from ui.session.session import KEY, ReviewAct, session

pytestmark = pytest.mark.slow

TEXT = (
    "Officials wrote that something was named at Khorog.\nBlinken met them in Dushanbe, and Blinken left for"
    " Khorog."
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("DALIL_STORE", f"sqlite:///{tmp_path}/documents.sqlite")
    forget()
    yield Store(f"sqlite:///{tmp_path}/documents.sqlite")
    forget()


def put(store: Store, text: str = TEXT, title: str = "A visit") -> str:
    new_entry, extras = entry(shipped(), Given(title, text))
    store.add([new_entry], extras)
    return new_entry.document.id


class Reviewer:
    """A session at the desk."""

    def __init__(self, document: str, lang: Lang = "en"):
        self.lang: Lang = lang
        self.app: AppTest = open_app("documents", lang=lang)
        self.app.button(key=f"open-{document}").click().run()
        assert not self.app.exception

    def look_at(self, mark: Suggestion) -> None:
        self.app.session_state[KEY].review.mark = mark.key
        self.app.run()

    def press(self, what: str) -> None:
        label = shipped().text(self.lang)(f"review.{what}")
        next(button for button in self.app.button if button.label == label).click().run()
        assert not self.app.exception

    def mark(self, words: str, entity: str, everywhere: bool = False) -> None:
        self.select(words)
        self.name(entity, everywhere)

    def name(self, entity: str, everywhere: bool = False) -> None:
        """Say what the selected words name."""
        self.app.selectbox(key=self.field("name", "what")).set_value(entity)
        if everywhere:
            self.app.checkbox(key=self.field("name", "everywhere")).check()
        self.press("mark")

    def select(self, words: str) -> AppTest:
        """Select words by typing them."""
        return self.app.text_input(key="typed-words").set_value(words).run()

    def field(self, kind: str, field: str) -> str:
        """The key of a field of what the selected words are."""
        passage, start, end = re.split("[:-]", self.app.session_state[KEY].review.words)
        return f"{field}-words-{kind}-{passage}-{start}-{end}"

    @property
    def told(self) -> str:
        """What the head of the page says."""
        return " ".join(
            element.proto.body for element in self.app.get("html") if 'class="d-notice' in element.proto.body
        )

    def hears(self, key: str) -> bool:
        return plain(shipped().text(self.lang)(key)) in plain(self.told)


def found(store: Store, document: str) -> list[Suggestion]:
    own = store.entry(document)
    assert own is not None
    return suggestions_of(own)


def the(store: Store, document: str, what: str, passage: int = -1) -> Suggestion:
    return next(m for m in found(store, document) if m.what == what and passage in (-1, m.passage))


def others(store: Store, document: str, *marks: Suggestion) -> list[Suggestion]:
    """All marks but those at the places of `marks`."""
    return [m for m in found(store, document) if not any(same_place(m, one) for one in marks)]


@pytest.mark.parametrize("lang", LANGS)
def test_a_decision_lands_on_the_mark_that_was_seen_whatever_was_put_before_it(
    store: Store, lang: Lang
) -> None:
    key = put(store)
    one, two = Reviewer(key, lang), Reviewer(key, lang)
    khorog = the(store, key, "khorog", 0)
    two.look_at(khorog)
    one.mark("was named", "tajikistan")
    before = others(store, key, khorog)
    assert (new := the(store, key, "tajikistan")).state == "accepted"
    two.press("accept")
    assert replace(khorog, state="accepted") in found(store, key)
    assert others(store, key, khorog) == before, "no third mark changes"
    assert new in found(store, key)
    assert not two.told, "the mark was as it had been shown"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("first", "second"), [("reject", "accept"), ("accept", "reject")])
def test_a_decision_on_what_another_has_decided_is_refused_and_told(
    store: Store, lang: Lang, first: str, second: str
) -> None:
    key = put(store)
    one, two = Reviewer(key, lang), Reviewer(key, lang)
    khorog = the(store, key, "khorog", 0)
    one.look_at(khorog)
    two.look_at(khorog)
    one.press(first)
    before = found(store, key)
    two.press(second)
    assert found(store, key) == before
    assert two.hears("documents.stale")
    assert two.app.session_state[KEY].review.mark == khorog.key, "it shows how the mark is now"
    two.press(second)
    assert the(store, key, "khorog", 0).state == f"{second}ed", "seen as it is, it can be decided"


def test_two_who_decide_alike_are_of_one_mind(store: Store) -> None:
    key = put(store)
    one, two = Reviewer(key), Reviewer(key)
    one.press("accept")
    before = found(store, key)
    two.press("accept")
    assert found(store, key) == before
    assert shipped().text("en")("review.decided-before") in two.told, (
        "the second learns that the first may take it back"
    )


def test_what_another_gave_another_meaning_is_not_accepted_as_what_it_was(store: Store) -> None:
    key = put(store)
    one, two = Reviewer(key), Reviewer(key)
    khorog = the(store, key, "khorog", 0)
    one.look_at(khorog)
    two.look_at(khorog)
    box = next(box for box in one.app.selectbox if box.label == shipped().text("en")("review.correct"))
    box.set_value("dushanbe")
    one.press("accept")
    corrected = next(m for m in found(store, key) if same_place(m, khorog))
    assert (corrected.what, corrected.state) == ("dushanbe", "accepted")
    before = found(store, key)
    two.press("accept")
    assert found(store, key) == before
    assert two.hears("documents.stale")
    assert any("Dushanbe" in text.value for text in two.app.text), "it shows what the words mean now"


@pytest.mark.parametrize("lang", LANGS)
def test_who_accepts_what_another_has_accepted_is_told_that_it_can_be_taken_back(
    store: Store, lang: Lang
) -> None:
    key = put(store)
    one, two = Reviewer(key, lang), Reviewer(key, lang)
    khorog = the(store, key, "khorog", 0)
    for reviewer in (one, two):
        reviewer.look_at(khorog)
    one.press("accept")
    assert not one.told
    two.press("accept")
    assert replace(khorog, state="accepted") in found(store, key)
    assert two.hears("review.decided-before")
    one.press("undo")
    assert khorog in found(store, key)


def test_undo_takes_back_ones_own_acts_alone(store: Store) -> None:
    key = put(store)
    one, two = Reviewer(key), Reviewer(key)
    mine, theirs, also = (
        the(store, key, "khorog", 0),
        the(store, key, "dushanbe"),
        the(store, key, "khorog", 1),
    )
    one.look_at(mine)
    one.press("accept")
    for mark in (theirs, also):
        two.look_at(mark)
        two.press("reject")
    one.press("undo")
    assert mine in found(store, key)
    now = found(store, key)
    assert [replace(m, state="rejected") in now for m in (theirs, also)] == [True, True]
    assert {m.state for m in others(store, key, mine, theirs, also)} == {"open"}
    assert not one.told


@pytest.mark.parametrize("lang", LANGS)
def test_undo_leaves_what_another_has_changed_since_and_says_so(store: Store, lang: Lang) -> None:
    key = put(store)
    one, two = Reviewer(key, lang), Reviewer(key, lang)
    one.press("accept-all")
    khorog = the(store, key, "khorog", 0)
    two.look_at(khorog)
    two.press("reject")
    one.press("undo")
    assert the(store, key, "khorog", 0).state == "rejected"
    assert {m.state for m in others(store, key, khorog) if m.what or m.kind != "mention"} == {"open"}
    assert one.hears("review.undo-changed")


@pytest.mark.parametrize("lang", LANGS)
def test_speech_of_nobody_named_is_offered_when_every_question_is_answered(store: Store, lang: Lang) -> None:
    key = put(store, "Officials said that the bridge at Khorog is open.\nOthers said that it is closed.")
    spoken = [m for m in found(store, key) if m.kind == "speech"]
    assert len(spoken) == 2
    one = Reviewer(key, lang)
    one.app.session_state[KEY].review.mark = ""
    one.app.run()
    assert "accept-unasked" not in {button.key for button in one.app.button}
    while asked := [m for m in found(store, key) if m.state == "open" and m.subject]:
        one.look_at(asked[0])
        one.press("reject")
    assert {m.state for m in found(store, key) if m.kind == "speech"} == {"open"}
    one.app.button(key="accept-unasked").click().run()
    assert {m.state for m in found(store, key) if m.kind == "speech"} == {"accepted"}
    assert "accept-unasked" not in {button.key for button in one.app.button}
    one.press("undo")
    assert {m.state for m in found(store, key) if m.kind == "speech"} == {"open"}


def test_everything_is_accepted_only_as_it_was_shown(store: Store) -> None:
    key = put(store)
    one, two = Reviewer(key), Reviewer(key)
    one.press("reject")
    before = found(store, key)
    two.press("accept-all")
    assert found(store, key) == before
    assert two.hears("documents.stale")
    two.press("accept-all")
    assert "open" not in {m.state for m in found(store, key) if m.what}


def test_words_are_marked_over_what_another_did_only_after_it_was_seen(store: Store) -> None:
    key = put(store)
    one, two = Reviewer(key), Reviewer(key)
    one.look_at(the(store, key, "khorog", 0))
    two.select("Khorog")
    one.press("accept")
    before = found(store, key)
    two.name("tajikistan")
    assert found(store, key) == before
    assert two.hears("documents.stale")
    two.mark("something", "tajikistan")
    assert the(store, key, "tajikistan").state == "accepted", "where it takes nothing from anyone it is done"


def test_undone_words_bring_back_what_they_stood_on(store: Store) -> None:
    key = put(store)
    one = Reviewer(key)
    before = found(store, key)
    one.mark("named at Khorog", "tajikistan")
    assert not [m for m in found(store, key) if m.what == "khorog" and m.passage == 0]
    one.press("undo")
    assert found(store, key) == before


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("press", ["accept", "reject", "accept-all", "next", "undo"])
def test_who_reviews_a_document_that_another_deletes_is_told(store: Store, lang: Lang, press: str) -> None:
    key = put(store)
    one = Reviewer(key, lang)
    one.press("accept")
    store.delete(key)
    one.press(press)
    assert one.hears("documents.gone")
    assert one.app.header, "the list of documents"
    assert store.entry(key) is None


@pytest.mark.parametrize("press", ["open", "only"])
def test_a_document_of_the_list_that_another_deleted_is_told(store: Store, press: str) -> None:
    key = put(store)
    app = open_app("documents", lang="en")
    store.delete(key)
    app.button(key=f"{press}-{key}").click().run()
    assert not app.exception
    assert any(shipped().text("en")("documents.gone") in e.proto.body for e in app.get("html"))


def test_a_mark_is_picked_by_what_it_is_and_not_by_its_number(store: Store) -> None:
    key = put(store)
    one = Reviewer(key)
    own = store.entry(key)
    assert own is not None
    here = found(store, key)
    html = review.document(shipped(), own, here, 0, shipped().text("en"))
    assert all(f'data-pick="mark:{m.key}"' in html for m in here if m.kind in ("mention", "figure"))
    assert len({m.key for m in here}) == len(here)
    assert max(len(m.key) for m in here) <= 60
    one.app.session_state[KEY].review.mark = "7"
    one.app.run()
    assert not one.app.exception
    assert any(shipped().text("en")("review.none") in str(e.value) for e in one.app.markdown)


# differences


MARKS = st.lists(
    st.builds(
        Suggestion,
        st.sampled_from(["mention", "topic", "figure", "speech"]),
        st.integers(0, 2),
        st.integers(0, 9),
        st.integers(10, 19),
        st.sampled_from(["a", "b"]),
        st.just(1.0),
        st.sampled_from(STATES),
    ),
    unique_by=lambda m: (m.kind, m.passage, m.start, m.end),
    max_size=12,
).map(lambda found: sorted(found, key=reading_order))


@settings(max_examples=150, deadline=None)
@given(MARKS, MARKS, st.data())
def test_edits_change_their_own_marks_and_are_taken_back(
    here: list[Suggestion], new: list[Suggestion], data: st.DataObject
) -> None:
    new = [replace(m, kind="mention") for m in new if m.kind != "mention"][:3]
    made = (
        replacements(here, new)
        if data.draw(st.booleans())
        else [Edit(m, replace(m, state="rejected")) for m in here[::2]]
    )
    try:
        after = apply_edits(here, made)
    except Stale:
        pytest.fail("they are as they were seen")
    touched = {e.before.key for e in made if e.before} | {e.after.key for e in made if e.after}
    assert [m for m in after if m.key not in touched] == [m for m in here if m.key not in touched]
    if len({m.key for m in after}) == len(after):
        back = apply_edits(after, reverse_edits(after, made))
        assert sorted(map(repr, back)) == sorted(map(repr, here))
        changed = [replace(m, state="open" if m.state != "open" else "accepted") for m in after]
        assert not [e for e in reverse_edits(changed, made) if e.before], (
            "of what has changed since nothing is taken back"
        )


def test_an_edit_of_a_mark_that_is_not_as_it_was_is_refused() -> None:
    mark = Suggestion("mention", 0, 0, 5, "a", 1.0)
    for here in ([], [replace(mark, state="accepted")], [replace(mark, what="b")], [replace(mark, end=6)]):
        with pytest.raises(Stale):
            apply_edits(here, [Edit(mark, replace(mark, state="rejected"))])


# memory


def sized(what: Any) -> int:
    """How many objects `what` holds on to."""
    seen, waiting = set[int](), [what]
    while waiting:
        one = waiting.pop()
        if id(one) not in seen and not isinstance(one, type):
            seen.add(id(one))
            waiting += gc.get_referents(one)
    return len(seen)


def decided(acts: int, passages: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[int, int]:
    """Reject and accept one mark again and again; how many acts can be undone, and how many objects they
    hold."""
    monkeypatch.setenv("DALIL_STORE", f"sqlite:///{tmp_path}/{acts}-{passages}.sqlite")
    monkeypatch.setattr("streamlit.session_state", {})
    monkeypatch.setattr("ui.session.state.atlas", shipped)
    key = put(
        Store(f"sqlite:///{tmp_path}/{acts}-{passages}.sqlite"),
        "\n".join(["Blinken met them in Khorog."] * passages),
    )
    open_document(key)
    for number in range(acts):
        entry_ = current_entry()
        assert isinstance(entry_, Entry)
        mark = next(m for m in suggestions_of(entry_) if m.what == "khorog")
        session().review.entry = entry_
        decide_mark(mark, "rejected" if number % 2 else "accepted")
        assert session().review.message is None
    return len(session().review.acts), sized(session().review.acts)


def test_what_can_be_undone_grows_neither_with_the_document_nor_without_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (few, small), (same, large) = (decided(10, passages, monkeypatch, tmp_path) for passages in (5, 400))
    assert (few, same) == (10, 10)
    assert large < 1.2 * small, "the marks that an act left alone are not kept"
    most, _ = decided(130, 5, monkeypatch, tmp_path)
    assert most == ACTS == 100


def test_what_was_decided_at_the_desk_is_nothing_to_take_back_in_a_story(store: Store) -> None:
    one = Reviewer(put(store))
    one.press("accept")
    assert one.app.session_state[KEY].review.acts
    one.app.switch_page("pages/present.py").run()
    one.app.button_group(key="story-on-board").set_value("mine").run()
    assert not one.app.exception
    assert "story-undo" not in {button.key for button in one.app.button}


def test_acts_that_change_many_marks_are_forgotten_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.session_state", {})
    mark = Suggestion("mention", 0, 0, 5, "a", 1.0)
    for _ in range(50):
        _remember(ReviewAct([Edit(mark, None)] * 4_000, ()))
    assert sum(len(act.edits) for act in session().review.acts) <= EDITS
    _remember(ReviewAct([Edit(mark, None)] * 40_000, ()))
    assert len(session().review.acts) == 1, "the last can always be undone"


def test_a_document_on_the_desk_is_not_read_again_for_a_decision(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = put(store)
    one = Reviewer(key)
    monkeypatch.setattr(
        OverlayReader, "_renewed", lambda own, _link: own.known
    )  # what others see is read apart
    with patch("data.documents.store.unpack_block", wraps=unpack_block) as read:
        one.press("accept")
    assert read.call_count == 0


def test_spellings_go_with_the_mark_that_brought_them(store: Store) -> None:
    key = put(store, "The party of Emomali Rahmonov came.\nEmomali Rahmonov left.")
    one = Reviewer(key)
    one.mark("Emomali Rahmonov", "rahmon", everywhere=True)
    assert "Emomali Rahmonov" in join(shipped(), store.overlay()).entities["rahmon"].aliases_en
    one.press("undo")
    assert (
        join(shipped(), store.overlay()).entities["rahmon"].aliases_en
        == shipped().entities["rahmon"].aliases_en
    )
    assert not one.told


def test_a_name_that_no_table_knows_is_settled_everywhere_by_one_act(store: Store, tmp_path: Path) -> None:
    document = put(store, "Orla Brennick said that the port was closed.\nBrennick left for Khorog.", "A port")
    (name,) = (m for m in found(store, document) if m.kind == "mention" and m.unknown)
    reviewer = Reviewer(document)
    reviewer.look_at(name)
    other = next(
        box for box in reviewer.app.text_input if box.label == shipped().text("en")("review.other-name")
    )
    other.set_value("أورلا برينيك")
    reviewer.press("accept")
    marks = found(store, document)
    named = [m for m in marks if m.kind == "mention" and m.state == "accepted"]
    assert [(m.passage, m.start, m.end) for m in named] == [(0, 0, 13), (1, 0, 8)]
    entity: Any = store.overlay().rows["entities"][named[0].what]
    assert (entity.name_en, entity.name_ar, entity.type) == ("Orla Brennick", "أورلا برينيك", "person")
    assert [m.what for m in marks if m.kind == "speech"] == [named[0].what]
    assert not any(m.unknown for m in marks if m.kind == "mention")
    there, notes = Store(f"sqlite:///{tmp_path}/there.sqlite"), Notes()
    load_into(there, shipped(), save_dossier(store)[0], notes)
    assert notes == Notes(), "a dossier brings the name along"
    assert there.overlay().rows["entities"] == store.overlay().rows["entities"]
    reviewer.press("undo")
    assert name in found(store, document)
    assert not store.overlay().rows.get("entities")


def test_an_unknown_name_without_a_kind_is_not_settled(store: Store) -> None:
    with pytest.raises(Unfit, match=r"review\.actor-type"):
        named_rows(shipped(), "a", "Orla Brennick", "", "")
    entity: Any = named_rows(shipped(), "a", "مروان الدقاق", "person", "")[0].row
    assert (entity.name_en, entity.name_ar, entity.sources) == ("مروان الدقاق", "مروان الدقاق", ("a",))
    place: Any = named_rows(shipped(), "a", "Quernmouth", "place", "كوِرنموث")[1].row
    assert (place.geometry, place.sources) == ("none", ("a",))
