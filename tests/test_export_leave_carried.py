"""What a file carries of added documents: which, as far as they fit, under which version; and what a page, a
story, hostile words and the command make of that. The documents are those of test_export_leave_added."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pptx
import pytest
import streamlit as st
from hostile import CARRIED
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest
from test_export_leave_added import (
    AR,
    BOTH,
    CHOSEN,
    EN,
    OTHER,
    QUERY,
    TEXTS,
    WANTED,
    entry,
    held,
    in_annotations,
    in_csv,
    in_pages,
    in_slides,
    laid,
    payload,
    store,
    stored,
    stripped,
)
from test_session_app import _frame_first as _frame_first
from test_session_app import open_app
from tiny import shipped

from data.atlas.blocks import passage_ids
from data.atlas.join import join
from data.atlas.overlay import Spelling
from data.documents.schema import Entry, Extra
from data.i18n import document_citation
from data.query.describe import describe
from data.query.selection import OPENING, Selection
from data.query.view import select
from data.tables.model import Step
from data.tables.vocab import LANGS, Lang
from export import excerpt
from export import story as telling
from export.__main__ import main
from export.about import about_lines, plain_label
from export.image import chart_image, map_image
from export.imprint import colophon, data_version_line
from export.order import Order
from export.pptx import builder, deck
from export.pptx import text as slides
from export.tables import files as tables
from export.untrusted_text import sanitize_inline, strip_bidi_controls
from export.webpage import page as html
from export.webpage.deck import story_deck
from ui.session.session import KEY

pytestmark = pytest.mark.slow


# what the file says of itself


@pytest.mark.parametrize("lang", LANGS)
def test_a_file_says_which_documents_it_carries_and_whose_they_are(lang: Lang) -> None:
    texts = [text for _, text in about_lines(held().view, held().view.atlas.text(lang))]
    marks = str.maketrans("", "", "\u200e\u200f")
    assert {plain_label(document_citation(laid().documents[key], lang)) for key in ("issa-2023", AR, EN)} <= {
        text.translate(marks) for text in texts
    }
    assert laid().text(lang)("export.credit-added") in texts
    assert (
        laid().text(lang)("file.limits-added")
        in dict(colophon(Order(held().view, (lang,)), Order(held().view, (lang,)).atlas.text(lang))).values()
    )


@pytest.mark.parametrize("lang", LANGS)
def test_a_file_without_them_says_that_they_were_left_out(lang: Lang) -> None:
    bare = held(curated=True)
    said = "\n".join(text for _, text in about_lines(bare.view, bare.view.atlas.text(lang)))
    assert (bare.documents, bare.left) == ((), 2)
    assert plain_label(laid().text(lang)("export.added-out", count=_two(lang))) in said
    assert laid().text(lang)("export.credit-added") not in said


def _two(lang: Lang) -> str:
    return "2 documents" if lang == "en" else "وثيقتان"


@pytest.mark.parametrize(("limit", "size"), [("MOST", 3), ("LONGEST", 200)])
def test_what_does_not_fit_is_left_out_whole_and_counted(
    limit: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excerpt, limit, size)
    own = excerpt.excerpt(select(join(shipped(), store().overlay()), CHOSEN))
    assert (own.documents, own.left) == ((AR,), 1)
    assert set(own.view.passages) == set(passage_ids(AR, 2))
    assert "1 document in view, not carried" in "\n".join(
        plain_label(text) for _, text in about_lines(own.view, own.view.atlas.text("en"))
    )


def test_what_is_looked_at_has_room_before_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpt, "MOST", 2)
    own = excerpt.excerpt(
        select(join(shipped(), store().overlay()), replace(CHOSEN, focus=f"passage:{EN}.p01"))
    )
    assert (own.documents, own.left, own.view.selection.focus) == ((EN,), 1, f"passage:{EN}.p01")


def test_nothing_of_documents_out_of_view_is_in_the_data_of_a_file() -> None:
    atlas = held().view.atlas
    assert set(atlas.documents) == {"issa-2023", AR, EN}
    assert OTHER not in atlas.sources
    assert len(atlas.passages) == len(shipped().passages) + 4
    text = html.webpage_file(Order(held().view, BOTH))
    assert "apricots" not in text
    assert "Elsewhere" not in text


# the version


def version(*entries: Entry, selection: Selection = CHOSEN) -> str:
    return excerpt.excerpt(select(join(shipped(), stored(*entries).overlay()), selection)).view.atlas.digest


def test_the_version_follows_from_what_is_carried_and_from_nothing_else() -> None:
    one = version(entry(AR))
    assert one == version(entry(AR)) == version(entry(AR), entry(OTHER))
    assert one.startswith(f"{shipped().digest}+")
    assert version(entry(AR, (*TEXTS[AR][:1], "لا اسم في هذا السطر أيضاً."))) != one
    assert version(entry(AR, author="آخر")) != one
    marked = entry(AR)
    assert version(replace(marked, block=replace(marked.block, mentions=marked.block.mentions[:1]))) != one
    assert version(entry(OTHER)) == shipped().digest == held(curated=True).view.atlas.digest


@pytest.mark.parametrize("lang", LANGS)
def test_the_stamp_shows_both_parts_of_the_version(lang: Lang) -> None:
    files, came = held().view.atlas.digest.split("+")
    assert data_version_line(held().view.atlas, held().view.atlas.text(lang)).endswith(
        f"sha256:{files[:16]}+{came[:16]}"
    )
    assert data_version_line(
        held(curated=True).view.atlas, held(curated=True).view.atlas.text(lang)
    ).endswith(f"sha256:{files[:16]}")


@pytest.mark.parametrize("lang", LANGS)
def test_no_line_of_a_picture_runs_off_it_or_into_another(lang: Lang) -> None:
    own = stored(entry(EN, title="A long title " * 8, title_en="A long title " * 8), entry(AR), entry(OTHER))
    many = Selection(documents=(AR, EN, OTHER), actors=tuple(shipped().actors)[:12], focus="")
    view = excerpt.excerpt(select(join(shipped(), own.overlay()), many)).view
    with rc_context({"font.family": map_image.families()}):
        figure = map_image.map_figure(view, view.atlas.text(lang))
        FigureCanvasAgg(figure)  # one renderer for all; a bare canvas makes one a text
        figure.canvas.draw()
        boxes = [text.get_window_extent() for text in figure.texts]
    assert [box for box in boxes if box.x0 < 0 or box.x1 > figure.bbox.width] == []
    pairs = [
        (a, b) for n, a in enumerate(boxes) for b in boxes[:n] if abs(a.y0 + a.y1 - b.y0 - b.y1) < a.height
    ]
    assert len(pairs) == 1, "the credit and the stamp share a line"
    assert [pair for pair in pairs if pair[0].overlaps(pair[1])] == []


def test_other_spellings_still_find_what_they_found() -> None:
    own = stored(entry(AR))
    own.change(own.entry(AR), [Extra(AR, Spelling("dushanbe", "en", "Dyushambe"))])  # type: ignore[arg-type]
    atlas = join(shipped(), own.overlay())
    view = select(atlas, Selection(text="Dyushambe"))
    assert view.passages
    assert tuple(excerpt.excerpt(view).view.passages) == tuple(view.passages)


# choices that name what is not carried


@pytest.mark.parametrize("lang", LANGS)
def test_a_filter_on_documents_left_out_finds_nothing_more(lang: Lang) -> None:
    bare = held(curated=True)
    assert bare.view.selection.documents == (AR, EN)
    assert tuple(bare.view.passages) == Order(bare.view).in_view == ()
    assert "The new station" in describe(bare.view, bare.view.atlas.text(lang))


def test_a_passage_in_focus_is_carried_or_no_longer_looked_at() -> None:
    chosen = Selection(focus=f"passage:{EN}.p02")
    assert held(chosen).view.selection.focus == chosen.focus
    assert Order(held(chosen).view).in_view == (f"{EN}.p02",)
    assert held(chosen, curated=True).view.selection.in_focus == OPENING


def test_a_place_that_a_document_brought_stays_what_is_looked_at() -> None:
    chosen = Selection(focus="place:zarnigar", places=("zarnigar",))
    for curated in (False, True):
        own = held(chosen, curated)
        assert own.view.selection == chosen
        assert tuple(own.view.passages) == (() if curated else (f"{EN}.p01",))
        assert html.webpage_file(Order(own.view, ("en",)))


def test_the_whole_article_is_not_the_whole_of_added_documents() -> None:
    order = Order(held(replace(CHOSEN, topics=("border-security",))).view, BOTH, whole=True)
    assert {p for p in order.in_view if p in WANTED} == {f"{AR}.p01", f"{EN}.p01"}
    assert set(shipped().passages) <= set(order.in_view)
    text = html.webpage_file(order)
    assert TEXTS[AR][1] not in text
    assert laid().text("en")("file.unquoted") in stripped(payload(text)["texts"]["en"][f"{AR}.p02"])


def test_an_atlas_without_added_documents_is_carried_as_it_is() -> None:
    view = select(shipped(), Selection(focus=""))
    assert excerpt.excerpt(view).view is view
    assert excerpt.excerpt(view, tuple(shipped().story.values())).story == tuple(shipped().story.values())


def test_the_same_choice_is_carried_once() -> None:
    assert held() is held()


# hostile words


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_words_do_nothing_in_any_file(lang: Lang) -> None:
    own = stored(
        entry(
            EN,
            (f"{CARRIED} in the text \x07 of Khorog.",),
            title=CARRIED,
            title_en=CARRIED,
            author=CARRIED,
            author_en=CARRIED,
        )
    )
    view = excerpt.excerpt(select(join(shipped(), own.overlay()), Selection(documents=(EN,)))).view
    order = Order(view, (lang,))
    page = html.webpage_file(order)
    assert "<script>alert(1)" not in page
    assert not {"\u202e"} & set(page)
    shown = in_slides(view)
    assert "\u202e" not in shown
    assert strip_bidi_controls(view.atlas.texts[f"{EN}.p01"]) in shown
    assert in_pages(view)
    assert chart_image.named_chart_picture(order, "voices", lang)
    for row in load_workbook(io.BytesIO(tables.xlsx_file(view, view.atlas.text(lang)))):
        assert {cell.data_type for cells in row for cell in cells} <= {"s", "n"}
    rows = csv.reader(
        io.StringIO(tables.csv_file(view, view.atlas.text(lang), "passages").decode("utf-8-sig"))
    )
    assert [cell for cells in rows for cell in cells if cell.startswith(("=", "+", "@"))] == []
    assert view.atlas.texts[f"{EN}.p01"] in in_annotations(view)


def test_a_title_cannot_steer_the_line_it_stands_in() -> None:
    assert sanitize_inline("a\u202eb\u2066c\nd\x00") == "a b c d"
    assert sanitize_inline("می\u200cخواهم") == "می\u200cخواهم"


def test_a_text_longer_than_a_cell_says_that_it_was_cut() -> None:
    long = "Khorog " * 6000
    own = stored(entry(EN, (long.strip(),)))
    view = excerpt.excerpt(select(join(shipped(), own.overlay()), Selection(documents=(EN,)))).view
    sheet = load_workbook(io.BytesIO(tables.xlsx_file(view, view.atlas.text("en"))))[
        laid().text("en")("export.sheet-passages")
    ]
    cell = next(str(row[3].value) for row in sheet.iter_rows(min_row=2))
    assert len(cell) == tables.LARGEST
    assert cell.endswith(laid().text("en")("export.cut").strip())
    assert long.startswith(cell[:32_000])
    assert long.strip() in in_csv(view)


def test_a_text_longer_than_a_slide_runs_over_several() -> None:
    text = "Khorog and its apricots " * 500
    parts = slides.pieces(text, builder.FULL)
    assert "".join(parts) == text
    assert max(map(len, parts)) <= builder.FULL < len(text)
    assert slides.pieces("x" * 7, 3) == ["xxx", "xxx", "x"]


# a story of the reader's own


def step(**more: Any) -> Step:
    return Step.model_validate({"id": "own", "title_en": "Mine", "title_ar": "لي", **more})


def test_a_step_on_an_added_document_is_told_in_its_language_or_left_out() -> None:
    story = (
        step(passage=f"{EN}.p01", quote="the new weighing house", sources=(EN, OTHER)),
        step(id="two", view=f"documents={AR}"),
    )
    view = select(laid(), Selection(documents=("issa-2023",)))
    own = excerpt.excerpt(view, story)
    assert own.documents == (AR, EN)
    assert [one.sources for one in own.story] == [(EN,), ()]
    order = Order(own.view, BOTH, story=own.story)
    scene = telling.story_scenes(order)[0]
    texts = [
        telling.quotations(order, scene, order.atlas.text(lang), translated=translated)
        for lang in BOTH
        for translated in (False, True)
    ]
    assert {(one.text, one.language) for quoted in texts for one in quoted} == {
        ("“the new weighing house”", "en")
    }
    assert all(len(quoted) == 1 and laid().documents[EN].title in quoted[0].label for quoted in texts)
    stage = story_deck(order)
    assert stage
    for lang in BOTH:
        html_of_slide = stage["decks"][lang]["slides"][0]["html"]
        assert '<blockquote lang="en" dir="ltr">“the new weighing house”</blockquote>' in html_of_slide
        assert "d-ours" not in html_of_slide
    assert "“the new weighing house”" in in_story(order)
    assert excerpt.excerpt(view, story, curated=True).story == (step(id="two", view=f"documents={AR}"),)


def in_story(order: Order) -> str:
    shapes = [
        shape
        for slide in pptx.Presentation(io.BytesIO(deck.pptx_file(order))).slides
        for shape in slide.shapes
    ]
    return "\n".join(p.text for shape in shapes if shape.has_text_frame for p in shape.text_frame.paragraphs)


# the command


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets the command read the store at an address."""
    return lambda address: monkeypatch.setenv("DALIL_STORE", address)


def test_the_command_carries_what_the_link_shows_unless_told_not_to(
    tmp_path: Path, at: Callable[[str], None]
) -> None:
    at(str(store().url))
    out = tmp_path / "a.csv"
    assert main(["data", "--out", str(out), "--query", QUERY]) == 0
    assert out.read_bytes() == tables.csv_file(held().view, held().view.atlas.text("en"), "passages")
    assert main(["data", "--out", str(out), "--query", QUERY, "--curated"]) == 0
    assert out.read_bytes() == tables.csv_file(
        held(curated=True).view, held(curated=True).view.atlas.text("en"), "passages"
    )


def test_a_store_that_is_away_is_told_and_the_article_alone_can_still_be_had(
    tmp_path: Path, at: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "no.sqlite").write_bytes(b"this is no database, and never was one" * 40)
    at(f"sqlite:///{tmp_path}/no.sqlite")
    assert main(["data", "--out", str(tmp_path / "a.csv")]) == 1
    assert "--curated" in capsys.readouterr().err
    assert not (tmp_path / "a.csv").exists()
    assert main(["data", "--out", str(tmp_path / "a.csv"), "--curated"]) == 0
    assert (tmp_path / "a.csv").read_bytes() == tables.csv_file(
        select(shipped(), Selection()), select(shipped(), Selection()).atlas.text("ar"), "passages"
    )


# the page


@pytest.fixture
def app(at: Callable[[str], None], _frame_first: None) -> Iterator[Callable[..., AppTest]]:
    """Opens the page over the store of these tests. What Streamlit keeps is keyed by the number of a store's
    changes."""
    at(str(store().url))
    st.cache_resource.clear()
    yield lambda lang, **query: open_app("leave", lang=lang, **query)
    st.cache_resource.clear()


def captions(own: AppTest) -> str:
    return "\n".join(plain_label(one.value) for one in own.caption)


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_carries_what_it_shows_and_says_whose_it_is_until_told_not_to(
    app: Callable[..., AppTest], lang: Lang
) -> None:
    own = app(lang, documents=f"{AR},{EN}", focus="none")
    assert own.checkbox(key="leave-added").value is True
    assert shipped().text(lang)("leave.added-rights") in captions(own)
    own.pills(key="leave-format").set_value("xlsx").run()
    own.button(key="leave-make").click().run()
    assert not own.exception
    (_, _, order), content = own.session_state[KEY].file
    assert set(order.view.passages) == WANTED
    assert TEXTS[EN][0] in in_book(content)
    assert len(own.get("download_button")) == 1
    own.checkbox(key="leave-added").set_value(False).run()
    assert len(own.get("download_button")) == 0, "the file made before holds what is now left out"
    assert shipped().text(lang)("leave.added-rights") not in captions(own)
    notices = [getattr(part.proto, "body", "") for part in own.main if part.type == "html"]
    assert shipped().text(lang)("leave.added-none") in "\n".join(notices)
    own.button(key="leave-make").click().run()
    assert TEXTS[EN][0] not in in_book(own.session_state[KEY].file[1])


def in_book(content: bytes) -> str:
    return "\n".join(
        str(cell.value) for sheet in load_workbook(io.BytesIO(content)) for row in sheet for cell in row
    )


def test_the_page_asks_nothing_where_no_added_document_is_in_view(app: Callable[..., AppTest]) -> None:
    own = app("en", documents="issa-2023")
    assert "leave-added" not in {box.key for box in own.checkbox}
