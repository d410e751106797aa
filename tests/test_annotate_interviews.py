"""Who speaks where no verb beside the words says so: answers in interviews, the name within the words that
say who speaks, and the title alone of a person who was named with it."""

from __future__ import annotations

import pytest
from tiny import shipped

from data.annotate.mentions import SETTLED
from data.annotate.pipeline import annotate
from data.annotate.speech.speech import SuggestedSpeech
from data.annotate.unknown.guess import unknown_id


def said(*passages: str) -> list[SuggestedSpeech]:
    """What is found to be speech."""
    return list(annotate(shipped(), passages).speech)


AMAL = unknown_id("Amal Rashid", "person")
SALIM = unknown_id("سالم العمري", "person")


def test_a_quotation_right_behind_a_question_is_of_who_is_interviewed() -> None:
    passages = [
        "Amal Rashid ran wells in Berbera for years. We met in May.",
        'What worries her? "Money. It is never there when we need it most."',
        "Her deputy, Omar Farah, listens. Would she leave? “I have three goats, ask me again.”",
    ]
    first, last = said(*passages)
    assert (first.speaker, last.speaker) == (AMAL, AMAL)
    assert max(first.score, last.score) < SETTLED


def test_who_was_interviewed_goes_on_speaking() -> None:
    passages = [
        "Amal Rashid ran wells in Berbera for years.",
        'And the rain? "It has not come to us for two winters."',
        "She adds that the herds are thin.",
    ]
    assert said(*passages)[-1].speaker == AMAL


def test_of_two_people_named_as_often_the_first_answers_and_of_one_named_more_often_nobody() -> None:
    question = 'And the rain? "It has not come to us for two winters."'
    two = "Amal Rashid ran wells with Omar Farah."
    assert said(two, question)[0].speaker == AMAL
    assert said(two, "Omar Farah dug them.", question)[0].speaker == ""


@pytest.mark.parametrize(
    ("passages", "who", "words"),
    [
        (
            [
                "حوار مع الوزير سالم العمري عن المياه.",
                "س: متى تفتح البئر؟",
                "ج: نفتحها في الربيع إن شاء الله.",
            ],
            SALIM,
            "نفتحها في الربيع إن شاء الله.",
        ),
        (
            ["An interview with Amal Rashid.", "Q: When will it open?", "A: In spring, I hope."],
            AMAL,
            "In spring, I hope.",
        ),
        (
            ["We met Amal Rashid in May.", "When?", "In spring, I hope.", "And then?", "Then we dig on."],
            AMAL,
            "Then we dig on.",
        ),
    ],
)
def test_a_passage_that_answers_is_speech(passages: list[str], who: str, words: str) -> None:
    last = said(*passages)[-1]
    assert (last.speaker, last.text, last.form) == (who, words, "direct")
    assert last.score < SETTLED


def test_questions_in_an_essay_are_no_interview() -> None:
    essay = ["Amal Rashid ran wells.", "Who pays?", "The towns pay.", "And who digs?", "The herders dig."]
    assert said(*essay) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Amal Rashid of the Water Board writes that the wells are dry.", AMAL),
        ("Prime Minister Amal Rashid thanked the crowd and said the wells are dry.", AMAL),
        ("Minister Amal Rashid urged all sides to return, warning that the wells are dry.", AMAL),
        ('"The wells are dry, my friend," says one of its directors, Amal Rashid.', AMAL),
        ("The Taliban, asked about Mr Rashid's remarks, said the wells are dry.", "taliban"),
        ("Taliban officials said the wells are dry.", "taliban"),
        ("أفادت سلطات طالبان بأن الآبار جفت.", "taliban"),
        ("أما طالبان فتؤكد أن الآبار جفت.", "taliban"),
        ("قال مدير البلدية، الدكتور سالم العمري، إن الآبار جفت.", SALIM),
        ("وأوضح المشرف على المشروع الدكتور سالم العمري أن الآبار جفت.", SALIM),
        ("وكان الوزير سالم العمري قد ذكر في الأول من الشهر أن الآبار جفت.", SALIM),
        ("الآبار جفت في المدينة كلها، على ما أفاد الوزير سالم العمري.", SALIM),
        ("وبحسب الخبير سالم العمري فإن الآبار جفت.", SALIM),
        ("حذر مدير منظمة الصحة العالمية سالم العمري من موجة جديدة.", SALIM),
        ("غير أن الوزير سالم العمري ينفي الخبر، ويؤكد أن الآبار جفت.", SALIM),
    ],
)
def test_the_name_within_the_words_that_say_who_speaks(text: str, who: str) -> None:
    assert said(text)[-1].speaker == who


@pytest.mark.parametrize(
    "text",
    [
        "Russian officials said the wells are dry.",
        "قال مسؤولو روسيا إن الآبار جفت.",
        "Amal Rashid, Omar Farah and Rahmon said the wells are dry.",
        "An aide to Minister Amal Rashid thanked the crowd and said the wells are dry.",
        "التقى الوزير سالم العمري إمام علي رحمن، وقال إن الآبار جفت.",
    ],
)
def test_nobody_speaks_for_a_country_another_or_several(text: str) -> None:
    assert {one.speaker for one in said(text)} <= {"", "us-government"}


@pytest.mark.parametrize(
    ("passages", "who"),
    [
        (
            ["Amal Rashid, the deputy minister, opened it.", "The deputy minister said the wells are dry."],
            AMAL,
        ),
        (["افتتح البئر وزير المياه سالم العمري.", "وقال الوزير إن الآبار جفت."], SALIM),
        (["Amal Rashid, the finance minister, opened it.", "The foreign minister said it is dry."], ""),
        (
            ["Minister Amal Rashid met the minister, Omar Farah.", "The minister said the wells are dry."],
            "",
        ),
    ],
)
def test_a_title_alone_is_of_the_one_person_named_with_it(passages: list[str], who: str) -> None:
    last = said(*passages)[-1]
    assert last.speaker == who
    assert last.score < SETTLED


def test_a_sentence_ends_with_the_quotation_that_it_ends_with() -> None:
    first, then = said(
        '"The wells are dry," Amal Rashid said. "Go and ask the herders." Lavrov said that rain will come.'
    )[::2]
    assert (first.speaker, then.speaker) == (AMAL, "lavrov")
    told = said('"Nobody has come to dig here!" Amal Rashid said.')
    assert [(one.speaker, one.form) for one in told] == [(AMAL, "direct")]


def test_an_adjective_is_no_body_that_is_called_by_its_kind() -> None:
    passages = ["التقى وزير المياه السوداني الوفد.", 'وأضاف السوداني: "نريد أن نبدأ لا أن نتحدث".']
    assert said(*passages)[-1].speaker == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The rate rose in May, Minister Amal Rashid told a meeting in Berbera.", "The rate rose in May, "),
        (
            "Amal Rashid, who took over last year, told local television the wells would open.",
            "Amal Rashid, who took over last year, told local television the wells would open.",
        ),
    ],
)
def test_what_was_told_stands_before_or_behind_who_was_told(text: str, words: str) -> None:
    (one,) = said(text)
    assert one.speaker == AMAL
    assert one.text.startswith(words)


def test_a_woman_goes_on_in_the_form_of_her_verb() -> None:
    last = said("ورأت الوزيرة سعاد الأمين أن الآبار جفت. وشددت على أن الوقت ضيق.")[-1]
    assert last.speaker == unknown_id("سعاد الأمين", "person")
