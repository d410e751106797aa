"""Reading what an app or a file holds of a hostile text: whether any of it is markup."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from defusedxml.ElementTree import fromstring
from google.protobuf.json_format import MessageToDict  # type: ignore[import-untyped]
from hostile import FOREIGN, HIT
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest
from test_ui_html import read


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
    r"^(text\.body|multiselect\.(options\[\]|rawValues\[\])|selectbox\.(options\[\]|rawValue)|text_(input|area)\.(default|value)|"
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


def parts(raw: bytes) -> Iterator[str]:
    """Every XML part of an Office file, as it is; each must be sound."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                fromstring(archive.read(name))
                yield archive.read(name).decode()


def hyperlinks(raw: bytes) -> Iterator[Any]:
    """Every link of a PDF file."""
    for page in PdfReader(io.BytesIO(raw)).pages:
        yield from (link.get_object() for link in page.get("/Annots", ()))
