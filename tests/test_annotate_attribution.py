"""Who speaks, in the words of the text: known to the tables or not, and nobody where the text names nobody;
and which words are speech."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_scores import Scores, score
from marked_texts import marked
from tiny import shipped

from data.annotate.pipeline import annotate
from data.annotate.speech.speech import SuggestedSpeech
from data.annotate.unknown.guess import unknown_id
from data.documents.review.suggest import suggestions_from
from ui.html.review import mark_label


def said(*passages: str) -> list[SuggestedSpeech]:
    """What is found to be speech."""
    return list(annotate(shipped(), passages).speech)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("قال وزير النقل الهادي العمري، في مؤتمر صحفي، إن الطريق مغلق.", "وزير النقل الهادي العمري"),
        ("وقالت منسقة الإغاثة في درنة هدى الورفلي إن الماء قليل.", "منسقة الإغاثة في درنة هدى الورفلي"),
        ("وذكرت وزارة الصحة في بيان أن العدد ارتفع.", "وزارة الصحة"),
        ("الراديو ذكر أن الوقت ضيق.", "الراديو"),
        ("نقلت صحيفة الفجر عن سكان محليين أن الماء قليل.", "سكان محليين"),
        ("نقلت صحيفة الفجر عن العقيد سالم قوله إن الماء قليل.", "العقيد سالم"),
        ("الماء قليل في المدينة كلها منذ الربيع، بحسب هيئة المياه.", "هيئة المياه"),
        ("الماء قليل في المدينة كلها منذ الربيع، حسبما أعلن مسؤول محلي.", "مسؤول محلي"),
        ("وفقاً لهيئة المياه، الماء قليل.", "هيئة المياه"),
        (
            "In town, Water Board chief Amal Rashid Jr. said the wells are dry.",
            "Water Board chief Amal Rashid Jr.",
        ),
        ("Amal Rashid, who runs the board, said the wells are dry.", "Amal Rashid"),
        ('"The wells are dry, my friend," said Amal Rashid, the chief of the board.', "Amal Rashid"),
        ('"The wells are dry, my friend," the chief, Amal Rashid, said.', "the chief, Amal Rashid"),
        ("Amal Rashid told the Daily Post that the wells are dry.", "Amal Rashid"),
        ("The wells have been dry since spring, the Daily Post wrote.", "the Daily Post"),
        ("The wells have been dry since spring, according to the Water Board, a charity.", "the Water Board"),
        ("The wells have been dry since spring, residents say; the board denies it.", "residents"),
    ],
)
def test_the_words_of_the_text_say_who_speaks(text: str, who: str) -> None:
    assert said(text)[0].attribution == who


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The wells have been dry since spring, according to the Water Board, a charity.",
            "The wells have been dry since spring, according to the Water Board, a charity.",
        ),
        (
            "الماء قليل في المدينة كلها منذ الربيع، بحسب هيئة المياه.",
            "الماء قليل في المدينة كلها منذ الربيع، بحسب هيئة المياه.",
        ),
        ("It rained, and the board said that the wells are full.", "the board said that the wells are full."),
        (
            "The wells have been dry since spring, the Daily Post wrote.",
            "The wells have been dry since spring, the Daily Post ",
        ),
    ],
)
def test_a_report_is_marked_whole(text: str, words: str) -> None:
    assert said(text)[0].text == words


@pytest.mark.parametrize(
    "text",
    [
        "He wrote a book.",
        "They found gold, and left.",
        "Amid fears that it may rain, all left.",
        "نقلت الشاحنة الماء إلى المدينة.",
    ],
)
def test_a_verb_that_reports_nothing_is_no_speech(text: str) -> None:
    assert said(text) == []


def test_what_an_unknown_person_said_is_not_carried_to_another() -> None:
    first, then = said("وصل لافروف. قال سالم العمري إن الماء قليل.", "وأضاف أن الوقت ضيق.")
    assert first.speaker == then.speaker == unknown_id("سالم العمري", "person")
    assert then.attribution == first.attribution == "سالم العمري"


def test_one_person_in_the_words_is_the_speaker() -> None:
    (one,) = said("وقال رئيس الوفد الروسي في المدينة سيرغي لافروف إن الماء قليل.")
    assert one.speaker == "lavrov"


def test_the_desk_says_whose_words_they_are() -> None:
    (mark,) = [
        m
        for m in suggestions_from(annotate(shipped(), ["Amal Rashid said the wells are dry."]))
        if m.kind == "speech"
    ]
    assert mark_label(shipped(), mark, shipped().text("en")) == "words of: \u2068Amal Rashid\u2069"


def test_the_desk_says_plainly_that_the_text_names_no_speaker() -> None:
    made = annotate(shipped(), ['A man had waited all day. "It is empty," he said when he was asked.'])
    (mark,) = [m for m in suggestions_from(made) if m.kind == "speech"]
    assert mark_label(shipped(), mark, shipped().text("en")) == "words of: \u2068nobody who is named\u2069"


@given(
    st.lists(
        st.sampled_from(
            [
                *'«»“”"،,.:;ل',
                "said",
                "قال",
                "وفقاً",
                "according to",
                "إن",
                "that",
                "who",
                "he",
                "لافروف",
                "U.S.",
                "told",
            ]
        ),
        max_size=12,
    )
)
def test_no_run_of_such_words_raises(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for one in annotate(shipped(), [text]).speech:
        assert text[one.start : one.end] == one.text
        assert one.attribution in text


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(
    ("name", "figures", "speech", "named", "wrong"),
    [
        ("fresh", 0.99, 0.95, 0.6, 0),
        ("heldout", 0.9, 0.95, 0.6, 0.1),
        ("heldout2", 0.95, 0.85, 0.5, 0.05),
        ("heldout3", 0.93, 0.9, 0.4, 0.1),
        ("heldout4", 0.85, 0.9, 0.7, 0.05),
        ("heldout5", 0.97, 0.88, 0.75, 0.03),
        ("spoken", 0, 0.8, 0.5, 0),
        ("spoken2", 0, 0.85, 0.6, 0.01),
        ("spoken3", 0, 0.8, 0.6, 0.05),
    ],
)
def test_texts_that_leave_nothing_unmarked(
    name: str, lang: str, figures: float, speech: float, named: float, wrong: float
) -> None:
    scores: Scores = score(shipped(), marked(f"{name}.{lang}"))
    assert scores.figures.f1 >= figures
    assert scores.speech.f1 >= speech
    speakers = scores.speakers
    with_name = speakers.right + speakers.quoted + speakers.silent + speakers.missed
    assert (speakers.right + speakers.quoted) / with_name >= named
    assert len(speakers.wrong) / speakers.all <= wrong


def test_a_verb_joined_to_another_keeps_its_subject() -> None:
    first, then = said("قال سالم العمري إن الماء قليل في المدينة. تحدث عن الآبار وأكد على تقليل الضخ.")[0::2]
    assert then.attribution == first.attribution == "سالم العمري"


def test_the_speech_of_the_article_is_found_with_its_speakers() -> None:
    """Each attributed span of the curated article is touched by a suggestion that names who speaks there."""
    atlas = shipped()
    passages = list(atlas.passages)
    found = annotate(atlas, [atlas.texts[passage] for passage in passages]).speech
    spoken = [
        voice for passage in passages for voice in atlas.voices_of[passage] if voice.voice == "attributed"
    ]
    assert len(spoken) > 10
    for voice in spoken:
        there = [
            one
            for one in found
            if passages[one.passage] == voice.passage and one.start < voice.end and voice.start < one.end
        ]
        assert (voice.speaker or "") in {one.speaker for one in there}
