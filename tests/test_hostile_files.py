"""Hostile files that people bring: each is read or refused."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from hostile import CAREFUL, EVERY, NO_TEXT
from hypothesis import given
from hypothesis import strategies as st
from test_documents_readers import zipped
from tiny import shipped

from data.documents.readers import read as readers
from data.documents.readers.draft import Unreadable
from data.tables.columns import CONTROLS
from data.tables.columns import NO_TEXT as UNFIT
from data.tables.vocab import LANGS

pytestmark = pytest.mark.slow


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
        draft = readers.read_document(f"{text}/../{text}.{kind}", file_of(kind, text))
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
        readers.read_document(
            "a.docx", zipped(word__document_xml=f"{head}<w:document {W}>&l9;</w:document>".encode())
        )
    body = f"<w:document {W}><w:p><w:r><w:t>words</w:t></w:r></w:p></w:document>".encode()
    with pytest.raises(Unreadable, match="bomb"):
        readers.read_document(
            "a.docx", zipped(word__document_xml=body, docProps__core_xml=f"{head}<x>&l9;</x>".encode())
        )
    page = (
        f"{head}<html><body><article><p>Words of an article &l9; and more of"
        " them.</p></article></body></html>"
    )
    for name in ("a.html", "a.xhtml", "a.txt", "a.md"):
        try:
            draft = readers.read_document(name, page.encode())
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
        assert readers.read_document(name, raw).paragraphs
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
        draft = readers.read_document(name, soup.encode())
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
        readers.read_document("a.docx", zipped(word__document_xml=raw, docProps__core_xml=raw))
    except Unreadable as problem:
        explained(problem)
