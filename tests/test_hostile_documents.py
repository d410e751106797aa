"""Hostile documents, added or in a dossier: every field holds them as text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from hostile import ALL, EVERY, FOREIGN, LONG, NO_TEXT
from hostile_answers import harmless, hyperlinks, parts
from hostile_data import NAME, add_hostile
from test_documents_dossier import lines, packed
from test_session_app import PAGES, forget, open_app
from test_session_app import _frame_first as _frame_first
from test_ui_html import read
from tiny import shipped

from data.atlas.join import join
from data.documents.add import Given, entry
from data.documents.dossier.load import load_into
from data.documents.dossier.read import read_dossier
from data.documents.dossier.save import save_dossier
from data.documents.entities import LONGEST_NAME
from data.documents.errors import Unfit
from data.documents.review.suggestion import suggestions_of
from data.documents.store import Store
from data.query.selection import Selection
from data.query.view import select
from data.tables.columns import NO_TEXT as UNFIT
from data.tables.columns import printable
from data.tables.vocab import LANGS
from data.text.sentences import cut_long
from geo.points import points
from ui.html import review
from ui.session.session import KEY

pytestmark = pytest.mark.slow


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path}/documents.sqlite")


@pytest.mark.parametrize("text", [*EVERY.values()], ids=[*EVERY])
def test_every_field_of_a_document_takes_it_as_text(text: str, store: Store) -> None:
    atlas, key = add_hostile(store, text)
    own = store.entry(key)
    assert own is not None
    line = " ".join(printable(text).split())
    pieces = cut_long((line,))
    assert " ".join(pieces) == line
    assert own.content.texts[-len(pieces) :] == pieces, (
        "nothing is lost but what turns the direction of writing"
    )
    assert own.document.title == line[:300].strip()
    assert own.document.author == line[:200].strip()
    assert {
        name
        for place in atlas.places
        if place not in shipped().places
        for name in [atlas.entities[place].name_en]
    } == {f"{NAME} {line}"[:LONGEST_NAME].strip()}
    for lang in LANGS:
        read(review.document(atlas, own, suggestions_of(own), 0, atlas.text(lang)))
        live = points.map_state(
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
    _, key = add_hostile(store)
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
    _, key = add_hostile(store)
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
    add_hostile(store)
    head, row = lines(save_dossier(store)[0])
    taken = json.loads(json.dumps(row))
    for part, cell in (
        (name, cell)
        for name in ("document", "marks", "rows", "gists")
        for cell in cells_of(row.get(name), len(row["rows"]) if name == "rows" else 5)
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


def cells_of(value: Any, most: int) -> list[tuple[Any, ...]]:
    """The way to every string of a part of a dossier's line: of a list, of its first `most` items."""
    if isinstance(value, dict):
        return [(key, *rest) for key, inner in value.items() for rest in cells_of(inner, most)]
    if isinstance(value, list):
        return [(n, *rest) for n, inner in enumerate(value[:most]) for rest in cells_of(inner, most)]
    return [()] if isinstance(value, str) else []


def put(value: Any, way: tuple[Any, ...], text: str) -> None:
    for step in way[:-1]:
        value = value[step]
    value[way[-1]] = text
