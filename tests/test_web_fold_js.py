"""The browser's folding, jump box and search, run in this process, against Python's own."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_mini_racer import MiniRacer
from tiny import shipped

from data.index.index import Index
from data.index.search import find, name_keys
from data.query.filters import FACETS
from data.query.selection import Selection, focus_of
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from data.text.normalize import fold, one_seat, stem
from export.order import Order
from export.webpage import filters
from frame import PAGES, option_labels
from server.streamlit import files, widgets
from ui import jump_index
from ui.jump_index import TURNS
from ui.session.picks import pick_effect
from web import assets, modules

TYPED = {  # as readers type it -> what it means, and what the index calls it
    "Gorno-Badakhshan": "gbao",
    "gorno badakhshan": "gbao",
    "Gorno‑Badakhshan": "gbao",
    "Mazar-i-Sharif": "mazar",
    "Mazar–i–Sharif": "mazar",
    "RQ-20": "rq-20-puma",
    "RQ20": "rq-20-puma",
    "Qala-e Panja": "qala-panja",
    "Qal'ai Khumb": "qalai-khumb",
    "Qal’ai Khumb": "qalai-khumb",
    "Qal‘ai Khumb": "qalai-khumb",
    "Qalai Khumb": "qalai-khumb",
    "Tajik-Afghan": "tajik-afghan-border",
    "Tajik—Afghan": "tajik-afghan-border",
    "والحدود": "tajik-afghan-border",
    "بالحدود الطاجيكية": "tajik-afghan-border",
    "لافغانستان": "afghanistan",
    "ولأفغانستان": "afghanistan",
    "اشكاشم": "ishkashim",
    "إِشْكاشِم": "ishkashim",
}


@cache
def engine(module: str, after: str = "") -> MiniRacer:
    """A JavaScript engine with a module and what it imports."""
    engine = MiniRacer()
    engine.eval(f"{modules.bundle(module)}\n{after};0")
    return engine


@cache
def box(lang: Lang) -> MiniRacer:
    """The jump box's matching, with its index."""
    rows = jump_index.jump_index(shipped(), shipped().text(lang))
    return engine(
        "search/names.js",
        after=(
            f"\nconst rows = indexed({rows}); const ask = (typed) => sought(rows, typed).map((row) =>"
            " row.pick); const guess = (typed) => resembling(rows, typed).map((row) => row.pick);"
        ),
    )


def answers(typed: str, lang: Lang = "en") -> list[str]:
    """The picks that the jump box offers."""
    found: list[str] = json.loads(str(box(lang).eval(f"JSON.stringify(ask({json.dumps(typed)}))")))
    return found


def guesses(typed: str, lang: Lang) -> list[str]:
    """The picks that the jump box offers where nothing matches exactly."""
    found: list[str] = json.loads(str(box(lang).eval(f"JSON.stringify(guess({json.dumps(typed)}))")))
    return found


def in_browser(expression: str, given: Any) -> Any:
    """What an expression makes of a value, with what the pick lists get."""
    return json.loads(
        str(engine("lib/lists.js").eval(f"JSON.stringify(({expression})({json.dumps(given)}))"))
    )


plane = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=("Cs", "Cn", "Co")), max_size=30)
written = st.text(alphabet="اأإآبتةهىيئءؤولدفكمنسر ـًٌُّٰ\u200c\u200f\ufefb٣۳ß'’ʼ-–—AbÉς", max_size=20)


@settings(max_examples=200, deadline=None)
@given(plane | written)
def test_the_browser_folds_as_python_does(text: str) -> None:
    assert in_browser("(text) => fold(text).text", text) == fold(text).text


@settings(max_examples=60, deadline=None)
@given(written | st.text("ab’😀é", max_size=8))
def test_it_knows_where_each_letter_came_from(text: str) -> None:
    """Python counts characters, JavaScript counts UTF-16 units."""
    units = [len(text[:n].encode("utf-16-le")) // 2 for n in range(len(text) + 1)]
    wanted = [
        units[n]
        for char, n in zip(fold(text).text, fold(text).origin, strict=False)
        for _ in range(len(char.encode("utf-16-le")) // 2)
    ]
    assert in_browser("(text) => fold(text).origin", text) == [*wanted, units[-1]]


@settings(max_examples=200, deadline=None)
@given(plane | written)
def test_the_lists_compare_one_seat_of_a_hamza_as_python_does(text: str) -> None:
    assert in_browser("plain", text) == fold(one_seat(text)).text


@pytest.mark.parametrize("lang", LANGS)
def test_a_hamza_before_waw_is_found_on_either_seat(lang: Lang) -> None:
    assert answers("مسئول", lang) == answers("مسؤول", lang) != []
    assert in_browser("(text) => plain('مسؤولون طاجيك').includes(plain(text))", "مسئول")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("typed", "means"), [("cheldivar", "place:chaldovar"), ("Kurila", "actor:kurilla")])
def test_a_slip_of_the_pen_is_forgiven_where_nothing_matches(typed: str, means: str, lang: Lang) -> None:
    assert answers(typed, lang) == []
    assert guesses(typed, lang)[0] == means
    assert guesses("nothing of the kind", lang) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("typed", "means"), [("خروج", "khorog"), ("خورق", "khorog")])
def test_another_spelling_of_a_short_name_is_offered_though_a_text_has_the_word(
    typed: str, means: str, lang: Lang
) -> None:
    assert [pick for pick in answers(typed, lang) if not pick.startswith(("passage:", "statement:"))] == []
    assert guesses(typed, lang)[0] == f"place:{means}"


@settings(max_examples=60, deadline=None)
@given(written)
def test_it_cuts_the_article_as_python_does(text: str) -> None:
    for word in fold(text).text.split():
        assert in_browser("stem", word) == stem(word)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("typed", "means"), TYPED.items())
def test_the_jump_box_finds_a_name_as_it_is_printed(typed: str, means: str, lang: Lang) -> None:
    assert focus_of(shipped(), means) in answers(typed, lang)[:3]


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_every_name_is_found_as_it_is_printed_with_any_dash_and_apostrophe(lang: Lang) -> None:
    atlas = shipped()
    for key, entity in atlas.entities.items():
        for name in filter(
            None,
            (
                entity.name_en,
                entity.name_ar,
                entity.name_tg,
                entity.name_fa,
                entity.name_ru,
                *entity.aliases_en,
            ),
        ):
            for typed in {name, re.sub("[-–]", "—", name), re.sub("['’]", "ʼ", name), fold(name).text}:
                assert focus_of(atlas, key) in answers(typed, lang), typed


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", sorted(name_keys(shipped())))
def test_a_name_comes_before_passages_and_statements(key: str, lang: Lang) -> None:
    typed = max(re.findall(r"\w+", getattr(shipped().entities[key], f"name_{lang}")), key=len)
    kinds = [pick.partition(":")[0] in ("passage", "statement") for pick in answers(typed, lang)]
    assert kinds == sorted(kinds)


def test_people_come_first() -> None:
    for lang, typed in (("en", "Lavrov"), ("ar", "لافروف")):
        assert answers(typed, lang)[0] == focus_of(shipped(), "lavrov")  # type: ignore[arg-type]


@pytest.mark.parametrize("typed", ["zzzz", "-", "'", "ـ", "قخغ"])
def test_what_names_nothing_finds_nothing_or_everything_and_breaks_nothing(typed: str) -> None:
    rows = len(json.loads(jump_index.jump_index(shipped(), shipped().text("en"))))
    assert len(answers(typed)) in (0, rows)


# where a jump leads


@pytest.mark.parametrize("here", PAGES)
def test_every_jump_ends_on_a_page_that_shows_it(here: str) -> None:
    atlas, kinds = shipped(), set()
    for row in json.loads(jump_index.jump_index(atlas, atlas.text("en"))):
        kind = row["pick"].partition(":")[0]
        turn = jump_index.turns(here).get(kind, "")
        meant = pick_effect(
            atlas, Selection(focus=""), f"{turn}:{row['pick']}" if turn else row["pick"], framed=True
        )
        home = {"passage": "article", "statement": "evidence", "aid": "aid"}.get(kind, "map")
        assert (meant.turn or here) in {*jump_index.CARDS, home}
        assert meant.changes == (
            {"topics": (row["pick"].partition(":")[2],)} if kind == "topic" else {"focus": row["pick"]}
        )
        kinds.add(kind)
    assert kinds >= {"place", "actor", "topic", "passage", "statement", "aid"}
    assert set(jump_index.turns(here).values()) <= {*TURNS, "frame"}


# the exported file


@cache
def carried() -> MiniRacer:
    order = Order(select(shipped(), Selection()), LANGS, True)
    data = {**filters.search(order), "passages": list(shipped().passages)}
    return engine("search/search.js", f"const data = {json.dumps(data)}")


MINUS = (
    "Tajikistan -Russia",
    "طاجيكستان -روسيا",
    "Tajikistan −Russia",
    "طاجيكستان \u200f-روسيا",
    "-Russia",
    "-روسيا",
    '-"border guards"',
    "—«سلوك واشنطن»",
    "Tajikistan -",
    "-",
    "--Russia",
    "Gorno-Badakhshan -Tajik-Afghan",
)
NAMED = sorted(
    {name for e in shipped().entities.values() for name in (e.name_en, e.name_ar) if " " not in name}
)


@pytest.mark.parametrize(
    "query",
    [
        "Tajikistan’s",
        "Tajikistan's",
        "Tajik–Afghan",
        "Tajik-Afghan",
        "Tajik—Afghan",
        "والحدود",
        "٣٣٠",
        "ألمانيا",
        "«سلوك واشنطن»",
        '"زيادة  نفوذها"',
        "«الولايات المتحدة»",
        "«border  guards»",
        *MINUS,
        *NAMED,
    ],
)
def test_the_exported_file_finds_what_python_finds(query: str) -> None:
    found = json.loads(str(carried().eval(f"JSON.stringify(find(data, {json.dumps(query)}).words)")))
    wanted = {
        p: {"text": sorted(hits.text), "translation": sorted(hits.translation)}
        for p, hits in find(shipped(), query).items()
    }
    assert {
        p: {side: sorted({tuple(s) for s in spans}) for side, spans in hits.items()}
        for p, hits in found.items()
    } == wanted


@pytest.mark.parametrize("query", [*MINUS, "Tajikistan", "«border  guards»"])
def test_the_exported_file_finds_the_same_voices(query: str) -> None:
    script = (
        f"(() => {{ const f = find(data, {json.dumps(query)}); return [f.spans, [...f.translated]]; }})()"
    )
    spans, translated = json.loads(str(carried().eval(f"JSON.stringify({script})")))
    found, index = find(shipped(), query), Index.of(shipped())
    wanted = {n for n in np.flatnonzero(found.spans).tolist() if index.passages[index.passage_of[n]] in found}
    assert {*spans} | {n for n in range(len(index.passage_of)) if index.passage_of[n] in translated} == wanted


# the pick lists


def test_every_pick_list_matches_what_contains_the_letters_and_never_offers_all() -> None:
    root, calls = assets.WEB.parent, []
    for file in [root / "frame.py", *(root / "pages").glob("*.py"), *(root / "ui").rglob("*.py")]:
        calls += [
            call
            for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(call, ast.Call)
        ]
    for call in calls:
        given = {word.arg: ast.unparse(word.value) for word in call.keywords}
        kind = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        if kind in ("selectbox", "multiselect"):
            assert given.get("filter_mode") == "'contains'", ast.unparse(call)
        if kind == "multiselect":
            assert given.get("select_all") == "False", ast.unparse(call)


def test_this_streamlits_pick_lists_fold_and_speak() -> None:
    """Where a new version of Streamlit writes this otherwise, server/streamlit/widgets.py is to follow it."""
    again = widgets.with_own_lists()
    stems = {name.partition(".")[0] for name in again}
    assert set(widgets.LISTS) < stems
    assert sum("=dalilPlain" in source for source in again.values()) == 1
    for name in again:
        if name.startswith(widgets.LISTS):
            assert re.search(r"renderEmptyState:[^}]*dalilTranslated\(", again[name])
            assert re.findall(r'"aria-label":`', again[name]) == [], "no name of a part is left in English"
        assert "./" not in re.findall(r'(?:from|import)"([^"]+)"', again[name])
        assert files.script_text(name).count("toLowerCase") - again[name].count("toLowerCase") in (
            0,
            1,
        )


# what Streamlit does, with its own function for `plain`
OFFERED = "([label, typed]) => plain(label).includes(plain(typed))"
OFFERS = {
    "اشكاشم": "إشكاشم",
    "انتوني": "أنتوني بلينكن",
    "ايران": "",
    "اوكرانيا": "أوكرانيا",
    "افغانستان": "أفغانستان",
    "اسيا": "آسيا",
    "أَفْغَانِسْتَان": "أفغانستان",
    "مكافحه": "مكافحة المخدرات",
    "تشالديڤار": "",
    "ايفاج": "إيفاج",
    "الولايات المتحده": "الولايات المتحدة",
}


@pytest.mark.parametrize(("typed", "offered"), OFFERS.items())
def test_a_pick_list_offers_what_contains_the_letters_and_nothing_else(typed: str, offered: str) -> None:
    view = select(shipped(), Selection())
    lists = [list(option_labels(view, facet, shipped().text("ar")).values()) for facet in FACETS] + [
        [e.name_ar for e in shipped().entities.values()]
    ]
    shown = [label for rows in lists for label in rows if in_browser(OFFERED, [label, typed])]
    assert all(fold(typed).text in fold(label).text for label in shown)
    assert any(offered in label for label in shown) == bool(offered)
