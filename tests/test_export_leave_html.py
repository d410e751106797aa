"""The one-file HTML, read back by Python's own parser: it loads nothing, runs what its policy names, and says
what it is."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import re
from functools import cache
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from tiny import shipped, small

from data.atlas.atlas import Atlas
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from export.__main__ import main
from export.imprint import colophon
from export.order import Order, drawn_passages
from export.webpage import page as html

pytestmark = pytest.mark.slow

LOADING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "xlink:href"}
WIDE = 6_000_000  # bytes
OPENING_VIEW = Selection()


class Reader(HTMLParser):
    """Every tag with its attributes, and the text of scripts and styles."""

    def __init__(self, text: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": []}
        self.said: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))
        if tag in self.inside:
            self.inside[tag].append("")

    def handle_data(self, data: str) -> None:
        last = self.lasttag
        if last in self.inside and self.get_starttag_text() and self.cdata_elem:
            self.inside[last][-1] += data
        else:
            self.said.append(data)


@cache
def file(selection: Selection = OPENING_VIEW, langs: tuple[Lang, ...] = LANGS, whole: bool = False) -> str:
    return html.webpage_file(Order(select(shipped(), selection), langs, whole))


def payload(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="dalil-data">(.*?)</script>', text, re.S)
    assert found
    return json.loads(found.group(1))  # type: ignore[no-any-return]


def test_nothing_in_it_loads_from_anywhere() -> None:
    page = Reader(file())
    loads = [
        value
        for tag, attrs in page.tags
        for key, value in attrs.items()
        if key in LOADING or (key == "href" and tag != "a")
    ]
    assert loads
    assert [value[:60] for value in loads if not value.startswith("data:")] == []
    styles = "".join(page.inside["style"]) + "".join(attrs.get("style", "") for _, attrs in page.tags)
    assert {url[:5] for url in re.findall(r"url\(['\"]?([^)]*)", styles)} == {"data:"}
    assert "@import" not in styles


def test_its_policy_asks_for_nothing_and_names_each_script_by_its_hash() -> None:
    page = Reader(file())
    policy = next(
        attrs["content"] for _, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert not re.search(r"https?:|unsafe-eval|\*|blob:", policy)
    kinds = [attrs.get("type") for tag, attrs in page.tags if tag == "script"]
    run = [text for kind, text in zip(kinds, page.inside["script"], strict=True) if kind is None]
    hashes = [hash_of(text) for text in run]
    assert rules["script-src"].split() == [*hashes, hash_of(unpacked(file()))], "what travels packed runs too"
    assert [attr for _, attrs in page.tags for attr in attrs if attr.startswith("on")] == []


def hash_of(script: str) -> str:
    """A script as a Content-Security-Policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def unpacked(text: str) -> str:
    """The library of charts that a file carries."""
    [packed] = re.findall(r'<script type="text/plain" id="dalil-plotly">([^<]*)</script>', text)
    return gzip.decompress(base64.b64decode(packed)).decode()


@pytest.mark.parametrize("family", ["Noto Naskh Arabic", "Noto Sans Arabic", "Source Serif", "Source Sans"])
def test_it_carries_the_faces_of_the_app_for_the_letters_it_uses(family: str) -> None:
    style = "".join(Reader(file()).inside["style"])
    [face] = re.findall(rf"font-family:'{family}';src:url\(data:font/woff2;base64,([^)]*)\)", style)
    letters = TTFont(io.BytesIO(base64.b64decode(face))).getBestCmap()
    arabic = family.startswith("Noto")
    said = {c for c in "".join(Reader(file()).said) if ("\u0620" <= c <= "\u064a") == arabic and c.isalpha()}
    assert {c for c in said if c.isascii() or arabic} <= set(map(chr, letters))
    assert len(letters) < 700, "cut down"


def test_with_the_story_and_its_notes_in_both_languages_it_still_fits_a_letter_box() -> None:
    steps = tuple(shipped().story.values())
    told = html.webpage_file(
        Order(select(shipped(), Selection()), LANGS, whole=True, story=steps, notes=True)
    )
    assert len(told.encode()) <= WIDE
    assert steps[0].notes_en[:30] in told


def test_it_stays_small_and_carries_each_library_once() -> None:
    text = file(whole=True)
    assert len(text.encode()) <= WIDE
    assert unpacked(text).count("plotly.js v") == 1
    assert "plotly.js v" not in text
    assert text.count("Leaflet 1.9.4") == 1


@pytest.mark.parametrize("lang", LANGS)
def test_it_says_what_it_is_made_of(lang: Lang) -> None:
    said = " ".join(Reader(file(langs=(lang,))).said)
    order = Order(select(shipped(), Selection()), (lang,))
    for head, text in colophon(order, order.atlas.text(lang)):
        assert head in said
        assert text in said
    assert shipped().digest in said
    for key in ("file.limits-text", "sources.method-text"):
        assert shipped().text(lang)(key) in said
    other: Lang = "en" if lang == "ar" else "ar"
    assert shipped().text(other)("file.limits-text") not in said


def held(text: str, atlas: Atlas) -> set[str]:
    """The passages whose words stand anywhere in the file, cards included; longest run between marks is
    enough."""
    plain = re.sub(r"<[^>]*>", "", json.dumps(payload(text)["texts"], ensure_ascii=False).replace('\\"', '"'))
    plain = unescape(plain)
    return {p for p, words in atlas.texts.items() if words[-24:] in plain}


@pytest.mark.parametrize(
    ("selection", "whole"),
    [
        (Selection(), False),
        (Selection(), True),
        (Selection(topics=("counter-narcotics",)), False),
        (Selection(text="حدود"), False),
        (Selection(focus="passage:issa-2023.p05"), False),
    ],
)
def test_it_quotes_what_is_in_view_and_the_rest_only_when_asked(selection: Selection, whole: bool) -> None:
    atlas, view = shipped(), select(shipped(), selection)
    may = set(atlas.passages) if whole else {*Order(view).in_view, *drawn_passages(atlas), *view.panel}
    text = file(selection, ("ar",), whole)
    assert held(text, atlas) == may
    assert ("whole" in payload(text)) == whole
    assert len(may) < len(atlas.passages) or whole or selection.text


def test_speaker_notes_stay_out() -> None:
    notes = [getattr(step, f"notes_{lang}") for step in shipped().story.values() for lang in LANGS]
    assert notes
    assert [note[:40] for note in notes if note and note in file()] == []


def test_the_command_writes_it(tmp_path: Any) -> None:
    out = tmp_path / "dalil.html"
    assert (
        main(["html", "--lang", "both", "--out", str(out), "--query", "?lang=en&topics=counter-narcotics"])
        == 0
    )
    data = payload(out.read_text(encoding="utf-8"))
    assert data["langs"] == ["en", "ar"]
    assert data["state"]["topics"] == ["counter-narcotics"]


def test_the_same_order_makes_the_same_bytes() -> None:
    order = Order(select(small(), Selection(focus="")), LANGS)
    assert html.webpage_file(order) == html.webpage_file(order)


def test_text_of_the_data_is_never_markup() -> None:
    hostile = "</script><img src=x onerror=alert(1)>"
    order = Order(select(shipped(), Selection(text=hostile)), ("en",))
    assert hostile not in html.webpage_file(order)


@pytest.mark.parametrize(("kind", "table"), [("event", "events"), ("body", "bodies")])
def test_what_the_view_is_about_has_its_card(kind: str, table: str) -> None:
    focus = f"{kind}:{next(iter(getattr(shipped(), table)))}"
    data = payload(file(Selection(focus=focus)))
    assert data["state"]["focus"] == focus
    cards = json.loads(gzip.decompress(base64.b64decode(data["cards"])))
    assert [lang for lang in LANGS if Reader(cards[lang][focus]).tags] == [*LANGS]
