"""Hostile strings through every field, table, chart, map, link, file and export: nothing runs, nothing falls
over, nothing is lost, and a bad value gets a clear message. The strings are those of tests/hostile.py."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from defusedxml.ElementTree import fromstring
from google.protobuf.json_format import MessageToDict  # type: ignore[import-untyped]
from hostile import ALL, FOREIGN, HIT, LONG, NO_TEXT, STRINGS
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pydantic import ValidationError
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest
from test_documents_dossier import lines, packed
from test_documents_readers import zipped
from test_session_app import PAGES, ROOT, open_app
from test_session_app import _frame_first as _frame_first
from test_ui_html import KEPT, read
from tiny import rows_of, save, shipped, small, tiny, with_tables

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.documents.add import Given, entry
from data.documents.dossier.load import load_into
from data.documents.dossier.read import read_dossier
from data.documents.dossier.save import save_dossier
from data.documents.entities import actor_rows, place_rows
from data.documents.errors import Unfit
from data.documents.readers import read as readers
from data.documents.readers.draft import Unreadable
from data.documents.review.suggestion import suggestions_of
from data.documents.store import Store
from data.index.search import LONGEST
from data.load import load
from data.query import story
from data.query.selection import Selection
from data.query.view import View, select
from data.tables.columns import CONTROLS, printable
from data.tables.columns import NO_TEXT as UNFIT
from data.tables.model import TABLES, Row, Step
from data.tables.problem import BadData
from data.tables.vocab import LANGS, Lang
from data.text.sentences import cut_long
from export.formats import make
from export.image import chart_image, map_image
from export.order import Order
from export.pdf import pages
from export.pptx import deck
from export.tables.files import TABLES as SHEETS
from export.webpage import page as html
from frame import UNFILTERED
from geo import points
from ui.html import review
from ui.html.headings import literal
from ui.session import cache as kept
from ui.session.run import callbacks
from ui.session.session import KEY, session
from web import assets

pytestmark = pytest.mark.slow

EVERY = STRINGS | {"long": LONG}
CAREFUL = settings(max_examples=60, deadline=None)
FREE = ("title", "name", "author", "author_en", "licence")  # free texts beside those that end in a language


# tables


@pytest.mark.parametrize("schema", TABLES, ids=lambda schema: schema.table)
def test_no_column_takes_what_is_no_character_of_a_text(schema: type[Row]) -> None:
    for column in schema.model_fields:
        for text in NO_TEXT.values():
            with pytest.raises(ValidationError) as caught:
                schema(**{column: text})
            found = [e for e in caught.value.errors() if e["loc"] == (column,)]
            assert [e["msg"].endswith("is no character of a text") for e in found] == [True]


def test_a_table_that_holds_one_is_told_with_its_row_and_column(tmp_path: Path) -> None:
    folder = tiny(tmp_path / "tiny")
    head, *rows = rows_of(folder / "topics.csv")
    rows[1][head.index("name_en")] += NO_TEXT["escape"]
    save(folder / "topics.csv", [head, *rows])
    with pytest.raises(BadData) as caught:
        load(folder)
    (problem,) = caught.value.problems
    assert (problem.file, problem.row, problem.field) == ("topics.csv", 3, "name_en")
    assert "U+001B" in problem.what


def spoilt(row: Any, text: str) -> Any:
    """The row with every free text replaced."""
    texts = {
        k: text
        for k, v in row
        if isinstance(v, str) and v and (k in FREE or k.endswith(("_en", "_ar", "_tg")))
    }
    return row.model_copy(update={k: v for k, v in texts.items() if not k.startswith("quote")})


@cache
def hostile(text: str = ALL, base: Callable[[], Atlas] = shipped) -> Atlas:
    """An atlas in which every free text of every table but the interface's own is `text`."""
    atlas = base()
    tables = {t.table: getattr(atlas, t.table) for t in TABLES if t.table not in KEPT}
    changed: dict[str, Any] = {
        table: {key: spoilt(row, text) for key, row in rows.items()} for table, rows in tables.items()
    }
    return replace(with_tables(atlas, **changed), digest=f"hostile {hash(text)}")


# pages


@pytest.fixture(scope="class")
def spoilt_app() -> Iterator[None]:
    """Lets the app run on hostile tables, for the time of a class."""
    with pytest.MonkeyPatch.context() as patch:
        forget()
        patch.setattr(kept, "load", hostile)
        patch.setattr(kept, "digest", lambda: hostile().digest)
        for known, empty in (("_paths", {}), ("_made", {}), ("_done", set())):
            patch.setattr(assets, known, empty)
        yield
    forget()


def forget() -> None:
    """Let the app read its data anew: what it keeps is known by version, and another test's store has the
    same numbers."""
    kept._atlas.clear()
    kept._joined.clear()
    kept._version.cache_clear()


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a message, JSON in it opened, with the way to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, f"{path}[]")
    elif isinstance(value, str):
        opened = None
        if value[:1] in ("{", "["):
            try:
                opened = json.loads(value)
            except ValueError:
                opened = None
        if isinstance(opened, dict | list):
            yield from leaves(opened, path)
        else:
            yield path, value


AS_TEXT = re.compile(
    r"^(text\.body|multiselect\.(options\[\]|rawValues\[\])|selectbox\.options\[\]|text_(input|area)\.(default|value)|"
    r"plotly_chart\.(alt|spec\.layout\.meta\..*)|bidi_component\.json\..*|dataframe.*|arrow.*|text_input\..*alue|multiselect\..*)$"
)
DRAWN = re.compile(
    r"</?(b|br|i|em|span|sup|sub)( style=\"[^\"<>]*\")?/?>"
)  # what plotly takes for markup and we write


def harmless(app: AppTest) -> int:
    """How many texts of a page hold a hostile string; none of them as markup of any kind."""
    found = 0
    for element in [*app.main, *app.sidebar]:
        for path, text in (
            leaves(MessageToDict(element.proto), element.type) if element.proto is not None else ()
        ):
            if HIT not in text and FOREIGN not in text:
                continue
            found += 1
            if path == "html.body" or (
                path.startswith("bidi_component.json.") and text.lstrip().startswith("<")
            ):
                read(re.sub(r"<style>.*?</style>", "", text, flags=re.S))
            elif path.startswith("plotly_chart.spec") and ".meta." not in path:
                assert "<" not in DRAWN.sub("", text), path
            elif not AS_TEXT.match(path):
                bare = re.sub(r"\\([^\w\s]|_)", "", text)
                assert not re.search(r"[<\[\]*_$`|]|:\w+\[", bare), (path, text[:200])
    return found


def opened(page: str, query: dict[str, str]) -> AppTest:
    """A page, opened by a link whose parameters may be called anything."""
    app = AppTest.from_file(str(ROOT / "frame.py"), default_timeout=60)
    app.query_params.update(query)
    app.run()
    if page != "map":
        app.switch_page(f"pages/{page}.py").run()
    assert [e.value for e in app.exception] == []
    return app


def carriers() -> Iterator[tuple[str, str]]:
    """The files that pages fetch: made of the data."""
    for path, file in assets._made.items():
        name = path.removeprefix(f"{assets.PREFIX}/")
        if not name.startswith(("icon", "colours")) and HIT in (
            text := file.content.decode("utf-8", "replace")
        ):
            yield name, text


QUERIES = {
    "map": {"focus": "place:chaldovar"},
    "present": {"step": "2", "both": "1"},
    "article": {"focus": "passage:issa-2023.p12"},
}


@pytest.mark.usefixtures("spoilt_app")
class TestHostileTables:
    @pytest.mark.parametrize("page", PAGES)
    def test_every_page_shows_them_as_text(self, page: str) -> None:
        app = opened(
            page, {"focus": "actor:tajikistan", "actors": "tajikistan", "lang": "en"} | QUERIES.get(page, {})
        )
        if page in UNFILTERED:  # no pick lists, and of the tables little or nothing
            harmless(app)
            return
        assert harmless(app) >= 3
        assert ALL[:40] in str(app.multiselect(key="topics").options)

    def test_every_file_that_pages_fetch_holds_them_as_text(self) -> None:
        found = dict(carriers())
        assert {name.rsplit("-", 2)[0] for name in found} >= {"base", "places", "statements", "strip", "jump"}
        for name, text in found.items():
            if name.endswith(".html"):
                read(text)
            elif name.endswith(".svg"):
                assert not [
                    e
                    for e in fromstring(text).iter()
                    if str(e.tag).endswith(("script", "image", "foreignObject"))
                ], name
            elif name.endswith(".json"):
                json.loads(text)
            elif name.endswith(".js"):
                assert "<script" not in text


# links

PARAMETERS = (*Selection.__dataclass_fields__, "lang", "embed", "step", "story", "both")


@pytest.mark.parametrize("text", [*EVERY.values(), *NO_TEXT.values()], ids=[*EVERY, *NO_TEXT])
def test_every_parameter_of_a_link_takes_or_drops_it(text: str) -> None:
    for key in PARAMETERS:
        selection, unknown = Selection.from_query({key: text}, shipped())
        assert selection == (Selection(text=printable(text)[:LONGEST]) if key == "text" else Selection())
        assert all(len(value) <= 80 for value in unknown)
        assert Selection.from_query(selection.to_query(), shipped()) == (selection, ())


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_with_hostile_parameters(page: str) -> None:
    texts = [*STRINGS.values(), LONG, NO_TEXT["NUL"], NO_TEXT["escape"]]
    query = {key: texts[n % len(texts)] for n, key in enumerate(PARAMETERS)} | {
        "text": NO_TEXT["NUL"] + ALL[: LONGEST - 9]
    }
    app = opened(page, query)
    assert harmless(app) >= (page not in UNFILTERED)
    assert app.get("html")
    assert not select(shipped(), app.session_state[KEY].selection).passages, (
        "the words are looked for, and stand nowhere"
    )


@pytest.mark.parametrize(
    "text", [ALL[:LONGEST], NO_TEXT["NUL"], "\ufffe" * LONGEST], ids=["all", "NUL", "none"]
)
def test_a_view_of_hostile_words_can_be_gathered_into_the_story(text: str) -> None:
    app = open_app(lang="en", text=text)
    app.button(key="story-add").click().run()
    assert not app.exception
    (step,) = app.session_state[KEY].story.version.steps
    assert story.selection(shipped(), step).text == printable(text)
    again, found = story.parse(story.serialize([step], "x").encode(), shipped())
    assert (again, found) == ((step,), [])


def test_a_view_with_everything_chosen_can_be_gathered_too() -> None:
    facets = select(shipped(), Selection()).facets
    query = {facet: ",".join(values) for facet, values in facets.items()} | {"text": "\U0001f468" * LONGEST}
    app = open_app(lang="ar", **query)
    app.button(key="story-add").click().run()
    assert not app.exception
    assert len(app.session_state[KEY].story.version.steps) == 1


@pytest.mark.parametrize("forged", ["xx", None, 5, ["ar"]])
def test_an_unknown_language_of_a_forged_switch_changes_nothing(
    forged: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streamlit.session_state", {"lang": forged})
    session().lang = "en"
    callbacks.switch_language()
    assert session().lang == "en"


# the story


def story_file(**cells: Any) -> bytes:
    step = {"id": "one", "title_en": "One", "title_ar": "واحد"} | cells
    return json.dumps({"dalil": "story", "version": 1, "data": "", "steps": [step]}).encode()


@pytest.mark.parametrize("text", [*EVERY.values(), *NO_TEXT.values()], ids=[*EVERY, *NO_TEXT])
def test_every_column_of_a_story_file_takes_it_as_text_or_says_what_is_wrong(text: str) -> None:
    for column in Step.model_fields:
        for value in (text, [text]):
            steps, found = story.parse(story_file(**{column: value}), shipped())
            assert bool(steps) != bool(found)
            for problem in found:
                assert problem.row == 1
                assert problem.what
                assert problem.mend
                str(problem).encode()
            if column in ("title_en", "text_ar", "notes_en") and value == text and steps:
                assert getattr(steps[0], column) == printable(text).strip()


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec=None), max_size=30),  # halves of pairs too
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@CAREFUL
@given(st.dictionaries(st.sampled_from(list(Step.model_fields)) | st.text(max_size=5), VALUES, max_size=5))
def test_any_step_is_sound_or_every_problem_is_told(cells: dict[str, Any]) -> None:
    steps, found = story.parse(story_file(**cells), shipped())
    assert bool(steps) != bool(found)
    for problem in found:
        str(problem).encode()
    if steps:
        assert story.parse(story.serialize(steps, "x").encode(), shipped()) == (steps, [])


def test_what_is_typed_into_a_step_is_kept_as_far_as_it_is_text() -> None:
    step = Step(id="one", title_en="One", title_ar="واحد")
    said = story.edited(
        step, {"title_en": "\x00", "title_ar": "ب" * 900, "text_en": "a\x0bb\x07\ud800c\n" + ALL}
    )
    assert (said.title_en, said.title_ar, said.text_en) == ("One", "ب" * 300, f"a bc\n{printable(ALL)}")


# files that people bring


def explained(problem: Unreadable) -> None:
    """What is wrong is said in both languages."""
    for lang in LANGS:
        assert "{" not in shipped().text(lang)(problem.key, **problem.values)


def docx(text: str) -> bytes:
    """A Word file with the text in a paragraph, as far as XML can hold it."""
    root = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = ElementTree.Element(f"{{{root}}}document")
    run = ElementTree.SubElement(ElementTree.SubElement(document, f"{{{root}}}p"), f"{{{root}}}r")
    ElementTree.SubElement(run, f"{{{root}}}t").text = f"Words. {text}"
    return zipped(word__document_xml=ElementTree.tostring(document))


def file_of(kind: str, text: str) -> bytes:
    if kind == "docx":
        return docx(text)
    raw = f"Words of a text. {text}\n\nMore words.\n".encode(errors="surrogatepass")
    return b"<html><body><article><p>" + raw + b"</p></article></body></html>" if kind == "html" else raw


@pytest.mark.parametrize("kind", ["txt", "md", "html", "docx"])
@pytest.mark.parametrize("text", [*EVERY.values(), *NO_TEXT.values()], ids=[*EVERY, *NO_TEXT])
def test_a_file_of_it_is_read_or_refused_whatever_it_is_called(kind: str, text: str) -> None:
    try:
        draft = readers.read(f"{text}/../{text}.{kind}", file_of(kind, text))
    except Unreadable as problem:
        explained(problem)
        return
    assert "ords" in draft.title + draft.text
    for said in (draft.title, draft.author, *draft.paragraphs):
        assert not UNFIT.search(said)
        assert not CONTROLS.search(said), "a text cannot turn what stands around it"


BOMB = (
    "<!DOCTYPE x [<!ENTITY l0 'lol'>"
    + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)
OUTSIDE = "<!DOCTYPE x [<!ENTITY l9 SYSTEM 'file:///etc/passwd'>]>"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize("head", [BOMB, OUTSIDE], ids=["bomb", "outside"])
def test_entities_unfold_nowhere(head: str) -> None:
    with pytest.raises(Unreadable, match="bomb"):
        readers.read("a.docx", zipped(word__document_xml=f"{head}<w:document {W}>&l9;</w:document>".encode()))
    body = f"<w:document {W}><w:p><w:r><w:t>words</w:t></w:r></w:p></w:document>".encode()
    with pytest.raises(Unreadable, match="bomb"):
        readers.read(
            "a.docx", zipped(word__document_xml=body, docProps__core_xml=f"{head}<x>&l9;</x>".encode())
        )
    page = (
        f"{head}<html><body><article><p>Words of an article &l9; and more of"
        " them.</p></article></body></html>"
    )
    for name in ("a.html", "a.xhtml", "a.txt", "a.md"):
        try:
            draft = readers.read(name, page.encode())
        except Unreadable:
            continue
        assert "root:" not in draft.text
        assert len(draft.text) < 5 * len(page)


NESTED = f"<w:document {W}><w:p>{'<w:r>' * 20_000}<w:t>words</w:t>{'</w:r>' * 20_000}</w:p></w:document>"
DEEP = {
    "Word runs": ("a.docx", zipped(word__document_xml=NESTED.encode())),
    "elements": ("a.html", b"<html><body>" + b"<div>" * 50_000 + b"words of a text"),
    "too many elements": ("a.html", b"<html><body>" + b"<p>w" * 300_000),
    "unclosed": ("a.html", b"<" * 50_000 + b"words"),
    "brackets": ("a.md", b"[" * 20_000 + b"words"),
    "quotations": ("a.md", b">" * 20_000 + b"words"),
    "the same line": ("a.txt", b"w\n" * 300_000),
    "one line": ("a.txt", b"word " * 300_000),
}


@pytest.mark.parametrize(("name", "raw"), DEEP.values(), ids=DEEP)
def test_what_is_nested_or_repeated_without_end_is_read_or_refused(name: str, raw: bytes) -> None:
    try:
        assert readers.read(name, raw).paragraphs
    except Unreadable as problem:
        explained(problem)


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "<article>",
        "<table><tr><td>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<![CDATA[",
        "&#0;",
        "&#xd800;",
        "<img src=x>",
        "<title>",
        "<meta charset=utf-7>",
        "<br/>",
        "</html>",
        "words of a text ",
        "نص ",
        "<svg>",
        "<template>",
        "<iframe srcdoc='",
        "<base href='//x'>",
        "\x00",
        "<w:p>",
        "]]>",
        "**",
        "[x](",
        "| a |\n|-|",
        "`",
    ]
)


@CAREFUL
@given(
    st.lists(TAGS | st.text(max_size=10), max_size=25).map("".join),
    st.sampled_from(["a.html", "a.md", "a.txt"]),
)
def test_any_soup_of_tags_is_read_or_refused(soup: str, name: str) -> None:
    try:
        draft = readers.read(name, soup.encode())
    except Unreadable as problem:
        explained(problem)
    else:
        assert not UNFIT.search(draft.title + draft.text + draft.author)


ELEMENTS = st.sampled_from(["p", "r", "t", "tab", "br", "tbl", "ins", "del", "pPr", "pStyle", "x"])
TREES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=20),
    lambda inner: st.tuples(ELEMENTS, st.lists(inner, max_size=4)),
    max_leaves=20,
)


@CAREFUL
@given(TREES)
def test_any_word_file_is_read_or_refused(tree: Any) -> None:
    def grow(parent: ElementTree.Element, node: Any) -> None:
        if isinstance(node, str):
            parent.text = (parent.text or "") + node
            return
        child = ElementTree.SubElement(
            parent, f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{node[0]}"
        )
        for inner in node[1]:
            grow(child, inner)

    root = ElementTree.Element("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}document")
    grow(root, tree)
    try:
        raw = ElementTree.tostring(root)
        readers.read("a.docx", zipped(word__document_xml=raw, docProps__core_xml=raw))
    except Unreadable as problem:
        explained(problem)


# added documents


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path}/documents.sqlite")


NAME = "زرنيگار"  # without which no hostile text would pass for a name


def added(store: Store, text: str = ALL) -> tuple[Atlas, str]:
    """A document whose every field is hostile, with a place and an actor of hostile names, everything
    accepted."""
    said = " ".join(text.split())
    given_ = Given(text, f"زار أنتوني بلينكن دوشنبه.\n{text}\n{said}", text, "2024", text)
    new_entry, extras = entry(shipped(), given_, accept=0)
    key, both = new_entry.document.id, dict.fromkeys(("role_ar", "role_en", "source"), text)
    both |= dict.fromkeys(("name_ar", "name_en"), f"{text} {NAME}")
    extras += place_rows(shipped(), key, both | {"lat": 37.5, "lon": 71.5, "radius_km": 5.0})
    extras += actor_rows(shipped(), key, both | {"type": "person", "group": "tajikistan"})
    store.add([new_entry], extras)
    return join(shipped(), store.overlay()), key


@pytest.mark.parametrize("text", [*EVERY.values()], ids=[*EVERY])
def test_every_field_of_a_document_takes_it_as_text(text: str, store: Store) -> None:
    atlas, key = added(store, text)
    own = store.entry(key)
    assert own is not None
    line = " ".join(printable(text).split())
    parts = cut_long((line,))
    assert " ".join(parts) == line
    assert own.content.texts[-len(parts) :] == parts, (
        "nothing is lost but what turns the direction of writing"
    )
    assert own.document.title == line[:300].strip()
    assert own.document.author == line[:200].strip()
    assert {
        name
        for place in atlas.places
        if place not in shipped().places
        for name in [atlas.entities[place].name_en]
    } == {f"{line} {NAME}".strip()}
    for lang in LANGS:
        read(review.document(atlas, own, suggestions_of(own), 0, atlas.text(lang)))
        live = points.live(
            select(atlas, Selection(documents=(key,))),
            select(atlas, Selection(documents=(key,))).atlas.text(lang),
            {"seq": 0, "focus": "", "gentle": True},
        )
        json.dumps(live).encode()


@pytest.mark.parametrize("text", NO_TEXT.values(), ids=NO_TEXT)
def test_a_document_holds_no_character_that_no_text_has(text: str, store: Store) -> None:
    with pytest.raises(Unfit, match=r"documents\.no-text"):
        entry(shipped(), Given("Title", f"Words {text}"))
    assert "documents.no-text" in shipped().words
    new_entry, extras = entry(shipped(), Given(f"Title {text}", "Words", text, "", text))
    store.add([new_entry], extras)
    told_ = new_entry.document.model_dump_json() + extras[0].row.model_dump_json()  # type: ignore[union-attr]
    assert not UNFIT.search(told_)
    assert not re.search(r"\\u00[01]|\\ud8", told_)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_a_hostile_document_as_text(
    page: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, key = added(store)
    monkeypatch.setenv("DALIL_STORE", str(store.url))
    forget()
    app = open_app(page, lang="en", documents=key, focus=f"passage:{key}.p02")
    assert harmless(app) >= (page != "present")
    if page == "documents":
        app.button(key=f"open-{key}").click().run()
        assert not app.exception
        assert harmless(app) >= 1


@pytest.mark.parametrize("kind", ["html", "pptx", "pdf", "xlsx", "svg"])
def test_every_file_to_leave_behind_holds_a_hostile_document_as_text(
    kind: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, key = added(store)
    monkeypatch.setenv("DALIL_STORE", str(store.url))
    forget()
    app = open_app("leave", lang="en", documents=key)
    app.pills(key="leave-format").set_value(kind).run()
    app.button(key="leave-make").click().run()
    assert not app.exception
    raw: bytes = app.session_state[KEY].file[1]
    if kind == "html":
        assert not re.search(r"<(img|svg)[^>]*(onerror|onload)", raw.decode())
    elif kind == "svg":
        assert not [e for e in fromstring(raw).iter() if str(e.tag).endswith(("script", "foreignObject"))]
    elif kind != "pdf":
        assert not [
            part
            for part in parts(raw)
            if re.search(rf"<f[ >]|<hyperlink |Target=\"{re.escape(FOREIGN)}", part)
        ]
    else:
        assert FOREIGN not in str([link.get("/A") for link in hyperlinks(raw)])


@pytest.mark.parametrize("text", [ALL, LONG, *NO_TEXT.values()], ids=["all", "long", *NO_TEXT])
def test_every_field_of_a_dossier_takes_it_as_text_or_refuses_it(
    text: str, store: Store, tmp_path: Path
) -> None:
    added(store)
    head, row = lines(save_dossier(store)[0])
    taken = json.loads(json.dumps(row))
    for part, cell in (
        (name, cell) for name in ("document", "marks", "rows") for cell in cells_of(row[name])
    ):
        changed = json.loads(json.dumps(row))
        put(changed[part], cell, text)
        if sound(packed([head, changed])):
            assert text not in NO_TEXT.values(), (part, cell)
            put(taken[part], cell, text)
    other, again = (Store(f"sqlite:///{tmp_path}/{name}.sqlite") for name in ("other", "again"))
    assert load_into(other, shipped(), packed([head, taken])) == (1, 0)
    (key,) = other.overlay().documents
    atlas = join(shipped(), other.overlay())
    own = other.entry(key)
    assert own is not None
    read(review.document(atlas, own, suggestions_of(own), 0, atlas.text("ar")))
    assert select(atlas, Selection(documents=(key,))).passages
    assert load_into(again, shipped(), save_dossier(other)[0]) == (1, 0)


def sound(raw: bytes) -> bool:
    """Is a dossier taken? If not, it says that it is broken."""
    try:
        return bool(list(read_dossier(raw)))
    except Unfit as problem:
        if str(problem) != "dossier.broken":
            raise
        return False


def cells_of(value: Any) -> list[tuple[Any, ...]]:
    """The way to every string of a part of a dossier's line: of a list, of its first five items."""
    if isinstance(value, dict):
        return [(key, *rest) for key, inner in value.items() for rest in cells_of(inner)]
    if isinstance(value, list):
        return [(n, *rest) for n, inner in enumerate(value[:5]) for rest in cells_of(inner)]
    return [()] if isinstance(value, str) else []


def put(value: Any, way: tuple[Any, ...], text: str) -> None:
    for step in way[:-1]:
        value = value[step]
    value[way[-1]] = text


# exports


SHORT = "=" + " ".join(STRINGS[key] for key in ("markup", "comment", "markdown", "override", "invisible"))


def views(lang: Lang) -> Iterator[tuple[str, View]]:
    """Hostile tables, and hostile words that are looked for."""
    if lang == "ar":
        yield "tables", select(hostile(SHORT, small), Selection())
    else:
        yield (
            "words",
            select(
                small(),
                Selection(text=ALL[:100] + "".join(NO_TEXT[key] for key in ("NUL", "escape", "none"))),
            ),
        )


def parts(raw: bytes) -> Iterator[str]:
    """Every XML part of an Office file, as it is; each must be sound."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                fromstring(archive.read(name))
                yield archive.read(name).decode()


@pytest.mark.parametrize("key", STRINGS)
def test_no_cell_of_any_table_becomes_a_formula(key: str) -> None:
    view = select(hostile(STRINGS[key], small), Selection())
    for table in SHEETS:
        text = make("csv", Order(view, ("en",)), table).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert len({len(row) for row in rows if row}) == 1, "as many cells in every row"
        for cell in (cell for row in rows[1:] for cell in row):
            assert not cell.startswith(("=", "+", "@", "\t", "\r")), (table, cell)
            assert not cell.startswith("-") or re.fullmatch(r"-[\d.]+", cell), (table, cell)
    raw = make("xlsx", Order(view, ("ar",)))
    assert not [part for part in parts(raw) if re.search(r"<f[ >]|<hyperlink|externalLink", part)]
    book = load_workbook(io.BytesIO(raw))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("lang", LANGS)
def test_every_export_of_hostile_tables_and_words_is_sound(lang: Lang) -> None:
    for key, view in views(lang):
        steps = tuple(view.atlas.story.values())[:2] if key == "tables" else ()
        order = Order(view, (lang,), story=steps, notes=bool(steps))
        links = "".join(part for part in parts(deck.deck(order)) if "Relationships" in part)
        assert not re.findall(r'Target="(?!https?://)[^"]*:[^"]*"', links)
        assert FOREIGN not in links
        assert f"{FOREIGN}/" not in {
            str(a.get("/A", {}).get("/URI", "")) for a in hyperlinks(pages.pages(order))
        }
        for kind in ("geojson", "json", "jsonld"):
            json.loads(make(kind, Order(view, (lang,))))
        drawn_ = map_image.picture(order.view, order.view.atlas.text(lang), "svg")
        assert not [e for e in fromstring(drawn_).iter() if str(e.tag).endswith(("script", "foreignObject"))]
        for chart in chart_image.drawn(order, lang):
            fromstring(chart_image.chart(order, chart, lang, "svg"))
        page = html.page(order)
        assert not re.search(rf"<(img|svg|script)[^>]*(onerror|onload|{re.escape(HIT)})", page)
        assert page.count("<script") == html.page(
            Order(select(small(), Selection()), (lang,), story=steps)
        ).count("<script")


def hyperlinks(raw: bytes) -> Iterator[Any]:
    """Every link of a PDF file."""
    for page in PdfReader(io.BytesIO(raw)).pages:
        yield from (link.get_object() for link in page.get("/Annots", ()))


# what shows Markdown


@CAREFUL
@given(st.text(max_size=60) | st.sampled_from(list(STRINGS.values())))
def test_a_literal_text_has_no_mark_of_markdown_left(text: str) -> None:
    shown = literal(text)
    assert not re.search(r"[*_`\[\]<>$:~|#!]", re.sub(r"\\.", "", shown))
    assert re.sub(r"\\([^\w\s]|_)", r"\1", shown) == " ".join(text.split())
