"""A reader's own template for slides: taken within bounds, without its slides and what names them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from export.pptx import reader_template
from export.pptx.reader_template import OF_SLIDES, REFUSED, TemplateRefused, open_template
from export.pptx.template import empty_deck

SECTIONS = (  # as PowerPoint groups slides, by their ids
    f"<p:extLst {nsdecls('p')}><p:ext uri='{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}'>"
    "<p14:sectionLst xmlns:p14='http://schemas.microsoft.com/office/powerpoint/2010/main'>"
    "<p14:section name='Old' id='{6CF4AB7C-D6E9-4A43-B0A4-9F4A2B5F7B1D}'><p14:sldIdLst><p14:sldId id='256'/>"
    "</p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>"
)


def deck(*more: str) -> bytes:
    """A deck with a slide, and with more elements of the presentation."""
    own = pptx.Presentation()
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text_frame.text = "Old slide"
    for xml in more:
        own.part._element.append(parse_xml(xml))
    out = io.BytesIO()
    own.save(out)
    return out.getvalue()


def packed(change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A deck with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(deck())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def titleless(parts: dict[str, bytes]) -> None:
    for name in [name for name in parts if name.startswith("ppt/slideLayouts/slideLayout")]:
        root = etree.fromstring(parts[name])
        for shape in list(root.iter(qn("p:sp"))):
            shape.getparent().remove(shape)
        parts[name] = etree.tostring(root)


def entity(parts: dict[str, bytes]) -> None:
    parts["ppt/presentation.xml"] = b'<!DOCTYPE a [<!ENTITY b "c">]>' + parts["ppt/presentation.xml"]


WRONG: dict[str, tuple[str, Callable[[], bytes]]] = {
    "text": ("no-deck", lambda: b"no deck"),
    "half an archive": ("no-deck", lambda: deck()[:2000]),
    "another archive": ("no-deck", lambda: packed(lambda parts: parts.clear())),
    "macros": ("code", lambda: packed(lambda parts: parts.update({"ppt/vbaProject.bin": b"x"}))),
    "entities": ("code", lambda: packed(entity)),
    "a part of many megabytes": (
        "large",
        lambda: packed(lambda parts: parts.update({"ppt/a.xml": b" " * (reader_template.XML + 1)})),
    ),
    "a bomb": (
        "large",
        lambda: packed(lambda parts: parts.update({"a.bin": bytes(reader_template.UNPACKED + 1)})),
    ),
    "no title": ("no-title", lambda: packed(titleless)),
}


@pytest.mark.parametrize("made", WRONG)
def test_what_is_no_template_is_refused_with_its_reason(made: str) -> None:
    reason, make = WRONG[made]
    with pytest.raises(TemplateRefused, match="template") as refused:
        open_template(make())
    assert (refused.value.reason, str(refused.value)) == (reason, REFUSED[reason])


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 20_000), to=st.binary(min_size=1, max_size=40))
def test_a_damaged_file_is_opened_or_refused_and_nothing_else(at: int, to: bytes) -> None:
    raw = deck()
    at %= len(raw)
    try:
        open_template(raw[:at] + to + raw[at + len(to) :])
    except TemplateRefused:
        return


def test_no_slide_and_nothing_that_names_one_is_taken_along() -> None:
    shows = (
        f"<p:custShowLst {nsdecls('p', 'r')}><p:custShow name='a' id='0'><p:sldLst><p:sld r:id='rId7'/>"
        "</p:sldLst></p:custShow></p:custShowLst>"
    )
    made = empty_deck("", "", "en", {}, deck(shows, SECTIONS))
    out = io.BytesIO()
    made.save(out)
    again = pptx.Presentation(out)
    assert len(again.slides) == 0
    assert [tag for tag in OF_SLIDES if again.part._element.find(qn(tag)) is not None] == []
    assert not [name for name in zipfile.ZipFile(out).namelist() if name.startswith("ppt/slides/")]
