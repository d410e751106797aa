"""The colour table as a style sheet, and the fonts, for both grounds and both directions."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

from data.atlas.atlas import Atlas
from data.tables.vocab import LANGS
from web import assets

ICON = Path(__file__).with_name("icon.svg")
STREAMLIT, FIRST = assets.STYLES / "streamlit.css", assets.STYLES / "first.css"
SHEETS = tuple(
    assets.STYLES / name
    for name in (
        "stand_ins.css",
        "theme.css",
        "nav.css",
        "sheet.css",
        "charts.css",
        "profile.css",
        "evidence.css",
        "comparison.css",
        "review.css",
        "print.css",
        "forced_colors.css",
    )
)
FACES = {
    "Noto Naskh Arabic": "NotoNaskhArabic-Variable.ttf",
    "Noto Sans Arabic": "NotoSansArabic-Variable.ttf",
}
LATIN = {"Source Serif": "SourceSerifVariable-Roman.*.woff2", "Source Sans": "SourceSansVF-Upright.*.woff2"}


def variables(atlas: Atlas) -> str:
    """Every colour as a CSS variable --d-… that follows the scheme of the element it is used on."""
    pairs = "".join(
        f"--d-{token.id}:light-dark({token.light},{token.dark});" for token in atlas.colours.values()
    )
    return f":root{{{pairs}}}"


def fonts() -> Path | None:
    """The folder with the whole Arabic faces, with which pictures and files are made, where the package that
    carries them is installed."""
    spec = find_spec("pylopdf_fonts_ar")
    return Path(spec.origin).parent if spec and spec.origin else None


def latin_faces() -> dict[str, Path]:
    """The Latin faces (SIL OFL 1.1) that the framework of the app serves: family -> file, those that are
    there."""
    spec = find_spec("streamlit")
    folder = Path(spec.origin).parent / "static" / "static" / "media" if spec and spec.origin else None
    found = {family: sorted(folder.glob(name)) for family, name in LATIN.items()} if folder else {}
    return {family: files[0] for family, files in found.items() if files}


def served_files() -> dict[str, Path]:
    """The Arabic faces for browsers, which docs/faces.py cuts out of the whole ones: family -> file."""
    return {family: assets.WEB / "faces" / f"{family.replace(' ', '')}.woff2" for family in FACES}


def serve_fonts() -> None:
    """Serve the Arabic faces."""
    for file in served_files().values():
        assets.serve_asset(file.stem, "woff2", file.read_bytes())


def served_fonts() -> dict[str, str]:
    """The Arabic faces that are served: family -> path."""
    return {
        family: assets.asset_path(file.stem)
        for family, file in served_files().items()
        if assets.has(file.stem)
    }


def faces() -> str:
    """@font-face rules for the Arabic faces that are served; they apply to Arabic letters alone."""
    return "".join(
        f"@font-face{{font-family:'{family}';src:url('{path}');font-weight:400 700;font-display:swap;"
        "unicode-range:U+0600-06FF,U+0750-077F,U+08A0-08FF,U+FB50-FDFF,U+FE70-FEFF,U+200C-200D}"
        for family, path in served_fonts().items()
    )


def serve_sheet(atlas: Atlas) -> None:
    """Serve the style sheet of the app."""
    assets.serve_asset("sheet", "css", css(atlas))


def css(atlas: Atlas) -> str:
    """The whole style sheet of the app; rules on Streamlit's own markup come first."""
    above, below = (sheet.read_text(encoding="utf-8") for sheet in (STREAMLIT, FIRST))
    return faces() + variables(atlas) + paper_rules(atlas) + above + own_style_rules() + below


def paper_rules(atlas: Atlas) -> str:
    """The words that stand on paper for a table, of which only what was in sight would be printed."""
    words = {lang: json.dumps(atlas.text(lang)("table.on-paper"), ensure_ascii=False) for lang in LANGS}
    return "".join(f":root:lang({lang}){{--d-on-paper:{word}}}" for lang, word in words.items())


def own_style_rules() -> str:
    """The rules on our own markup, of all sheets that every page needs."""
    return "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
