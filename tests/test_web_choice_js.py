"""What the exported file computes in the browser, run in this process, against Python's own: what a selection
chooses, the sentence that describes it, free text and other spellings of names."""

from __future__ import annotations

import json
import random
import re
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from py_mini_racer import MiniRacer
from tiny import selections, shipped, small

from data.annotate.gazetteer.build import gazetteer
from data.atlas.atlas import Atlas
from data.index.search import find
from data.query.describe import describe
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS
from data.text.normalize import fold
from data.text.search_term import search_term
from data.text.spelling import likeness, sounds
from export.order import Order
from export.story import state
from export.webpage import payload
from geo import bounds
from web import modules

pytestmark = pytest.mark.slow

CHOOSE = """const choose = (state) => {
  const c = new Choice(data, state);
  const said = (lang) => new Words(data.words[lang], data.plurals[lang], data.labels[lang], lang);
  return {
    passages: c.passages, counts: c.counts, panel: c.panel, lit: [...c.lit].sort(),
    undecided: [...c.undecided], focus: c.focus, aside: c.aside, bounds: c.bounds,
    said: LANGS.map((lang) => said(lang).describe(c)),
    facets: Object.fromEntries(Object.keys(data.facets).map((facet) => [facet, c.facet(facet)])),
  };
};"""


@cache
def file(atlas: Atlas) -> MiniRacer:
    """The rules of a file that quotes all of an atlas, with its data."""
    data = payload.payload(Order(select(atlas, Selection()), LANGS, True))
    engine = MiniRacer()
    engine.eval(
        f"{modules.bundle('search/choice.js', 'search/text.js')}\n"
        f"const data = {json.dumps(data)}, LANGS = {json.dumps(LANGS)};\n{CHOOSE};0"
    )
    return engine


def ask(engine: MiniRacer, function: str, *given: Any) -> Any:
    """What a function of the browser's makes of values."""
    return json.loads(str(engine.eval(f"JSON.stringify(({function})(...{json.dumps(given)}))")))


def compare(atlas: Atlas, selection: Selection) -> None:
    """Hold what the file chooses to what Python chooses."""
    view = select(atlas, selection)
    found = ask(file(atlas), "choose", state(selection))
    wanted = {
        "passages": list(view.passages),
        "counts": dict(view.counts),
        "panel": list(view.panel),
        "lit": sorted(set(view.highlighted)),
        "undecided": list(view.undecided),
        "focus": selection.in_focus,
        "aside": selection.aside,
        "facets": {facet: dict(view.facets[facet]) for facet in found["facets"]},
        "bounds": json.loads(json.dumps(bounds.frame_of(atlas, view.highlighted))),
        "said": [describe(view, view.atlas.text(lang)) for lang in LANGS],
    }
    assert found == wanted


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_the_file_chooses_and_says_what_python_does(data: st.DataObject) -> None:
    compare(shipped(), data.draw(selections(shipped())))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_so_it_does_with_several_documents(data: st.DataObject) -> None:
    compare(small(), data.draw(selections(small())))


# free text

PARTICLES = ("", "و", "ف", "ب", "ل", "ال", "وال", "بال", "لل", "ولل")
RESPELLED = (
    ("أ", "ا"),
    ("إ", "ا"),
    ("ة", "ه"),
    ("ى", "ي"),
    ("ؤو", "ئو"),
    ("-", "–"),
    ("'", "’"),
    (" ", "  "),
    ("ء", ""),
)
TEXTS = [*shipped().texts.values(), *shipped().translations.values()]
NAMES = sorted(
    {name for e in shipped().entities.values() for name in (e.name_en, e.name_ar, e.name_ru) if name}
)
words = st.sampled_from(
    sorted({word for text in TEXTS for word in re.findall(r"\w[\w'’-]*", text)} | {*NAMES})
)


@st.composite
def typed(draw: st.DrawFn) -> str:
    """A word, a phrase or a name as a reader may type it: behind particles, in another spelling, with
    a letter too few."""
    text = draw(words)
    if draw(st.booleans()):
        text = f"{text} {draw(words)}"
    if "\u0621" <= text[0] <= "\u064a":
        text = draw(st.sampled_from(PARTICLES)) + text
    for old, new in draw(st.lists(st.sampled_from(RESPELLED), max_size=3)):
        text = text.replace(old, new)
    if draw(st.booleans()):
        cut = draw(st.integers(0, len(text)))
        text = text[:cut] + text[cut + 1 :]
    return draw(st.sampled_from(("{}", "«{}»", "-{}", '"{}"'))).format(text)


def hits(atlas: Atlas, query: str) -> dict[str, Any]:
    """Where Python finds a query."""
    return {
        p: [sorted({*map(tuple, side)}) for side in (found.text, found.translation)]
        for p, found in find(atlas, query).items()
    }


@settings(max_examples=120, deadline=None)
@given(typed())
@example("Chaldyvar")
@example("Chaldiver")
@example("Tajikistan’s")
@example("Gorno‑Badakhshan")
@example("Mazar-i-Sharif")
@example("RQ–20")
@example("Qala-e Panja")
@example("والحدود")
@example("مسئول")
@example("ماء")
@example("المانيا")
@example("«سلوك  واشنطن»")
@example("«للولايات المتحدة»")
def test_the_file_finds_what_python_finds(query: str) -> None:
    found = ask(file(shipped()), "(query) => find(data, query).words", query)
    assert {
        p: [sorted({tuple(span) for span in both[side]}) for side in ("text", "translation")]
        for p, both in found.items()
    } == hits(shipped(), query)


arabic = st.text(alphabet="اأإآبةهىيئءؤولمنتسرك ـًّ-", min_size=1, max_size=8)


@settings(max_examples=300, deadline=None)
@given(arabic.filter(lambda text: fold(text).text.strip()), arabic)
@example("1357", "١٬٣٥٧ 1,357 1357 13570 1,35")
@example("١٬٣٥٧", "1357 و1,357,000")
@example("1,35", "135")
def test_a_term_stands_where_python_has_it(word: str, text: str) -> None:
    wanted = [list(span) for span in search_term(word).spans(f"{text} {word} {text}{word}")]
    engine = file(shipped())
    assert (
        ask(engine, "(word, text) => spansOf(searchTerm(word), text)", word, f"{text} {word} {text}{word}")
        == wanted
    )


# other spellings

latin = st.text(alphabet="abcdeghijklmnoprstuvyz", min_size=4, max_size=9)
script = st.text(alphabet="ابتجحدرسشصعغفقكلمنهوي", min_size=4, max_size=8)


@settings(max_examples=200, deadline=None)
@given(latin | script, latin | script)
@example("chaldyvar", "chaldovar")
def test_words_are_alike_as_python_has_it(one: str, other: str) -> None:
    engine = file(shipped())
    assert ask(engine, "sounds", one) is not None
    assert {*ask(engine, "sounds", one)} == sounds(one)
    assert ask(engine, "likeness", one, other) == pytest.approx(likeness(one, other), abs=0.0011)


def test_a_misspelled_name_means_what_python_takes_it_for() -> None:
    chance, engine = random.Random(7), file(shipped())
    vocabulary = sorted(gazetteer(shipped()).neighbours.words)
    for word in chance.sample(vocabulary, 120):
        at = chance.randrange(len(word))
        wrong = chance.choice(
            [word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + "i" + word[at + 1 :]]
        )
        found = ask(engine, "(word) => called(data, word)", wrong)
        assert {*found} == gazetteer(shipped()).entities_called(wrong), wrong
