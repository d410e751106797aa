"""The faces that stand in until the app's own have come: as wide and as high as these, and named wherever
these are."""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
import uharfbuzz
from fontTools import subset
from fontTools.afmLib import AFM
from fontTools.agl import UV2AGL
from fontTools.ttLib import TTFont
from tiny import shipped

from data.tables.vocab import Lang
from export.webpage.fonts import ARABIC, JOINING, is_arabic, subset_font
from ui import theme
from ui.charts.plotly import dressing
from web import assets

ROOT = Path(__file__).parents[1]
RULE = re.compile(
    r'@font-face \{ font-family: "([^"]+) on ([^"]+)"; font-weight: (\d+); src: ([^;]+); '
    r"size-adjust: ([\d.]+)%; ascent-override: ([\d.]+)%; descent-override: ([\d.]+)%; "
    r"line-gap-override: 0%; unicode-range: ([^;]+); \}"
)
OPTICAL = {400: 16, 600: 30, 700: 24}  # pixels: text, titles, the app's own name
METRICS = {  # of the faces of a reader's machine, by (face, is it bold?); Arial's widths are Helvetica's
    ("Arial", False): "pdfcorefonts/Helvetica.afm",
    ("Arial", True): "pdfcorefonts/Helvetica-Bold.afm",
    ("Times", False): "pdfcorefonts/Times-Roman.afm",
    ("Times", True): "pdfcorefonts/Times-Bold.afm",
    ("DejaVu Sans", False): "ttf/DejaVuSans.ttf",
    ("DejaVu Sans", True): "ttf/DejaVuSans-Bold.ttf",
    ("DejaVu Serif", False): "ttf/DejaVuSerif.ttf",
    ("DejaVu Serif", True): "ttf/DejaVuSerif-Bold.ttf",
}
ROWS = RULE.findall((assets.STYLES / "stand_ins.css").read_text(encoding="utf-8"))


@cache
def texts(lang: Lang) -> tuple[str, ...]:
    """The words of the interface: English in one, with its spaces; Arabic one by one, since browsers take the
    spaces from a Latin face."""
    words = " ".join(getattr(word, lang) for word in shipped().words.values()).split()
    if lang == "ar":
        return tuple(word for word in words if all(map(is_arabic, word)))
    return (" ".join(word for word in words if word.isascii()),)


def set_in(font: uharfbuzz.Font, texts: Sequence[str]) -> float:
    """How wide a letter is, in em, the texts set one by one."""
    width = 0
    for text in texts:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer)
        width += sum(glyph.x_advance for glyph in buffer.glyph_positions)
    return float(width / font.face.upem / sum(map(len, texts)))


@cache
def plain(path: Path) -> uharfbuzz.Blob:
    """A face, unpacked."""
    file, out = TTFont(path), io.BytesIO()
    file.flavor = None
    file.save(out)
    return uharfbuzz.Blob(out.getvalue())


def of_file(path: Path, lang: Lang, **axes: float) -> float:
    """How wide a letter of the interface is, in em."""
    if path.suffix == ".afm":
        glyphs = AFM(str(path))
        letters = "".join(texts(lang))
        return float(sum(glyphs[UV2AGL[ord(letter)]][1] for letter in letters) / 1000 / len(letters))
    font = uharfbuzz.Font(uharfbuzz.Face(plain(path)))
    font.set_variations(axes)
    return set_in(font, texts(lang))


def files() -> dict[str, Path]:
    """The app's own faces."""
    folder = theme.fonts()
    assert folder is not None
    return {family: folder / file for family, file in theme.FACES.items()} | theme.latin_faces()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} on {row[1]} {row[2]}")
def test_a_stand_in_is_as_wide_and_as_high_as_the_face_it_stands_for(row: tuple[str, ...]) -> None:
    family, onto, weight, local, *shares, letters = row
    lang: Lang = "ar" if "Arabic" in family else "en"
    spec = find_spec("matplotlib")
    assert spec is not None
    assert spec.origin is not None
    bold = int(weight) >= 600
    theirs = of_file(Path(spec.origin).parent / "mpl-data/fonts" / METRICS[onto, bold], lang)
    axes = {"wght": float(weight)} | ({"opsz": OPTICAL[int(weight)]} if family == "Source Serif" else {})
    size, ascent, descent = (float(share) / 100 for share in shares)
    assert size == pytest.approx(of_file(files()[family], lang, **axes) / theirs, rel=0.01)
    head = TTFont(files()[family])["hhea"]
    assert (ascent * size * 1000, -descent * size * 1000) == pytest.approx((head.ascent, head.descent), abs=5)
    assert ("Bold" in local) == bold
    assert (letters == ARABIC) == (lang == "ar")


@pytest.mark.parametrize("family", theme.FACES)
def test_a_face_that_browsers_are_served_has_the_letters_and_the_widths_of_the_whole_one(family: str) -> None:
    whole, served = files()[family], theme.served_files()[family]
    letters = {*subset.parse_unicodes(ARABIC.replace("U+", ""))}
    assert {*TTFont(served).getBestCmap()} >= letters & {*TTFont(whole).getBestCmap()}
    for weight in (400.0, 600.0, 700.0):
        wide = [of_file(file, "ar", wght=weight) for file in (served, whole)]
        assert wide[0] == pytest.approx(wide[1], rel=0.001), weight


def named(families: str) -> list[str]:
    """The names of a list of families."""
    return re.findall(r'"([^"]+)"', families)


def test_every_stand_in_has_three_weights_and_follows_its_face_wherever_that_is_named() -> None:
    rules = (assets.STYLES / "theme.css").read_text(encoding="utf-8")
    lists = dict(re.findall(r"(--d-(?:sans|serif|naskh)): ([^;]+);", rules))
    assert len(lists) == 3
    stands = {f"{family} on {onto}": family for family, onto, *_ in ROWS}
    for weight in ("400", "600", "700"):
        assert {f"{row[0]} on {row[1]}" for row in ROWS if row[2] == weight} == set(stands)
    for key, families in lists.items():
        own = [name for name in named(families) if name in files()]
        assert [name for name in named(families) if name in stands] == [
            name for name, family in stands.items() if family in own
        ], key
    streamlit = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    assert (streamlit["font"], streamlit["headingFont"]) == (lists["--d-sans"], lists["--d-serif"])
    assert lists["--d-sans"] == dressing.FONT
    for path in [*sorted(assets.STYLES.glob("*.css")), *sorted((ROOT / "ui").rglob("*.html"))]:
        for families in re.findall(r"[\s:](\"(?:Source|Noto) [^;]*);", path.read_text(encoding="utf-8")):
            if path.name not in (
                "stand_ins.css",
                "missing.css",
            ):  # the page for what is missing asks for no face
                own = [name for name in named(families) if name in stands.values()]
                missing = {name for name, family in stands.items() if family in own} - {*named(families)}
                assert not missing, f"{path.name}: {families}"


@pytest.mark.parametrize("family", theme.FACES)
def test_a_face_cut_to_its_letters_shapes_them_as_the_whole_one(family: str) -> None:
    folder, words = theme.fonts(), "الولايات المتحدة، لأنّ ١٢٣"
    assert folder
    unpacked = io.BytesIO()
    packed = TTFont(
        io.BytesIO(subset_font(folder / theme.FACES[family], "".join(sorted(set(words))) + JOINING))
    )
    packed.flavor = None
    packed.save(unpacked)
    whole, less = (
        [(one.x_advance, one.x_offset, one.y_offset) for one in shaped(content, words)]
        for content in ((folder / theme.FACES[family]).read_bytes(), unpacked.getvalue())
    )
    assert less == whole
    assert len(packed.getGlyphOrder()) < 0.5 * len(TTFont(folder / theme.FACES[family]).getGlyphOrder())


def shaped(face: bytes, words: str) -> list[uharfbuzz.GlyphPosition]:
    """Where the glyphs of words stand."""
    line = uharfbuzz.Buffer()
    line.add_str(words)
    line.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(face))), line)
    return list(line.glyph_positions)
