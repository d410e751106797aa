"""Pages to print: what is quoted can be read back, one page of brief, sources as links."""

from __future__ import annotations

from functools import cache

import pytest
from orders import BOTH, contains, order, pages, reordered, words
from tiny import shipped

from data.tables.vocab import LANGS, Lang
from export import content
from export.about import bidi_safe
from export.imprint import colophon

pytestmark = pytest.mark.slow


@cache
def read(langs: tuple[Lang, ...] = BOTH) -> list[str]:
    """The text of each page without its foot. The extractor is pypdf."""
    texts = (page.extract_text() for page in pages(langs).pages)
    return [
        "\n".join(reordered(line) for line in page.split("\n") if "sha256:" not in line) for page in texts
    ]


@pytest.mark.parametrize("langs", [("ar",), ("en",), BOTH])
def test_each_passage_in_view_can_be_read_back_from_the_pages(langs: tuple[Lang, ...]) -> None:
    found = words("\n".join(read(langs)))
    for passage in order(langs).in_view:
        assert contains(found, words(shipped().texts[passage])), passage
        assert contains(found, words(shipped().translations[passage])) == ("en" in langs)
    others = [p for p in shipped().passages if p not in order(langs).in_view]
    assert [p for p in others if contains(found, words(shipped().texts[p])[-6:])] == []


def test_the_brief_fits_one_page_and_the_map_follows() -> None:
    for langs in (("ar",), ("en",)):
        reader = pages(langs)
        first, second = reader.pages[:2]
        assert contains(words(first.extract_text()), words(shipped().text(langs[0])("map.title")))
        assert contains(words(first.extract_text()), words(shipped().text(langs[0])("file.limits-text")))
        assert [image.image is not None and image.image.size[0] >= 2400 for image in second.images] == [True]
        assert second.mediabox.width > second.mediabox.height


@pytest.mark.parametrize("lang", LANGS)
def test_the_pages_carry_the_imprint_and_links(lang: Lang) -> None:
    last = words("\n".join(read((lang,))[-2:]))
    for _, text in colophon(order((lang,)), order((lang,)).atlas.text(lang)):
        assert set(words(text)) <= set(last) or text == f"sha256:{shipped().digest}"
    reader = pages((lang,))
    links = {
        a.get_object()["/A"]["/URI"]
        for page in reader.pages
        for a in page.get("/Annots", [])
        if "/A" in a.get_object()
    }
    assert links == {source.url for source in content.sources(order()) if source.url}


def test_the_pages_list_the_statements_in_the_passages_they_quote_and_no_others() -> None:
    found = words("\n".join(read(("en",))))
    rows = [s for s in shipped().statements.values() if s.passage in order(("en",)).in_view]
    assert len(rows) == len(content.statements(order(("en",)), order(("en",)).atlas.text("en"))) - 1 > 5
    for row in rows:
        assert set(words(row.says_en)) <= set(found), row.id


@pytest.mark.parametrize(
    ("text", "rtl", "wanted"),
    [
        ("\u2068Sputnik\u2069 \u20681 مارس 2013\u2069", True, "Sputnik\u200f 1 مارس 2013"),
        ("\u2068Sputnik\u2069 · \u2068AFP\u2069", True, "Sputnik\u200f · AFP"),
        ("\u2068كم\u2069 12", False, "كم\u200e 12"),
        ("\u2068Sputnik\u2069 of May", False, "Sputnik of May"),
    ],
)
def test_what_follows_a_name_of_the_other_direction_does_not_stick_to_it(
    text: str, rtl: bool, wanted: str
) -> None:
    assert bidi_safe(text, rtl=rtl) == wanted
