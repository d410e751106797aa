"""The colour table: everything can be read on the grounds it names, and nothing else fixes a colour."""

from __future__ import annotations

import io
import re
import tomllib
from pathlib import Path
from typing import Literal

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from tiny import shipped

from ui import theme
from web import assets

ROOT = Path(__file__).parents[1]
Scheme = Literal["light", "dark"]
PAIRS = [(token.id, ground) for token in shipped().colours.values() for ground in token.on]
CONFIG = {  # key of Streamlit's theme -> colour of the table
    "primaryColor": "link",
    "backgroundColor": "ground",
    "secondaryBackgroundColor": "panel",
    "textColor": "ink",
    "linkColor": "link",
    "borderColor": "hairline",
}


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB (WCAG 2.2)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_gives_the_ratios_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("token", "ground"), PAIRS)
def test_a_colour_can_be_read_on_every_ground_it_names(token: str, ground: str, scheme: Scheme) -> None:
    colours = shipped().colours
    assert contrast(getattr(colours[token], scheme), getattr(colours[ground], scheme)) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_streamlits_own_theme_has_the_colours_of_the_table(scheme: Scheme) -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    expected = {key: getattr(shipped().colours[token], scheme) for key, token in CONFIG.items()}
    assert {key: value for key, value in config[scheme].items() if key.endswith("Color")} == expected
    assert not [key for key in config if key.endswith("Color")], "colours stand in the two schemes only"


def test_every_colour_is_a_variable_for_both_schemes() -> None:
    sheet = theme.css(shipped())
    for token in shipped().colours.values():
        assert f"--d-{token.id}:light-dark({token.light},{token.dark})" in sheet


def test_the_style_sheet_uses_only_variables_that_exist_and_names_no_colour_of_its_own() -> None:
    rules = "".join(sheet.read_text(encoding="utf-8") for sheet in sorted((ROOT / "web").rglob("*.css")))
    defined = set(re.findall(r"(--d-[\w-]+)\s*:", theme.css(shipped()) + rules))
    assert set(re.findall(r"var\((--d-[\w-]+)", rules)) <= defined
    shadows = r"rgb\(0 0 0 /"
    assert re.findall(rf"#[0-9a-fA-F]{{3,8}}\b(?=[^{{}}]*[;}}])|\b(?!{shadows})(?:rgb|hsl)a?\(", rules) == []


def test_every_colour_is_used() -> None:
    used = theme.own_style_rules() + "".join(
        p.read_text(encoding="utf-8") for p in (ROOT / "web").rglob("*.js")
    )
    charted = "".join(
        p.read_text(encoding="utf-8") for room in ("ui", "export") for p in (ROOT / room).rglob("*.py")
    )
    unused = [
        key
        for key in shipped().colours
        if f"var(--d-{key})" not in used and f'"{key}"' not in charted and not key.startswith("chart-")
    ]
    assert [key for key in unused if key not in CONFIG.values() and not key.startswith("chart-")] == []


def test_no_rule_for_every_page_looks_at_part_of_a_class() -> None:
    """Streamlit changes the class of every element whenever a run begins or ends: browsers would style whole
    pages anew each time."""
    assert re.findall(r"\[class[^\]]*\]", theme.own_style_rules()) == []


def test_the_fonts_cover_arabic_and_come_from_this_host() -> None:
    theme.serve_fonts()
    asked = dict(re.findall(r"font-family:'([^']+)';src:url\('([^']+)'\)", theme.faces()))
    assert list(asked) == list(theme.FACES)
    for family, path in asked.items():
        file = assets.get(path)
        assert file is not None
        letters = TTFont(io.BytesIO(file.content)).getBestCmap()
        assert {ord(c) for c in "دليلآأإؤئءةىپچژگقۀ"} <= set(letters), family


def height_of(words: set[str], face: str, weight: int) -> float:
    """From the lowest ink of any word to the highest, in heights of the letters."""
    fonts = theme.fonts()
    assert fonts
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(fonts / theme.FACES[face]))))
    font.set_variations({"wght": weight})
    ends = [0.0]
    for word in words:
        shaped = hb.Buffer()
        shaped.add_str(word)
        shaped.guess_segment_properties()
        hb.shape(font, shaped)
        for glyph, at in zip(shaped.glyph_infos, shaped.glyph_positions, strict=True):
            if ink := font.get_glyph_extents(glyph.codepoint):
                ends += [at.y_offset + ink.y_bearing, at.y_offset + ink.y_bearing + ink.height]
    return float((max(ends) - min(ends)) / font.face.upem)


def test_vowel_marks_of_arabic_headings_stay_clear_of_the_line_above() -> None:
    words = {word for row in shipped().words.values() for word in re.findall("[\u0621-\u0652]+", row.ar)}
    rule = re.search(
        r":is\(h1, h2, h3, h4\):lang\(ar\)[^{]*\{ line-height: ([\d.]+);", theme.own_style_rules()
    )
    assert rule
    assert height_of(words, "Noto Naskh Arabic", 600) <= float(rule[1])


def test_titles_of_slides_stay_clear_of_the_line_above() -> None:
    titles = {
        word for step in shipped().story.values() for word in re.findall("[\u0621-\u0652]+", step.title_ar)
    }
    sheet = (assets.STYLES / "presenter.css").read_text(encoding="utf-8")
    rule = re.search(r"\.d-deck h1:lang\(ar\) \{ line-height: ([\d.]+);", sheet)
    assert rule
    assert height_of(titles, "Noto Naskh Arabic", 600) <= float(rule[1])
