"""The page for files to share, run without a browser: what it offers, and the file it hands over."""

from __future__ import annotations

import pytest
import streamlit as st
from orders import reader_template
from streamlit.testing.v1 import AppTest
from test_session_app import _frame_first as _frame_first
from test_session_app import open_app
from tiny import shipped

from data.tables.vocab import LANGS, Lang
from ui.session.downloads import file_buttons
from ui.session.session import KEY

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _pages(_frame_first: None) -> None:
    """As the served app finds its pages."""


def opened(lang: Lang, **query: str) -> AppTest:
    app = open_app("leave", lang=lang, **query)
    assert not app.exception
    return app


@pytest.mark.parametrize("lang", LANGS)
def test_it_offers_formats_languages_and_contents(lang: Lang) -> None:
    app = opened(lang)
    groups = {group.label: group.options for group in (*app.segmented_control, *app.pills)}
    for key, size in (("leave.format", 6), ("leave.content", 2), ("leave.languages", 3)):
        assert len(groups[shipped().text(lang)(key)]) == size


def test_a_file_is_made_of_the_view_and_offered() -> None:
    lang: Lang = "ar"
    app = opened(lang, topics="counter-narcotics")
    app.pills(key="leave-format").set_value("png").run()
    app.button(key="leave-make").click().run()
    assert not app.exception
    (kind, _, order), content = app.session_state[KEY].file
    assert (kind, order.langs) == ("png", (lang,))
    assert order.view.selection.topics == ("counter-narcotics",)
    assert content.startswith(b"\x89PNG")
    assert len(app.get("download_button")) == 1


def test_the_name_of_a_file_says_every_language_it_is_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_buttons, "make", lambda *_: b"made")
    names: list[str] = []
    monkeypatch.setattr(st, "download_button", lambda *_args, file_name, **_: names.append(file_name))
    app = opened("en")
    app.pills(key="leave-format").set_value("pptx").run()
    for language in ("both", "ar"):
        app.segmented_control(key="leave-languages").set_value(language).run()
        app.button(key="leave-make").click().run()
        assert not app.exception
    assert names == ["dalil-en-ar.pptx", "dalil-ar.pptx"]


def test_a_chart_becomes_a_picture_too() -> None:
    app = opened("en")
    app.pills(key="leave-format").set_value("svg").run()
    app.selectbox(key="leave-picture").set_value("voices").run()
    app.button(key="leave-make").click().run()
    assert not app.exception
    assert app.session_state[KEY].file[0][:2] == ("svg", "voices")
    assert app.session_state[KEY].file[1].startswith(b"<?xml")


def test_notes_are_asked_for_only_with_a_story() -> None:
    app = opened("en")
    assert "leave-notes" not in {box.key for box in app.checkbox}
    app.segmented_control(key="leave-content").set_value("ours").run()
    box = next(box for box in app.checkbox if box.key == "leave-notes")
    assert box.value is False


@pytest.mark.parametrize("lang", LANGS)
def test_a_picture_is_offered_in_either_language_and_says_why_not_in_both(lang: Lang) -> None:
    app = opened(lang)
    app.pills(key="leave-format").set_value("png").run()
    assert shipped().text(lang)("leave.one-language-picture") in [caption.value for caption in app.caption]
    other: Lang = "en" if lang == "ar" else "ar"
    app.segmented_control(key="leave-language").set_value(other).run()
    app.button(key="leave-make").click().run()
    assert not app.exception
    assert app.session_state[KEY].file[0][2].langs == (other,)


def test_slides_take_a_template_that_is_uploaded_and_a_wrong_file_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    t = shipped().text("en")
    monkeypatch.setattr(file_buttons, "make", lambda _kind, order, _what: b"made with " + order.template)
    app = opened("en")
    app.pills(key="leave-format").set_value("pptx").run()
    good = reader_template()
    for raw, used, said in (
        (b"no deck", b"", t("leave.template-no-deck")),
        (good, good, t("leave.template-used")),
    ):
        app.file_uploader(key="leave-template").set_value(("own.pptx", raw, "")).run()
        app.button(key="leave-make").click().run()
        assert not app.exception
        assert app.session_state[KEY].file[1] == b"made with " + used
        assert said in [shown.value for shown in (*app.warning, *app.caption)]
