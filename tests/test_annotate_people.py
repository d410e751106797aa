"""People in Arabic texts whom no table knows: by names that people bear, and by what stands around them."""

from __future__ import annotations

import pytest
from tiny import shipped

from data.annotate.person_names import Likeness, begins_person, likeness_to_name
from data.annotate.pipeline import annotate
from data.annotate.sorted_lines import SortedLines
from data.annotate.unknown.guess import guess_of, is_unknown

NAMED = [
    ("التقينا طارق الحمداني في السوق قبل أن يسافر.", ["طارق الحمداني"]),
    ("كان حسن آغا جاسم يعبر الجبل كل شتاء.", ["حسن آغا جاسم"]),
    ("واستقبل المشرف العام الدكتور نايف بن عبد الرحمن الشهري الوفد.", ["نايف بن عبد الرحمن الشهري"]),
    ("وأكد مدير المستشفى هناك عبد الحي نوري للوفد أن القسم ممتلئ.", ["عبد الحي نوري"]),
    ("روت لنا والدة الراعي شهلا رحمانوفا أن الإسعاف تأخر.", ["شهلا رحمانوفا"]),
    ("ثمنت نائبة الحاكم زبيدة ميرزاييفا المبادرة.", ["زبيدة ميرزاييفا"]),
    ("حضر الحفل سعاد القحطاني وطارق الحمداني وأقاربهما.", ["سعاد القحطاني", "طارق الحمداني"]),
    ("واعترض السيد يوسف على القرار.", ["يوسف"]),
    ("يتذكر ليدار بوشكن (61 عاماً) ذلك اليوم.", ["ليدار بوشكن"]),
    ("وقال المقدم دلشاد قربانوف إن الحراس تعبوا. ثم سكت قربانوف.", ["دلشاد قربانوف", "قربانوف"]),
]
NOBODY = [
    "كان الوضع معروفاً، وظل الماء نظيفاً رغم تكييف الهواء.",
    "وقال شاهد إن الكلام جميل جداً وإن الحياة أمل دائم.",
    "أدعي أنني أعرف الطريق.",
    "كريم جداً من يعطي بلا حساب، وسعيد من يقنع.",
    "ومرت سنوات طويلة من غير سلام عادل.",
    "أرسل الفريق تسع عشرة شاحنة.",
]


def people(text: str) -> list[str]:
    found = annotate(shipped(), [text]).mentions
    return [m.text for m in found if is_unknown(m.entity) and guess_of(m.entity) == "person"]


@pytest.mark.parametrize(("text", "found"), NAMED)
def test_people_are_asked_about_by_their_whole_name(text: str, found: list[str]) -> None:
    assert people(text) == found


@pytest.mark.parametrize("text", NOBODY)
def test_words_that_look_like_names_are_nobody(text: str) -> None:
    assert people(text) == []


def test_a_person_is_always_a_question() -> None:
    found = annotate(shipped(), ["التقينا طارق الحمداني في السوق."]).mentions
    assert [m.question for m in found] == [True]


@pytest.mark.parametrize(
    ("word", "likeness"),
    [
        ("سعاد", Likeness.GIVEN),
        ("القحطاني", Likeness.NAME),
        ("قربانوف", Likeness.ENDING),
        ("معروفا", Likeness.NONE),
        ("تكييف", Likeness.NONE),
        ("وزير", Likeness.NONE),
        ("صدر", Likeness.NONE),
    ],
)
def test_the_table_tells_names_from_words(word: str, likeness: Likeness) -> None:
    assert likeness_to_name(word) == likeness


@pytest.mark.parametrize(
    ("word", "begins"),
    [("سعاد", True), ("احسان", True), ("اطاع", True), ("قربانوف", True), ("معروفا", False), ("وزير", False)],
)
def test_one_look_up_tells_what_begins_a_name(
    word: str, begins: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, looked = SortedLines.first, list[bytes]()

    def counted(lines: SortedLines, beginning: bytes) -> bytes:
        looked.append(beginning)
        return first(lines, beginning)

    monkeypatch.setattr(SortedLines, "first", counted)
    begins_person.cache_clear()
    assert begins_person(word) == begins
    assert begins_person(word) == begins
    assert len(looked) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("وأشار إلى ابنته سعاد التي تدرس الطب.", ["سعاد"]),
        ("وقال شاب يقف خلفها إن الدور طويل.", []),
    ],
)
def test_kin_and_bystanders(text: str, found: list[str]) -> None:
    assert people(text) == found
