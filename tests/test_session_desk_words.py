"""Putting a document right at the desk: selected words become a mark of any kind, what a mark says and where
it stands is corrected, all marks of one name are settled at once; all of it is undone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_session_app import _frame_first as _frame_first
from test_session_desk import Reviewer, found, put, the
from test_session_desk import store as store
from tiny import shipped

from data.documents.errors import Unfit
from data.documents.review.corrections import NOBODY, correct_mark, is_sound, proposed_mark, relocate_mark
from data.documents.review.mentions import alike
from data.documents.review.questions import questions
from data.documents.review.suggestion import Kind, Place, Suggestion
from data.documents.store import Store
from data.tables.vocab import LANGS, Lang
from data.text.dates.patterns import PHASES, RELATIONS
from data.text.figures.qualifiers import QUALIFIERS
from data.text.lexicon import word_values
from ui.session.session import KEY

pytestmark = pytest.mark.slow
TEXTS: dict[Lang, str] = {
    "en": "Lakmar sold 40 mules.\nThe herdsmen of Lakmar were tired, and nobody paid for hay.",
    "ar": "باعت لكمار 40 بغلاً.\nوكان رعاة لكمار متعبين، ولم يدفع أحد ثمن التبن.",
}
WORDS: dict[Lang, dict[str, str]] = {
    "en": {
        "figure": "40 mules",
        "speech": "nobody paid for hay",
        "topic": "herdsmen",
        "other": "sold 40 mules",
    },
    "ar": {
        "figure": "40 بغلاً",
        "speech": "ولم يدفع أحد ثمن التبن",
        "topic": "رعاة",
        "other": "لكمار 40 بغلاً",
    },
}


def place(store: Store, document: str, words: str) -> Place:
    entry = store.entry(document)
    assert entry is not None
    passage, text = next((n, text) for n, text in enumerate(entry.content.texts) if words in text)
    return passage, text.index(words), text.index(words) + len(words)


def select(one: Reviewer, words: str, kind: str) -> None:
    """Select words and say of which kind they are."""
    one.select(words)
    where = "-".join(one.app.session_state[KEY].review.words.replace(":", "-").split("-"))
    one.app.button_group(key=f"words-kind-{where}").set_value(kind).run()
    assert not one.app.exception


def at(store: Store, document: str, kind: Kind, words: str) -> list[Suggestion]:
    return [
        m for m in found(store, document) if m.kind == kind and m.places[0] == place(store, document, words)
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_selected_words_are_marked_as_a_figure_that_is_put_right_and_taken_back(
    store: Store, lang: Lang
) -> None:
    document, words = put(store, TEXTS[lang], "Mules"), WORDS[lang]["figure"]
    one = Reviewer(document, lang)
    before = found(store, document)
    select(one, words, "figure")
    assert one.app.text_input(key=one.field("figure", "value")).value == "40", (
        "the reader of figures reads it"
    )
    one.app.text_input(key=one.field("figure", "value")).set_value("٤١")
    one.app.selectbox(key=one.field("figure", "qualifier")).set_value("about")
    one.press("mark")
    (made,) = at(store, document, "figure", words)
    assert (made.state, made.what, made.value) == ("accepted", "count", "41")
    assert (made.more or {})["qualifier"] == "about"
    entry = store.entry(document)
    assert entry is not None
    assert [f.value for f in entry.content.figures] == ["41"]
    assert one.app.session_state[KEY].review.mark == made.key, "it is looked at"
    one.app.text_input(key=f"value-mark-{made.key}").set_value("1,200")
    one.app.text_input(key=f"unit-mark-{made.key}").set_value("usd")
    one.app.selectbox(key=f"what-mark-{made.key}").set_value("money")
    one.press("accept-so")
    (right,) = at(store, document, "figure", words)
    assert (right.what, right.value, (right.more or {})["unit"]) == ("money", "1200", "USD")
    one.press("undo")
    assert at(store, document, "figure", words) == [made]
    one.press("undo")
    assert found(store, document) == before


@pytest.mark.parametrize("lang", LANGS)
def test_selected_words_are_marked_as_somebodys_whose_they_are_is_put_right(store: Store, lang: Lang) -> None:
    document, words = put(store, TEXTS[lang], "Mules"), WORDS[lang]["speech"]
    one = Reviewer(document, lang)
    before = found(store, document)
    select(one, words, "speech")
    one.app.selectbox(key=one.field("speech", "what")).set_value("rahmon")
    one.press("mark")
    (made,) = at(store, document, "speech", words)
    assert (made.what, made.form, made.state) == ("rahmon", "indirect", "accepted")
    one.app.selectbox(key=f"what-mark-{made.key}").set_value("blinken")
    one.app.button_group(key=f"form-mark-{made.key}").set_value("direct")
    one.press("accept-so")
    (right,) = at(store, document, "speech", words)
    assert (right.what, right.form) == ("blinken", "direct")
    entry = store.entry(document)
    assert entry is not None
    assert "blinken" in entry.block.names
    one.press("undo")
    one.press("undo")
    assert found(store, document) == before


def test_a_speaker_who_was_only_described_is_made_nobody_or_stays_as_the_text_has_it(store: Store) -> None:
    document = put(store, "Residents said the road was closed for a week.", "The road")
    (told,) = (m for m in found(store, document) if m.kind == "speech")
    described = (told.more or {})["attribution"]
    assert (told.what, described) == ("", "Residents")
    one = Reviewer(document)
    one.look_at(told)
    box = one.app.selectbox(key=f"what-mark-{told.key}")
    assert box.value == ""
    assert box.options[:2] == [described, shipped().text("en")("review.nobody")]
    box.set_value(NOBODY)
    one.press("accept-so")
    (made,) = (m for m in found(store, document) if m.kind == "speech")
    assert (made.what, made.state) == ("", "accepted")
    assert "attribution" not in (made.more or {})
    one.press("undo")
    assert [m for m in found(store, document) if m.kind == "speech"] == [told]
    one.look_at(told)
    one.app.button_group(key=f"form-mark-{told.key}").set_value("direct")
    one.press("accept-so")
    (quoted,) = (m for m in found(store, document) if m.kind == "speech")
    assert (quoted.form, (quoted.more or {})["attribution"]) == ("direct", described)


@pytest.mark.parametrize("lang", LANGS)
def test_selected_words_say_what_their_passage_is_about(store: Store, lang: Lang) -> None:
    document, words = put(store, TEXTS[lang], "Mules"), WORDS[lang]["topic"]
    first, other, *_ = shipped().topics
    one = Reviewer(document, lang)
    before = found(store, document)
    select(one, words, "topic")
    one.press("mark")
    assert one.hears("review.choose-topic")
    assert found(store, document) == before
    one.app.selectbox(key=one.field("topic", "what")).set_value(first)
    one.press("mark")
    (made,) = at(store, document, "topic", words)
    assert (made.what, made.state) == (first, "accepted")
    one.app.selectbox(key=f"what-mark-{made.key}").set_value(other)
    one.press("accept-so")
    assert [m.what for m in at(store, document, "topic", words)] == [other]
    one.press("undo")
    one.press("undo")
    assert found(store, document) == before


@pytest.mark.parametrize("lang", LANGS)
def test_a_mark_is_moved_to_other_words(store: Store, lang: Lang) -> None:
    document, words = put(store, TEXTS[lang], "Mules"), WORDS[lang]
    one = Reviewer(document, lang)
    before = found(store, document)
    (figure,) = (m for m in before if m.kind == "figure")
    one.look_at(figure)
    one.select(words["other"])
    one.app.button(key=f"move-{figure.key}").click().run()
    (now,) = (m for m in found(store, document) if m.kind == "figure")
    assert now.places[0] == place(store, document, words["other"])
    assert (now.what, now.more, now.state) == (figure.what, figure.more, "accepted")
    assert not one.app.session_state[KEY].review.words
    one.press("undo")
    assert found(store, document) == before


@pytest.mark.parametrize("lang", LANGS)
def test_a_mark_that_another_has_changed_is_neither_moved_nor_corrected(store: Store, lang: Lang) -> None:
    document = put(store, TEXTS[lang], "Mules")
    one, two = Reviewer(document, lang), Reviewer(document, lang)
    (figure,) = (m for m in found(store, document) if m.kind == "figure")
    for reviewer in (one, two):
        reviewer.look_at(figure)
    two.select(WORDS[lang]["other"])
    one.press("reject")
    before = found(store, document)
    two.app.button(key=f"move-{figure.key}").click().run()
    assert found(store, document) == before
    assert two.hears("documents.stale")


def test_all_marks_of_one_name_are_settled_by_one_act(store: Store) -> None:
    document = put(
        store, "Badakhshan is high.\nThey met in Badakhshan.\nBADAKHSHAN was quiet.", "High places"
    )
    asked = [m for m in found(store, document) if m.kind == "mention"]
    assert len(asked) == 3
    assert {m.what for m in asked} != {"badakhshan-afghanistan"}
    one = Reviewer(document)
    one.look_at(asked[0])
    (button,) = (b for b in one.app.button if str(b.key) == f"alike-{asked[0].key}")
    assert "3" in button.label
    one.app.selectbox(key=f"correct-{asked[0].key}").set_value("badakhshan-afghanistan")
    button.click().run()
    settled = [m for m in found(store, document) if m.kind == "mention"]
    assert [(m.what, m.state) for m in settled] == [("badakhshan-afghanistan", "accepted")] * 3
    one.press("undo")
    assert [m for m in found(store, document) if m.kind == "mention"] == asked


def test_words_that_are_none_of_the_document_select_nothing(store: Store) -> None:
    document = put(store, TEXTS["en"], "Mules")
    one = Reviewer(document)
    for said in ("9:0-3", "0:0-999", "0:3-3", "0:2-1", "0:6-7", "x", "0:-1-3", "", "0:1"):
        one.app.session_state[KEY].review.words = said
        one.app.run()
        assert not one.app.exception
        assert not [b for b in one.app.button if b.key == "unselect"], said
    one.select("unicorn")
    assert one.hears("review.not-there")


UNSOUND = [
    {"value": "many"},
    {"value": "1/2/3"},
    {"value": "<b>4</b>"},
    {"value": ""},
    {"qualifier": "<i>"},
    {"what": "money", "unit": "CREDITS"},
    {"unit": "x" * 121},
    {"what": "prose"},
]


@pytest.mark.parametrize("said", UNSOUND, ids=str)
def test_what_no_figure_can_be_is_refused(store: Store, said: dict[str, str]) -> None:
    entry = store.entry(put(store, TEXTS["en"], "Mules"))
    assert entry is not None
    figure = next(m for m in found(store, entry.document.id) if m.kind == "figure")
    with pytest.raises(Unfit, match=r"review\.figure-"):
        correct_mark(shipped(), entry, figure, said)


def test_a_value_is_read_as_people_write_it(store: Store) -> None:
    entry = store.entry(put(store, TEXTS["en"], "Mules"))
    assert entry is not None
    figure = next(m for m in found(store, entry.document.id) if m.kind == "figure")
    for written, value in {"1,500": "1500", "٣٫٥": "3.5", "3.5 million": "3500000", "10/20": "10/20"}.items():
        assert correct_mark(shipped(), entry, figure, {"value": written}).value == value
    dated = correct_mark(shipped(), entry, figure, {"what": "date", "value": "May 2024", "unit": "month"})
    assert (dated.what, dated.value) == ("date", "2024-05")
    with pytest.raises(Unfit):
        correct_mark(shipped(), entry, Suggestion("speech", 0, 0, 5, "", 0.5), {"form": "narration"})


def test_what_the_reader_of_figures_finds_is_sound_and_its_qualifiers_are_known() -> None:
    assert {*word_values("qualifier").values(), *PHASES.values(), *RELATIONS.values(), "nearest"} == {
        *QUALIFIERS
    }
    more = {"value": "3", "unit": "km", "qualifier": "about"}
    assert is_sound(Suggestion("figure", 0, 0, 1, "length", 1.0, more=more))
    for wrong in ({"unit": "k" * 121}, {"value": "x"}, {"qualifier": "sort of"}, {"unit": "a\nb"}):
        assert not is_sound(Suggestion("figure", 0, 0, 1, "length", 1.0, more={**more, **wrong}))
    assert not is_sound(Suggestion("mention", 0, 0, 1, "a", 1.0, more={"form": "direct"}))
    assert not is_sound(Suggestion("speech", 0, 0, 1, "a", 1.0, more={"form": "name"}))


def test_a_moved_name_leaves_its_further_places_and_a_moved_question_stays_one() -> None:
    asked = Suggestion("mention", 0, 0, 3, "", 0.5, more={"form": "name", "candidates": [], "also": "1:0-3"})
    there = relocate_mark(asked, (0, 4, 9))
    assert (there.places, there.state) == (((0, 4, 9),), "open")
    known = replace(asked, what="khorog", verified="anna")
    assert (relocate_mark(known, (0, 4, 9)).state, relocate_mark(known, (0, 4, 9)).verified) == (
        "accepted",
        "",
    )


def test_other_names_are_not_alike(store: Store) -> None:
    entry = store.entry(put(store, "Khorog and Dushanbe.\nKhorog again."))
    assert entry is not None
    marks = found(store, entry.document.id)
    khorog = the(store, entry.document.id, "khorog", 0)
    assert {m.what for m in alike(entry, marks, khorog)} == {"khorog"}
    assert len(alike(entry, marks, khorog)) == 2
    settled = [replace(m, state="rejected") if m != khorog else m for m in marks]
    assert alike(entry, settled, khorog) == [khorog], "what is decided is not asked"


def test_speech_in_quotation_marks_is_proposed_as_a_quotation(store: Store) -> None:
    entry = store.entry(put(store, "He saw it: “no mules”.\nNobody cared.", "Mules"))
    assert entry is not None
    quoted, plain_ = place(store, entry.document.id, "no mules"), place(store, entry.document.id, "Nobody")
    assert proposed_mark(entry, "speech", quoted).form == "direct"
    assert proposed_mark(entry, "speech", plain_).form == "indirect"


def test_a_question_is_asked_once_the_most_doubtful_first() -> None:
    def mark(kind: Kind, passage: int, what: str, score: float, **more: object) -> Suggestion:
        return Suggestion(kind, passage, 0, 5, what, score, more={**more})

    known = [mark("mention", n, "khorog", 0.9, candidates=["khorog", ""]) for n in range(3)]
    name = mark("mention", 3, "", 0.5, candidates=[], name="?person:anna")
    hers = mark("speech", 2, "", 0.4, name="?person:anna")
    topics = [mark("topic", n, "water", 0.6) for n in (4, 5)]
    nobodys = mark("speech", 6, "", 0.3)
    figures = [mark("figure", n, "count", 0.7, value="3") for n in (7, 8)]
    settled = replace(mark("figure", 9, "count", 0.1), state="rejected")
    assert list(questions([*known, hers, name, *topics, nobodys, *figures, settled])) == [
        (name, hers),
        tuple(topics),
        (figures[0],),
        (figures[1],),
        tuple(known),
    ]


def test_a_topic_is_rejected_for_the_whole_document_by_one_act(store: Store) -> None:
    text = "وقال رحمان إن بدخشان هادئة.\nبدخشان عالية، وفي بدخشان جبال."
    document = put(store, text, "قافلة")
    before = found(store, document)
    topics = [m for m in before if m.kind == "topic"]
    assert len(topics) == 2
    assert topics[0].what == topics[1].what
    one = Reviewer(document)
    one.look_at(topics[0])
    one.app.button(key=f"none-alike-{topics[0].key}").click().run()
    assert {m.state for m in found(store, document) if m.kind == "topic"} == {"rejected"}
    one.press("undo")
    assert found(store, document) == before


def test_who_accepts_a_name_accepts_its_speech(store: Store) -> None:
    document = put(store, "Orla Brennick said that the port was closed.\nBrennick left.", "A port")
    one = Reviewer(document)
    (name,) = (m for m in found(store, document) if m.kind == "mention" and m.unknown)
    assert one.app.session_state[KEY].review.mark == name.key, "it is asked first, and its speech with it"
    one.press("accept")
    assert [m.state for m in found(store, document) if m.kind == "speech"] == ["accepted"]


STRANGER: dict[Lang, tuple[str, str]] = {  # a text, and the name in it that no table knows
    "en": (
        "Orla Brennick said that the port was closed.\nBrennick left the old town.",
        "Orla Brennick",
    ),
    "ar": ("قال الوزير مروان الدقاق إن الميناء مغلق.\nوغادر الدقاق إلى بيته.", "مروان الدقاق"),
}


@pytest.mark.parametrize("lang", LANGS)
def test_the_form_of_an_actor_begins_with_the_name_at_hand_and_asks_what_it_guesses(
    store: Store, lang: Lang
) -> None:
    text, name = STRANGER[lang]
    other: Lang = "en" if lang == "ar" else "ar"
    document = put(store, text, "A port")
    before = found(store, document)
    one = Reviewer(document, other)
    (stranger,) = (m for m in before if m.unknown and m.kind == "mention")
    one.look_at(stranger)
    for form in ("actor", "place"):
        assert one.app.text_input(key=f"{form}-name_{lang}-0").value == name
        assert one.app.text_input(key=f"{form}-name_{other}-0").value == ""
    assert one.app.selectbox(key="actor-type-0").value == "person"
    asks = shipped().text(other)("review.actor-guessed")
    assert asks in [caption.value for caption in one.app.caption]
    one.select(text.split()[-1].strip("."))
    assert one.app.text_input(key=f"actor-name_{lang}-0").value == text.split()[-1].strip("."), (
        "selected words"
    )
    assert one.app.selectbox(key="actor-type-0").value is None, "nothing is guessed of them"
    assert asks not in [caption.value for caption in one.app.caption]
    one.select(name)
    one.app.text_input(key=f"actor-role_{lang}-0").set_value("?")
    one.app.selectbox(key="actor-group-0").set_value("tajikistan")
    one.app.text_input(key="actor-source-0").set_value("https://example.org/port")
    one.press("actor")
    assert one.hears("review.actor-added")
    assert one.app.text_input(key=f"actor-name_{lang}-1").value == "", "the next one begins with nothing"
    marks, own = found(store, document), next(iter(store.overlay().rows["actors"]))
    assert [m.key for m in marks if m.unknown and not m.what] == []
    assert {m.what for m in marks if m.kind == "speech"} == {own}, "what it says is its own"
    places = {at for m in before if m.unknown and m.kind == "mention" for at in m.places}
    assert {m.places[0] for m in marks if m.what == own and m.kind == "mention"} >= places
    assert not one.app.session_state[KEY].review.words
    one.press("undo")
    assert found(store, document) == before


def test_what_was_typed_stays_in_the_form_of_an_actor(store: Store) -> None:
    document = put(store, STRANGER["en"][0], "A port")
    one = Reviewer(document)
    one.app.text_input(key="actor-name_en-0").set_value("Somebody")
    one.app.selectbox(key="actor-type-0").set_value("organisation")
    one.press("actor")
    assert one.hears("review.actor-group")
    one.select("port")
    assert one.app.text_input(key="actor-name_en-0").value == "Somebody"
    assert one.app.selectbox(key="actor-type-0").value == "organisation"
