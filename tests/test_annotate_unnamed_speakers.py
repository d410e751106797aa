"""Who speaks where a text names that only before, or names it in a way that looks like something else: better
nobody than a wrong one."""

from __future__ import annotations

import pytest
from tiny import shipped

from data.annotate.pipeline import annotate


def speakers(*passages: str) -> list[tuple[str, str]]:
    """The speakers of the spans of speech of a document, and the words that say who they are."""
    return [(one.speaker, one.attribution) for one in annotate(shipped(), passages).speech]


def names(text: str) -> list[str]:
    """The words of the names in a text."""
    return [mention.text for mention in annotate(shipped(), [text]).mentions]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "يوضح رئيس المنفذ، المقدم قربان علي ميرزابيكوف، أن الزائر لا يحتاج إلى تأشيرة.",
            "قربان علي ميرزابيكوف",
        ),
        ("«بعنا الزيت بثمن بخس»، قال الحاج المنصف بوزيان أمام معصرته.", "المنصف بوزيان"),
        ("«نطلب ممن لا أوراق له أن يعود»، قال مرادوف رداً على سؤال مكتوب.", "مرادوف"),
    ],
)
def test_a_name_ends_where_it_ends(text: str, who: str) -> None:
    assert [speaker.rpartition(":")[2] for speaker, _ in speakers(text)] == [who]


@pytest.mark.parametrize(
    "text",
    [
        "يودعنا الحاج المنصف بقارورة ملفوفة في جريدة.",
        "أما الحكومة فوعدت بقروض قيمتها كبيرة.",
        "رئيس غرفتهم النقابية يرفض ذلك.",
        "قال له على الهاتف إن الطريق مغلق.",
    ],
)
def test_what_stands_behind_a_title_or_verb_is_not_always_a_name(text: str) -> None:
    assert [name for name in names(text) if "المنصف" not in name] == []


def test_a_question_asked_of_somebody_is_not_who_answers() -> None:
    text = 'وعندما سُئل عن السبب قال: "الطريق طويل والبرد شديد".'
    assert [words for _, words in speakers(text)] == [""]


def test_what_somebody_did_while_speaking_is_not_who_speaks() -> None:
    passage = "قال قربان علي ميرزابيكوف إن الطريق مفتوح."
    assert (
        "يعد" not in speakers(passage, '"رأيت ابن عمي لأول مرة منذ أن شاب شعره"، يقول وهو يعد نقوده.')[-1][1]
    )


def test_a_form_beside_a_verb_has_its_speaker() -> None:
    text = "The crossing will open no earlier than May, Ismatov said, adding that no bridge was hit."
    before = "Colonel Sherali Ismatov, a spokesman, came."
    assert {speaker for speaker, _ in speakers(before, text)} == {"?person:sherali ismatov"}


def test_who_warns_in_a_joined_clause_is_no_joiner() -> None:
    text = "The Committee reminds citizens that gifts are taken only there, and warns that others lie."
    assert not {"and", "but"} & {words for _, words in speakers(text)}


def test_somebody_called_by_an_age_is_the_person_named_before() -> None:
    first = "The water came up to the second step of Rosalinda Macaraeg's stairs on Monday."
    then = '"I saved the rice cooker and my husband\'s ashes," the 66-year-old tells us.'
    assert speakers(first, then)[-1][0] == "?person:rosalinda macaraeg"


def test_a_claim_behind_a_clause_about_its_speaker_is_reported() -> None:
    text = "Senator Gerardo Villaflor, who chairs an inquiry, claims that 30% of the money never got there."
    assert [speaker for speaker, _ in speakers(text)] == ["?person:gerardo villaflor"]


@pytest.mark.parametrize("lead", ["UN", "U.N.", "United Nations"])
def test_a_body_is_known_by_the_short_form_of_its_name(lead: str) -> None:
    text = f"Seizures rose, according to the {lead} Office on Drugs and Crime."
    assert [speaker for speaker, _ in speakers(text)] == ["unodc"]
