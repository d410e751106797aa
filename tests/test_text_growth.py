"""Reading a text takes time that grows with its length and no faster, whatever it is made of; long words are
no names."""

from __future__ import annotations

import cProfile
import gc
import time
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import shipped

from data.annotate.gazetteer.build import gazetteer
from data.annotate.pipeline import annotate
from data.documents.add import Given, entry
from data.text.sentences import LONGEST_PASSAGE, cut_long, sentence_ends
from data.text.spelling import LONGEST

pytestmark = pytest.mark.slow

LETTERS = 4200  # more than `fold` remembers
UNITS = (
    "United States ",
    "U.S. ",
    "5 km ",
    "2024 ",
    "1999-2000-",
    "قال ",
    "قال أن ",
    "قال لافروف ",
    "12 يونيو 2024 ",
    "$5-$6-",
    "5-",
    "5 to ",
    "5 مليون و",
    "مئة وخمسة و",
    "بين 5 و",
    "between 5 and ",
    "twenty ",
    "20/",
    "20 April ",
    "نيسان/",
    "1 000 ",
    "½",
    "half of ",
    "half of 20 ",
    "نصف ",
    "5 million, ",
    "5 thousand 200 ",
    "5 млн. ",
    "%5",
    "%",
    "1.",
    "1,",
    "«",
    "“",
    '"',
    "«نعم سيدي لن نفعل» ",
    "قال «نعم» ",
    "He said. ",
    "said ",
    "states ",
    "Lavrov, ",
    "according to ",
    "Gen. ",
    "a. ",
    "...",
    "الالال",
    "aaaa",
    "بدخشان ",
    "واشنطن ",
    "Washington ",
    "كوريل ",
    "Pushing ",
    "الرئيس ",
    "وزارة الخارجية ",
    "   ",
    " \n",
    "\u064b",
    "من 5 من ",
    "(2020) ",
    "the 2020 ",
    "last year ",
    "late ",
    "1 رمضان ",
    "نصف ",
)


def seconds(text: str) -> float:
    """The least of three times that this process works on a text."""
    times = []
    for _ in range(3):
        start = time.process_time()
        annotate(shipped(), [text], written="2024-01-10")
        times.append(time.process_time() - start)
    return min(times)


def calls(text: str) -> int:
    """How many functions are called, and generators resumed, to annotate a text."""
    profile = cProfile.Profile()
    profile.runcall(annotate, shipped(), [text], written="2024-01-10")
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("unit", [*UNITS, "the article"])
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    unit = " ".join(shipped().texts.values()) if unit == "the article" else unit
    text = unit * max(1, LETTERS // len(unit))
    grows_no_faster(text, text * 4)


def test_time_grows_no_faster_than_one_long_name() -> None:
    words = ["K" + "".join(letters) for letters in product("aeiou", "bdfgklmn", "aeiourst")]
    few, all_words = (f"The President {' '.join(words[:count])}." for count in (80, 320))
    grows_no_faster(few, all_words)


def grows_no_faster(text: str, longer: str) -> None:
    """A text four times as long takes about four times the calls, which are counted. Time also sees work
    inside one call, of a pattern say: quadratic, it is sixteen times as much, however busy the machine."""
    annotate(shipped(), [text])
    annotate(shipped(), [longer])
    assert calls(longer) < 5 * calls(text) + 1000
    gc.collect()
    gc.disable()
    try:
        assert any(seconds(longer) < 9 * seconds(text) + 0.01 for _ in range(3))
    finally:
        gc.enable()


def test_a_word_too_long_for_a_name_is_none() -> None:
    near = gazetteer(shipped()).neighbours
    assert near.nearest("طاجيكستتان")
    assert near.nearest("طاجيكستتان" + "ا" * LONGEST) is None
    assert annotate(shipped(), ["Tajikistan" * 10_000]).mentions == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The U.S. report came. It was long.", ["The U.S. report came.", " It was long."]),
        (
            "He met Gen. Kurilla and Dr. Smith in the U.S. He left.",
            ["He met Gen. Kurilla and Dr. Smith in the U.S.", " He left."],
        ),
        ("وصل د. محمد إلى المدينة. ثم غادر.", ["وصل د. محمد إلى المدينة.", " ثم غادر."]),
        ("It cost 3.5 million. So what?", ["It cost 3.5 million.", " So what?"]),
        ("On Oct. 5 it rained. See No. 7 there.", ["On Oct. 5 it rained.", " See No. 7 there."]),
        ("عام 1902 م. وبعد ذلك", ["عام 1902 م.", " وبعد ذلك"]),
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str, parts: list[str]) -> None:
    ends = [*sentence_ends(text)]
    ends += [] if ends and ends[-1] == len(text) else [len(text)]
    assert [text[a:b] for a, b in zip([0, *ends], ends, strict=False)] == parts


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from(["جملة قصيرة. ", "Word ", "طويلة" * 300, "U.S. ", "؟ ", "  "]), max_size=400
    ).map("".join)
)
def test_long_passages_are_cut_and_nothing_is_lost(text: str) -> None:
    parts = cut_long((text,))
    assert all(len(part) <= LONGEST_PASSAGE for part in parts)
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")


def test_an_added_text_without_line_breaks_is_cut_at_ends_of_sentences() -> None:
    texts = entry(shipped(), Given("A line", "The river is deep. " * 1000))[0].content.texts
    assert len(texts) > 1
    assert all(len(text) <= LONGEST_PASSAGE and text.endswith(".") for text in texts)
