"""Composed Arabic sentences agree by construction: each that holds a count, written out for 0, 1, 2, 3, 11
and 100, and for feminine and masculine names."""

from __future__ import annotations

import ast
import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from test_i18n_words import CODE, plain
from tiny import shipped

from data.i18n import Text
from data.i18n.amounts import Cased
from data.i18n.isolates import strip_isolates
from ui.sentences.actors import voices_line

TABLE = Path(__file__).parent / "marked/arabic_sentences.csv"
NUMBERS = (0, 1, 2, 3, 11, 100)
RUSSIA, RAHMON = "روسيا", "إمام علي رحمن"  # one is feminine, one masculine
NOUNS = {  # as subject; the dual has a second form after prepositions and as an object
    "passages": "لا فقرات|فقرة واحدة|فقرتان|3 فقرات|11 فقرة|100 فقرة",
    "pages": "لا صفحات|صفحة واحدة|صفحتان|3 صفحات|11 صفحة|100 صفحة",
    "places": "لا أماكن|مكان واحد|مكانان|3 أماكن|11 مكاناً|100 مكان",
    "actors": "لا جهات فاعلة|جهة فاعلة واحدة|جهتان فاعلتان|3 جهات فاعلة|11 جهة فاعلة|100 جهة فاعلة",
    "problems": "لا خلل|خلل واحد|خللان|3 مواضع خلل|11 موضع خلل|100 موضع خلل",
    "items": "لا بنود|بند واحد|بندان|3 بنود|11 بنداً|100 بند",
    "records": "لا سجلات|سجل واحد|سجلان|3 سجلات|11 سجلاً|100 سجل",
    "steps": "لا خطوات|خطوة واحدة|خطوتان|3 خطوات|11 خطوة|100 خطوة",
    "statements": "لا أقوال|قول واحد|قولان|3 أقوال|11 قولاً|100 قول",
    "evidence": "لا أدلة|دليل واحد|دليلان|3 أدلة|11 دليلاً|100 دليل",
    "sources": "لا مصادر|مصدر واحد|مصدران|3 مصادر|11 مصدراً|100 مصدر",
    "events": "لا أحداث|حدث واحد|حدثان|3 أحداث|11 حدثاً|100 حدث",
    "mentions": "لا إشارات|إشارة واحدة|إشارتان|3 إشارات|11 إشارة|100 إشارة",
    "names": "لا أسماء|اسم واحد|اسمان|3 أسماء|11 اسماً|100 اسم",
    "questions": "لا أسئلة|سؤال واحد|سؤالان|3 أسئلة|11 سؤالاً|100 سؤال",
    "marks": "لا علامات|علامة واحدة|علامتان|3 علامات|11 علامة|100 علامة",
    "rows": "لا سطور|سطر واحد|سطران|3 سطور|11 سطراً|100 سطر",
    "links": "لا روابط|رابط واحد|رابطان|3 روابط|11 رابطاً|100 رابط",
    "lengths": "لا أطوال|طول واحد|طولان|3 أطوال|11 طولاً|100 طول",
    "days": "لا أيام|يوم واحد|يومان|3 أيام|11 يوماً|100 يوم",
    "hours": "لا ساعات|ساعة واحدة|ساعتان|3 ساعات|11 ساعة|100 ساعة",
    "weeks": "لا أسابيع|أسبوع واحد|أسبوعان|3 أسابيع|11 أسبوعاً|100 أسبوع",
    "months": "لا أشهر|شهر واحد|شهران|3 أشهر|11 شهراً|100 شهر",
    "years": "لا سنوات|سنة واحدة|سنتان|3 سنوات|11 سنة|100 سنة",
    "decades": "لا عقود|عقد واحد|عقدان|3 عقود|11 عقداً|100 عقد",
    "centuries": "لا قرون|قرن واحد|قرنان|3 قرون|11 قرناً|100 قرن",
    "tonnes": "لا أطنان|طن واحد|طنان|3 أطنان|11 طناً|100 طن",
    "miles": "لا أميال|ميل واحد|ميلان|3 أميال|11 ميلاً|100 ميل",
    "feet": "لا أقدام|قدم واحدة|قدمان|3 أقدام|11 قدماً|100 قدم",
    "hectares": "لا هكتارات|هكتار واحد|هكتاران|3 هكتارات|11 هكتاراً|100 هكتار",
    "times": "لا مرات|مرة واحدة|مرتان|3 مرات|11 مرة|100 مرة",
    "documents": "لا وثائق|وثيقة واحدة|وثيقتان|3 وثائق|11 وثيقة|100 وثيقة",
}


def arabic() -> Text:
    """The Arabic interface."""
    return shipped().text("ar")


@pytest.mark.parametrize("noun", NOUNS)
def test_a_counted_noun_has_its_six_forms(noun: str) -> None:
    assert [arabic().count(noun, n) for n in NUMBERS] == NOUNS[noun].split("|")


def test_each_counted_noun_is_written_out() -> None:
    assert {noun for noun, lang in shipped().plurals if lang == "ar"} == NOUNS.keys()


@cache
def table() -> tuple[tuple[str, str, str], ...]:
    """Key of words.csv, what fills its placeholders, and the whole sentence; "" where nothing says it."""
    with TABLE.open(encoding="utf-8", newline="") as rows:
        return tuple((row["key"], row["values"], row["ar"]) for row in csv.DictReader(rows))


def filled(values: str) -> dict[str, str]:
    """`shown=2 passages; total=18` as values: a number before a counted noun is a count of it."""
    pairs = (part.partition("=") for part in values.split("; "))
    return {name: counted(value) or value for name, _, value in pairs}


def counted(value: str) -> Cased | None:
    """The count that a value of the table stands for; None for other values."""
    number, _, noun = value.partition(" ")
    return arabic().count(noun, int(number)) if number.isdigit() and noun in NOUNS else None


@pytest.mark.parametrize("key", dict.fromkeys(key for key, _, _ in table()))
def test_a_sentence_reads_as_it_is_written_out(key: str) -> None:
    rows = [(values, ar) for found, values, ar in table() if found == key and ar]
    assert [(values, plain(arabic()(key, **filled(values)))) for values, _ in rows] == rows


def test_every_sentence_with_a_placeholder_is_written_out() -> None:
    composed = {key for key, row in shipped().words.items() if "{" in row.ar}
    assert composed == {key for key, _, _ in table()}, "write its forms into arabic_sentences.csv"


def test_a_count_is_written_out_for_each_form_of_its_noun() -> None:
    """Without words where the code never says it of none, but never left out."""
    numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for key, values, _ in table():
        for name, value in (part.split("=", 1) for part in values.split("; ")):
            if counted(value) is not None:
                numbers[key, name].append(int(value.split()[0]))
    assert len(numbers) > 90
    assert {place: found for place, found in numbers.items() if sorted(set(found)) != list(NUMBERS)} == {}
    silent = "; ".join(values for _, values, ar in table() if not ar)
    assert set(re.findall(r"=(\d+) [a-z]+", silent)) == {"0"}


@pytest.mark.parametrize("name", ["name", "names", "who", "donor", "owner", "author"])
def test_a_sentence_about_a_name_is_written_out_for_either_gender(name: str) -> None:
    said: dict[str, set[str]] = defaultdict(set)
    for key, values, _ in table():
        said[key] |= {part.split("=", 1)[1] for part in values.split("; ") if part.startswith(f"{name}=")}
    persons = {key: found for key, found in said.items() if found & {RUSSIA, RAHMON}}
    assert {key: found for key, found in persons.items() if found != {RUSSIA, RAHMON}} == {}


def counts_in_code() -> Iterator[tuple[str, str, str]]:
    """Key, placeholder and noun of each count that the code puts into a sentence, as far as a call names
    both."""
    for path in CODE:
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            named = {
                node.targets[0].id: noun
                for node in ast.walk(function)
                if isinstance(node, ast.Assign)
                and isinstance(node.targets[0], ast.Name)
                and (noun := noun_of(node.value))
            }
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant):
                    for word in call.keywords:
                        variable = word.value.id if isinstance(word.value, ast.Name) else ""
                        if noun := noun_of(word.value) or named.get(variable, ""):
                            yield str(call.args[0].value), str(word.arg), noun


def noun_of(node: ast.AST) -> str:
    """The noun that `t.count("noun", n)` counts; "" for other expressions."""
    match node:
        case ast.Call(func=ast.Attribute(attr="count"), args=[ast.Constant(value=noun), *_]):
            return str(noun)
    return ""


def test_what_the_code_counts_in_a_sentence_is_counted_where_it_is_written_out() -> None:
    found = {row for row in counts_in_code() if row[0] in shipped().words}
    written = {
        (key, name, value.split(" ", 1)[1])
        for key, values, _ in table()
        for name, value in (part.split("=", 1) for part in values.split("; "))
        if counted(value) is not None
    }
    assert len(found) > 40
    assert found - written == set()


@pytest.mark.parametrize(
    ("author", "attributed", "said"),
    [
        (3, 0, "3 إشارات في الفقرات المعروضة، بكلام الكاتب."),
        (0, 1, "إشارة واحدة في الفقرات المعروضة، في كلام ينقله الكاتب."),
        (2, 0, "إشارتان في الفقرات المعروضة، بكلام الكاتب."),
        (2, 1, "3 إشارات في الفقرات المعروضة: 2 بكلام الكاتب، و1 في كلام ينقله."),
    ],
)
def test_a_voice_that_never_names_an_actor_is_not_counted_out(
    author: int, attributed: int, said: str
) -> None:
    voices = {"author": author, "attributed": attributed}
    assert plain(voices_line(voices, arabic())) == said


@pytest.mark.parametrize(
    ("parts", "ar", "en"),
    [
        (["جسر"], "جسر", "جسر"),
        (["جسر", "مكتب"], "جسر ومكتب", "جسر and مكتب"),
        (["جسر", "مكتب", "مركز"], "جسر ومكتب ومركز", "جسر, مكتب and مركز"),
        (["طاجيكستان", "الولايات المتحدة"], "طاجيكستان والولايات المتحدة", "طاجيكستان and الولايات المتحدة"),
        (["جسر بنج وطريقه", "مركز"], "جسر بنج وطريقه، ومركز", "جسر بنج وطريقه and مركز"),
        (
            ["جسر بنج", "ثكنات ومكاتب", "مركز"],
            "جسر بنج، وثكنات ومكاتب، ومركز",
            "جسر بنج, ثكنات ومكاتب and مركز",
        ),
    ],
)
def test_a_list_within_a_sentence_has_and_before_its_last(parts: list[str], ar: str, en: str) -> None:
    assert strip_isolates(shipped().text("ar").conjunction(parts)) == ar
    assert strip_isolates(shipped().text("en").conjunction(parts)) == en
