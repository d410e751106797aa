"""From text to marks: names in other spellings and behind particles, doubtful names, figures, topics, speech;
the command line."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from marked_texts import FOLDER, Marked, marked
from tiny import shipped, small

from data.annotate.gazetteer.build import gazetteer
from data.annotate.mentions import SETTLED, SuggestedMention, find_mentions
from data.annotate.pipeline import LONGEST, Annotation, annotate, annotation_rows, language_of, split_passages
from data.atlas.atlas import Atlas
from data.commands import add as adding
from data.commands.annotate import main
from data.documents import add
from data.documents.store import store
from data.text.figures.figures import find_figures
from data.text.normalize import fold
from data.text.spelling import likeness

KNOWN_MISSES = {  # in tests/marked, and why they stay
    "US Secretary of State": "English titles have no rows yet; the state in it is marked",
    "US": "the same",
    "Panj Poyon": "two slips in two short words; the town's name inside it is marked",
    "Panj": "the same",
    "Beijing": "only an Arabic row says that the capital stands for the state",
}
KNOWN_FIGURES = {
    "third.en": {"over twenty-five years", "twenty-five years"}
}  # "over" may mean for as long as, too


def read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def found(text: str) -> list[SuggestedMention]:
    return list(find_mentions(shipped(), split_passages(text)))


def told(mention: SuggestedMention) -> str:
    """The entity, with "?" before it where a person is asked."""
    return ("?" if mention.question or not mention.entity else "") + (
        mention.entity or mention.candidates[-1]
    )


@pytest.mark.parametrize("case", read("cases.csv"), ids=lambda case: case["why"])
def test_a_case_of_arabic(case: dict[str, str]) -> None:
    got = [f"{told(m)}={m.text}" for m in found(case["text"])]
    assert got == [part for part in case["found"].split("; ") if part], case["why"]


@pytest.mark.parametrize("case", read("figures.csv"), ids=lambda case: case["why"])
def test_a_case_of_figures(case: dict[str, str]) -> None:
    made = annotate(shipped(), [case["text"]]).figures
    got = [f"{' '.join(filter(None, (f.qualifier, f.value, f.unit)))}={f.text}" for _, f in made]
    assert got == [part for part in case["found"].split("; ") if part], case["why"]


@pytest.mark.parametrize(
    "case", read("spellings.csv"), ids=lambda case: f"{case['rule']}: {case['spelling']}"
)
def test_another_spelling_is_found_and_its_score_told(case: dict[str, str]) -> None:
    text = case["around"].replace("…", case["spelling"])
    start = text.index(case["spelling"])
    hits = [m for m in found(text) if m.start < start + len(case["spelling"]) and m.end > start]
    if not case["entity"]:
        assert [m for m in hits if not m.question] == []
        return
    if case["spelling"] in KNOWN_MISSES:
        assert hits == []
        return
    assert [m.entity for m in hits] == [case["entity"]]
    assert 0 < hits[0].score <= 1
    if case["rule"] in ("other sounds", "slip") and fold(hits[0].text).text not in gazetteer(shipped()).names:
        assert hits[0].score < 1, "another spelling is never certain"


@pytest.mark.parametrize("lang", ["ar", "en", "unseen.ar", "unseen.en", "third.ar", "third.en"])
def test_the_marked_texts_are_marked_so(lang: str) -> None:
    misread = set()
    for document in marked(lang):
        made = annotate(shipped(), document.passages, written=document.written)
        own = [m for m in made.mentions if not shipped().entities.keys().isdisjoint(m.candidates)]
        got = {(m.passage, m.start, m.end, told(m)) for m in own}
        wrong = {document.passages[n][start:end] for n, start, end, _ in got ^ set(document.mentions)}
        assert wrong <= KNOWN_MISSES.keys()
        figures = {(n, f.start, f.end, f.kind, f.value, f.unit, f.qualifier) for n, f in made.figures}
        misread |= {document.passages[n][start:end] for n, start, end, *_ in figures ^ set(document.figures)}
    assert misread == KNOWN_FIGURES.get(lang, set())


def curated() -> Iterator[Marked]:
    for document in shipped().documents.values():
        own = [p for p in shipped().passages.values() if p.document == document.id]
        yield Marked(
            document.date,
            [shipped().texts[p.id] for p in own],
            [(n, m.start, m.end, m.entity) for n, p in enumerate(own) for m in shipped().mentions_of[p.id]],
            [
                (n, f.start, f.end, f.kind, f.value, f.unit, f.qualifier_en)
                for n, p in enumerate(own)
                for f in shipped().figures_of[p.id]
            ],
        )


def test_the_curated_article_is_suggested_as_people_marked_it() -> None:
    for document in curated():
        made = annotate(shipped(), document.passages, written=document.written)
        got, gold = {(m.passage, m.start, m.end, m.entity) for m in made.mentions}, set(document.mentions)
        assert len(got & gold) / len(gold) >= 0.95
        assert len(got & gold) / len(got) >= 0.95
        sure = {(m.passage, m.start, m.end, m.entity) for m in made.mentions if not m.question}
        assert len(sure & gold) / len(sure) >= 0.98
        told = {(n, f.start, f.end, f.value, f.unit) for n, f in made.figures}
        assert told == {(*f[:3], *f[4:6]) for f in document.figures}


def test_what_a_phrase_means_is_asked_where_nothing_speaks_for_it() -> None:
    assert [told(m) for m in found("وصل وزير الخارجية الأمريكي.")] == ["?blinken"]
    named = found("وصل أنتوني بلينكن.\nوقال وزير الخارجية الأمريكي إنه راض.")
    assert [(m.entity, m.question) for m in named] == [("blinken", False), ("blinken", False)]


def test_a_question_names_its_candidates() -> None:
    (asked,) = found("وصلوا إلى بدخشان مساء.")
    assert asked.question
    assert set(asked.candidates) == {"gbao", "badakhshan-afghanistan"}
    assert [m.entity for m in found("وصلوا من كابول إلى بدخشان مساء.")] == ["kabul", "badakhshan-afghanistan"]
    assert [m.entity for m in found("وصلوا من دوشنبه إلى بدخشان مساء.")] == ["dushanbe", "gbao"]


def test_an_accepted_spelling_joins_the_gazetteer() -> None:
    text = ["وصلوا إلى تشلدور مساء."]
    assert find_mentions(shipped(), text, gazetteer(shipped(), (("تشلدور", "ayvaj"),)))[0].entity == "ayvaj"


def test_the_gazetteer_is_what_the_tables_say() -> None:
    passages = [small().texts[p] for p in small().passages]
    names = {(m.text, m.entity) for m in find_mentions(small(), passages)}
    assert {("نورا", "nora"), ("بلاد الشمس", "sunland"), ("Luma", "luma")} <= names
    assert [(m.entity, m.question) for m in find_mentions(small(), ["زاروا قصر المدينة"])] == [
        ("kasr", False)
    ]
    assert find_mentions(small(), ["نشيد الشمسيين والشمسيات"])[0].entity == "sunland"


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("تشالديفار", "شالديفار", 0.9, 0.99),
        ("تشالديفار", "چالدوار", 0.85, 0.99),
        ("كوريلا", "كوريل", 0.7, 0.95),
        ("طاجيكستان", "طاجكستان", 0.85, 0.99),
        ("دوشنبه", "دوشنبيه", 0.85, 0.99),
        ("دوشنبه", "دوشانبي", 0.85, 0.99),
        ("باكستان", "بستان", 0, 0.8),
        ("روسيا", "سوريا", 0, 0.8),
        ("الصين", "اليمن", 0, 0.8),
        ("موسكو", "موسيقي", 0, 0.85),
    ],
)
def test_likeness_tells_spellings_from_other_words(one: str, other: str, least: float, most: float) -> None:
    assert least <= likeness(one, other) <= most
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(
    ("passages", "said"),
    [
        (
            ["قال لافروف: «لن نسمح بذلك أبداً في آسيا الوسطى»."],
            [("lavrov", "direct", "«لن نسمح بذلك أبداً في آسيا الوسطى»")],
        ),
        (
            ["حذر دونالد لو من أن الوقت ضيق. الطقس بارد."],
            [("lu", "indirect", "حذر دونالد لو من أن الوقت ضيق.")],
        ),
        (["وصل لافروف.", "وأضاف أن الوقت ضيق."], [("lavrov", "indirect", "وأضاف أن الوقت ضيق.")]),
        (["وفقاً لسنتكوم، وصلت الطائرات."], [("centcom", "indirect", "وفقاً لسنتكوم، وصلت الطائرات.")]),
        (
            ["وصل لافروف.", "الطقس بارد.", "والنهر عميق.", "والجبل عال.", "وأضاف أن الوقت ضيق."],
            [("lavrov", "indirect", "وأضاف أن الوقت ضيق.")],
        ),
        (["يرى البعض أن الوقت ضيق."], [("", "indirect", "يرى البعض أن الوقت ضيق.")]),
        (["زار “توماس ويست” كابول."], []),
        (["رأى الطبيب المريض."], []),
        (["أُعلن عن مشروع."], []),
        (
            ['Donald Lu said: "We wait for the new project."'],
            [("lu", "direct", '"We wait for the new project."')],
        ),
        (
            ["According to CENTCOM, the drones arrived."],
            [("centcom", "indirect", "According to CENTCOM, the drones arrived.")],
        ),
        (["The project was announced in 2021."], []),
    ],
)
def test_speech_is_given_to_who_speaks(passages: list[str], said: list[tuple[str, str, str]]) -> None:
    made = annotate(shipped(), passages)
    assert [(s.speaker, s.form, s.text.strip()) for s in made.speech] == said


def test_topics_come_with_the_words_that_suggest_them() -> None:
    made = annotate(shipped(), ["تهريب المخدرات والأفيون عبر الحدود.", "الطقس جميل."])
    (topic,) = made.topics
    assert (topic.passage, topic.topic) == (0, "counter-narcotics")
    assert len({made.passages[0][slice(*cue)] for cue in topic.cues}) > 1
    assert 0.5 < topic.score < 1


@pytest.mark.parametrize(
    "text", ["عبر الحدود.", "سيطرت طالبان.", "They fight drugs.", "The Taliban took it."]
)
def test_one_word_makes_no_topic(text: str) -> None:
    assert annotate(shipped(), [text]).topics == ()


def test_a_second_cue_may_stand_in_another_passage() -> None:
    made = annotate(shipped(), ["They fight drugs near Khorog.", "It rained.", "Narcotics are sold there."])
    assert {(t.passage, t.topic) for t in made.topics} == {(0, "counter-narcotics"), (2, "counter-narcotics")}


def test_topics_are_silent_off_their_subject() -> None:
    texts = [f"{place} bans drugs, as narcotics kill." for place in ("India", "Tajikistan")]
    assert [[t.topic for t in annotate(shipped(), [text]).topics] for text in texts] == [
        [],
        ["counter-narcotics"],
    ]


WORDS = [
    "طاجكستان",
    "وبالولايات المتحدة",
    "كوريل",
    "الجنرال",
    "بدخشان",
    "330 مليون",
    "دولار",
    "قال",
    "أن",
    "«",
    "»",
    "«نعم سيدي لن نفعل»",
    "عام",
    "٢٠٢٠",
    "US$",
    "twenty-five",
    "Chaldovar",
    "March",
    "last year",
    "\n",
    ".",
    "ﷺ",
    "\u200f",
    "a\u0301",
    "نصف",
    "و",
    "%",
    "13/13/2020",
    "\ud800",
]


@settings(max_examples=200, deadline=None)
@example("قآل:قآل:آن« 0 0 »")  # two cues before one quotation
@example("نص، ۔ ۔ ۔ ۔، ")  # between commas no words
@example("نص، ۔ ۔ ۔ نص، ")  # and one word behind full stops
@given(st.text(max_size=80) | st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_any_text_is_marked_within_its_passages(text: str) -> None:
    passages = split_passages(text)
    made = annotate(shipped(), passages, written="2023-04-20")
    marks = [(m.passage, m.start, m.end, m.text) for m in made.mentions]
    for ends in (
        marks,
        [(n, f.start, f.end, f.text) for n, f in made.figures],
        [(s.passage, s.start, s.end, s.text) for s in made.speech],
    ):
        for number, start, end, words in ends:
            assert 0 <= start < end <= len(passages[number])
            assert passages[number][start:end] == words
    for (n, _, end, _), (other, start, _, _) in pairwise(marks):
        assert n < other or end <= start
    assert all(m.question == (m.score < SETTLED) for m in made.mentions)


def test_the_command_prints_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "\ufeff\n  قدمت الولايات المتحدة أكثر من 330 مليون دولار لطاجيكستان.  \n\nKurilla said so.\n",
        encoding="utf-8",
    )
    assert main([str(file), "--lang", "ar"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all({"passage", "type", "id", "text", "start", "end", "score"} <= line.keys() for line in lines)
    money = next(line for line in lines if line["type"] == "figure")
    assert money == {
        "passage": "p01",
        "type": "figure",
        "id": "money",
        "text": "أكثر من 330 مليون دولار",
        "start": 22,
        "end": 45,
        "score": 1.0,
        "value": "330000000",
        "unit": "USD",
        "qualifier": "more than",
    }
    assert [(line["passage"], line["id"]) for line in lines if line["type"] == "actor"] == [
        ("p01", "united-states"),
        ("p01", "tajikistan"),
        ("p02", "kurilla"),
    ]


def test_the_command_says_what_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xff\xfe" + b"\x00\xd8" * 9)
    assert main([str(file)]) == 1
    assert "UTF-8" in capsys.readouterr().err
    assert main([str(tmp_path / "missing.txt")]) == 1


def test_a_file_that_fails_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"Tajikistan {name}", encoding="utf-8")
    whole = annotate

    def faulty(atlas: Atlas, passages: tuple[str, ...], *rest: Any) -> Annotation:
        if "b.txt" in passages[0]:
            raise ArithmeticError("1.234,5")
        return whole(atlas, passages, *rest)

    monkeypatch.setattr("data.commands.annotate.annotate", faulty)
    assert main([str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")]) == 1
    told = capsys.readouterr()
    assert [Path(json.loads(line)["file"]).name for line in told.out.splitlines()] == ["a.txt", "c.txt"]
    assert "b.txt: ArithmeticError" in told.err


def test_adding_goes_on_to_the_next_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DALIL_STORE", f"sqlite:///{tmp_path}/store.sqlite")
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / "in" / name).write_text(
            f"A title\nTajikistan and Russia agreed on {name}.", encoding="utf-8"
        )
    whole = add.entry

    def faulty(atlas: Atlas, given: add.Given, *rest: Any) -> Any:
        if "b.txt" in given.text:
            raise ArithmeticError("1.234,5")
        return whole(atlas, given, *rest)

    monkeypatch.setattr("data.commands.add.entry", faulty)
    assert adding.main([str(tmp_path / "in")]) == 1
    assert len(store().entries()) == 2
    assert "2/3 b.txt: ArithmeticError: 1.234,5" in capsys.readouterr().out


def test_adding_tells_of_a_title_that_is_longer_than_allowed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DALIL_STORE", f"sqlite:///{tmp_path}/store.sqlite")
    (tmp_path / "in").mkdir()
    for name, title in (("a.md", "x" * 300), ("b.md", "x" * 301)):
        (tmp_path / "in" / name).write_text(f"---\ntitle: {title}\n---\nThe {name} of it.", encoding="utf-8")
    assert adding.main([str(tmp_path / "in")]) == 0
    one, other = capsys.readouterr().out.splitlines()
    assert (shipped().words["doubt.cut"].en in one, shipped().words["doubt.cut"].en in other) == (False, True)


def test_the_command_reads_what_the_page_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("زار الوفد طاجيكستان في العام الماضي.".encode("cp1256"))
    for path in (file, Path(__file__).parent / "uploads" / "news.ar.pdf"):
        assert main([str(path)]) == 0
        assert {json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()} & {
            "tajikistan",
            "tajik-border-guard",
        }


def test_the_command_says_what_is_doubtful_in_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = (Path(__file__).parent / "uploads" / "news.ar.pdf").read_bytes()
    (tmp_path / "a.pdf").write_bytes(whole.replace(b"/ToUnicode", b"/ToUnicorn"))
    assert main([str(tmp_path / "a.pdf")]) == 0
    assert shipped().text("en")("doubt.fonts") in capsys.readouterr().err


def test_a_line_without_end_becomes_passages_that_end_with_sentences() -> None:
    text = "This is a sentence of some words. " * 400 + "x" * 9_000
    found = split_passages(text)
    assert max(map(len, found)) <= LONGEST
    assert all(piece.endswith("words.") for piece in found[:3])
    assert "".join("".join(found).split()) == "".join(text.split())
    assert split_passages("\n".join(found)) == found


def test_rows_are_plain_and_in_reading_order() -> None:
    made = annotate(shipped(), ["وصلوا إلى بدخشان عام 2020."])
    lines = list(annotation_rows(shipped(), made))
    assert [line["start"] for line in lines] == sorted(line["start"] for line in lines)
    asked = next(line for line in lines if line.get("question"))
    assert asked["candidates"] == ["gbao", "badakhshan-afghanistan"]
    assert json.loads(json.dumps(lines)) == lines


@pytest.mark.parametrize(
    ("text", "lang"), [("سلام", "ar"), ("hello", "en"), ("RQ-20 طائرة", "ar"), ("", "en"), ("123", "en")]
)
def test_the_language_is_that_of_most_letters(text: str, lang: str) -> None:
    assert language_of(text) == lang


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("ثلاثمئة وثلاثين مليون دولار", "330000000", "USD", ""),
        ("٣٣٠ مليون دولار", "330000000", "USD", ""),
        ("1٫5 مليار يورو", "1500000000", "EUR", ""),
        ("مليون ونصف المليون دولار", "1500000", "USD", ""),
        ("نصف مليون دولار", "500000", "USD", ""),
        ("مليونين ونصف مليون دولار", "2500000", "USD", ""),
        ("ألف وأربعمئة كيلومتر", "1400", "km", ""),
        ("بأكثر من 20 كلم", "20", "km", "more than"),
        ("حوالي ثلاثة عشر ميلاً", "13", "mi", "about"),
        ("بنسبة 15 في المئة", "15", "%", "by"),
        ("خمسة وعشرين جندياً", "25", "جندياً", ""),
        ("مئتين وخمسين ألف طلقة", "250000", "طلقة", ""),
        ("2 مليون و500 ألف دولار", "2500000", "USD", ""),
        ("three hundred and thirty million dollars", "330000000", "USD", ""),
        ("US$ 1.5bn", "1500000000", "USD", ""),
        ("nearly 1,400 km", "1400", "km", "about"),
        ("half a million euros", "500000", "EUR", ""),
        ("at least twenty-five lorries", "25", "lorries", "at least"),
        ("up to 40%", "40", "%", "up to"),
        ("quarter of a million men", "250000", "men", ""),
    ],
)
def test_a_figure_comes_to_a_number(text: str, value: str, unit: str, qualifier: str) -> None:
    (figure,) = find_figures(f"({text})")
    assert (figure.value, figure.unit, figure.qualifier) == (value, unit, qualifier)
    assert (
        f"({text})"[figure.start : figure.end]
        == figure.text
        == text.removeprefix("ب" if text.startswith("بأ") else "")
    )


@pytest.mark.parametrize(
    ("text", "written", "value", "qualifier"),
    [
        ("20 أبريل 2023", "", "2023-04-20", ""),
        ("ابريل 20, 2023", "", "2023-04-20", ""),
        ("20 نيسان/أبريل 2023", "", "2023-04-20", ""),
        ("٢٠/٤/٢٠٢٣", "", "2023-04-20", ""),
        ("2023-04-20", "", "2023-04-20", ""),
        ("April 20, 2023", "", "2023-04-20", ""),
        ("كانون الثاني 2022", "", "2022-01", ""),
        ("عام 2020", "", "2020", ""),
        ("بين عامي 1992 و2023", "", "1992/2023", ""),
        ("1992-2023", "", "1992/2023", ""),
        ("أواخر عام 2022", "", "2022", "late"),
        ("العام الماضي", "2023-04-20", "2022", "last"),
        ("العام الماضي", "", "", "last"),
        ("الشهر المقبل", "2023-12-20", "2024-01", "next"),
        ("فبراير الماضي", "2023-04-20", "2023-02", "last"),
        ("ديسمبر الماضي", "2023-04-20", "2022-12", "last"),
        ("منذ 2015", "", "2015", ""),
        ("the 1990s", "", "1990/1999", ""),
        ("last month", "2023-01-05", "2022-12", "last"),
        ("خلال العام الماضي", "2023-04-20", "2022-04/2023-04", "last"),
        ("28 ديسمبر", "2023-01-05", "2022-12-28", "nearest"),
        ("31/02/2023", "", None, ""),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(
    text: str, written: str, value: str | None, qualifier: str
) -> None:
    found = [(f.value, f.qualifier) for f in find_figures(f"وصلوا {text}.", written) if f.kind == "date"]
    assert found == ([] if value is None else [(value, qualifier)])


@pytest.mark.parametrize(
    "text",
    [
        "RQ-20",
        "C5+1",
        "14:40",
        "القرار 2593",
        "الفقرة 4",
        "غرفة رقم 12",
        "https://cutt.us/2020",
        "أحد المسؤولين",
        "the two sides",
        "one of them",
        "1.",
        "أولاً وثانياً",
    ],
)
def test_a_number_that_names_is_no_figure(text: str) -> None:
    assert find_figures(f"قرأ {text} أمس".replace("أمس", "")) == ()
