"""Whose words they are: the longest name, or nobody rather than a wrong one; and words that only look like
names or verbs."""

from __future__ import annotations

import pytest
from tiny import shipped

from data.annotate.mentions import SETTLED, find_mentions
from data.annotate.pipeline import annotate
from data.annotate.unknown.guess import is_unknown, unknown_id


def speakers(text: str) -> list[str]:
    """Entities that speak; of names that no table knows, nothing."""
    return ["" if is_unknown(who) else who for who in speaking(text)]


def speaking(text: str) -> list[str]:
    return [said.speaker for said in annotate(shipped(), [text]).speech]


@pytest.mark.parametrize(
    "text",
    [
        "قالت صحيفة الشروق الروسية إن الحدود مغلقة.",
        "قال رئيس روسيا إن الحدود مغلقة.",
        "قال المتحدث باسم الخارجية الروسية إن الحدود مغلقة.",
        "أعلنت سفارة الولايات المتحدة أن الحدود مغلقة.",
        "سفارة الولايات المتحدة أعلنت أن الحدود مغلقة.",
        "وفقاً لسفارة الولايات المتحدة، الحدود مغلقة.",
        "قال لروسيا إن الحدود مغلقة.",
        "قال مستشار لافروف إن الحدود مغلقة.",
        "وصل لافروف. الراديو ذكر أن الوقت ضيق.",
        "A spokesman for the Taliban said the post is ready.",
        "The president of Tajikistan said the post is ready.",
        "The Chinese ambassador said the post is ready.",
        "According to the United States embassy, the post is ready.",
        "He left, according to the U.S. report on the post.",
        "He said Russia would leave the post.",
        "An aide to Lavrov said the post is ready.",
    ],
)
def test_no_country_or_person_speaks_for_another(text: str) -> None:
    assert set(speakers(text)) == {""}


def test_a_body_that_no_table_knows_speaks_for_itself() -> None:
    embassy = unknown_id("سفارة الولايات المتحدة", "organisation")
    assert speaking("أعلنت سفارة الولايات المتحدة أن الحدود مغلقة.") == [embassy]
    assert speaking("سفارة الولايات المتحدة أعلنت أن الحدود مغلقة.") == [embassy]
    assert speaking("ذكرت صحيفة لوموند أن الحدود مغلقة.") == [unknown_id("لوموند", "organisation")]
    assert speaking("According to Le Monde, the post is ready.") == [unknown_id("Le Monde", "person")]
    assert speaking("The Lakeside Relief Fund said the post is ready.") == [
        unknown_id("Lakeside Relief Fund", "organisation")
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("قالت وزارة الخارجية الصينية إن الحدود مغلقة.", "chinese-foreign-ministry"),
        ("قالت السفارة الأمريكية في دوشنبه إن الحدود مغلقة.", "us-embassy-dushanbe"),
        ("قالت روسيا اليوم إن الحدود مغلقة.", "rt"),
        ("قالت روسيا البيضاء إن الحدود مغلقة.", "belarus"),
        ("ذكرت إذاعة أوروبا الحرة أن الحدود مغلقة.", "rferl"),
        ("The US Embassy in Dushanbe said the post is ready.", "us-embassy-dushanbe"),
        ("China's foreign ministry said the post is ready.", "chinese-foreign-ministry"),
        ("The Russian newspaper Kommersant said the post is ready.", "kommersant"),
        ("Voice of America said the post is ready.", "voa"),
        ("قال وزير الخارجية الروسي سيرغي لافروف إن الحدود مغلقة.", "lavrov"),
        ("قال الرئيس الطاجيكي إمام علي رحمن إن الحدود مغلقة.", "rahmon"),
        ("أعلنت الولايات المتحدة أن الحدود مغلقة.", "united-states"),
        ("طالبان أعلنت أن الحدود مغلقة.", "taliban"),
        ("وبحسب تصريحات المسؤولين الأمريكيين، الحدود مغلقة.", "us-government"),
        ("قالت إدارة بايدن إن الحدود مغلقة.", "us-government"),
        ("Gen. Kurilla said the post is ready.", "kurilla"),
        ("The U.S. said that the post is ready.", "united-states"),
        ("Kurilla, the head of CENTCOM, said the post is ready.", "kurilla"),
        ("Rahmon, who met Lavrov, said the post is ready.", "rahmon"),
        ('"The post is ready now, my friend," said Lavrov.', "lavrov"),
        ("Russia claims that the post is ready.", "russia"),
        ("According to the Taliban, the post is ready.", "taliban"),
        ("The Biden administration said that the post is ready.", "us-government"),
    ],
)
def test_the_subject_of_the_verb_speaks(text: str, who: str) -> None:
    assert speakers(text) == [who]


@pytest.mark.parametrize(
    "text",
    [
        "The United States has paid for a new post near Khorog.",
        "United States That Matter",
        "The member states agreed.",
        "Central Asian states that joined the pact trade more.",
        "The insurance claims that were paid rose.",
        "Hamid Said Ahmad went home.",
    ],
)
def test_a_noun_or_a_name_is_no_verb_of_speech(text: str) -> None:
    assert annotate(shipped(), [text]).speech == ()


def test_a_document_that_states_something_speaks() -> None:
    assert [s.cue for s in annotate(shipped(), ["The report states that the post is ready."]).speech] == [
        "states"
    ]


def test_a_sentence_is_not_cut_at_an_abbreviation() -> None:
    (speech,) = annotate(shipped(), ["He left, according to the U.S. report on the post."]).speech
    assert speech.text == "He left, according to the U.S. report on the post."


def test_who_is_taken_over_from_another_sentence_is_asked() -> None:
    (speech,) = annotate(shipped(), ["وصل لافروف. الطقس بارد.", "وأضاف أن الوقت ضيق."]).speech
    assert speech.speaker == "lavrov"
    assert speech.score < SETTLED


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("U.S. troops left the U.S. and the U.S.-led force.", ["U.S.", "U.S.", "U.S."]),
        ("The U.S. stays.", ["U.S."]),
        ("The US Government stays.", ["US Government"]),
        ("The United States Government stays.", ["United States Government"]),
        ("The Biden administration stays.", ["Biden administration"]),
        ("He told us to go.", []),
        ("it is u.s. it seems", []),
    ],
)
def test_the_united_states_by_its_short_names(text: str, named: list[str]) -> None:
    assert [m.text for m in find_mentions(shipped(), [text])] == named


EVERYTHING = "\n" + "، ".join(f"{e.name_en}، {e.name_ar}" for e in shipped().entities.values())


@pytest.mark.parametrize(
    "word",
    [
        "Patching",
        "Pushing",
        "Pitching",
        "Bushing",
        "Bashing",
        "Handout",
        "Handed",
        "Markup",
        "Pertain",
        "Preteen",
        "Americana",
        "Baxter",
        "América Latina",
        "Latin America",
        "the Americas",
        "يتطلبان",
        "تتطلبان",
        "المروجين",
        "طالبين",
        "طالبنا",
        "طالبات",
        "يقتلون",
        "يحتلون",
        "كاميرا",
        "باستثناء",
        "كوريا",
        "مراقبة",
        "مركبة",
        "مرغوب",
        "الأربعين",
        "كبيرتان",
        "أمريكا اللاتينية",
        "الأمريكتين",
        "روسيا البيضاء",
        "White Russia",
        "White Russians",
        "روسيا الموحدة",
        "United Russia",
        "الهند الصينية",
        "East India Company",
        "الهنود الحمر",
        "جمهورية الصين",
        "جورج واشنطن",
    ],
)
def test_a_common_word_that_sounds_like_a_name_is_none(word: str) -> None:
    text = f"{word} هناك" if word[0] > "z" else f"{word} was there"
    for around in ("", EVERYTHING):
        assert [m.text for m in find_mentions(shipped(), [text + around]) if m.start < len(word)] == []


@pytest.mark.parametrize("spelling", ["كازخستان", "بشكيك", "Kazakstan", "Tajikstan"])
def test_another_spelling_is_always_looked_at(spelling: str) -> None:
    (found,) = find_mentions(shipped(), [f"{spelling}."])
    assert found.score < 0.95


@pytest.mark.parametrize(
    "text",
    [
        "قال وزير خارجية روسيا: «الحدود مغلقة الآن تماما».",
        "White Russia said that the border was closed.",
        "Kommersant, a Russian newspaper, said Rahmon, closed the border.",
    ],
)
def test_a_doubtful_or_longer_name_speaks_for_nobody(text: str) -> None:
    assert set(speakers(text)) == {""}


@pytest.mark.parametrize(
    "text",
    [
        "Rustam Emomali Rahmon said the post is ready.",
        "قال رستم إمام علي رحمن إن الحدود مغلقة.",
        "قال بلينكن نقلا عن لافروف: «الحدود مغلقة الآن تماما».",
    ],
)
def test_who_may_be_another_is_asked_and_speaks_once(text: str) -> None:
    (speech,) = annotate(shipped(), [text]).speech
    assert speech.score < SETTLED


def test_a_speaker_is_no_surer_than_his_mention() -> None:
    annotation = annotate(shipped(), ['Lavrov said: "The post is ready now, my friend."'])
    assert annotation.speech[0].score <= annotation.mentions[0].score < 0.95
