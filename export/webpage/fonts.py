"""The faces of the app (SIL OFL 1.1, which allows embedding), cut down to the letters a file uses."""

from __future__ import annotations

import base64
import io
from functools import lru_cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from ui import theme

ARABIC = "U+0600-06FF,U+0750-077F,U+08A0-08FF,U+FB50-FDFF,U+FE70-FEFF,U+200C-200D"
JOINING = "\u200c\u200d\u0640 "


def font_face_rules(text: str) -> str:
    """@font-face rules that carry the faces themselves, with the letters of `text`; those that are not
    installed are left out."""
    arabic = "".join(sorted({c for c in text if is_arabic(c)}))
    others = "".join(sorted({c for c in text if not is_arabic(c)}))
    folder = theme.fonts()
    own = {family: folder / file for family, file in theme.FACES.items()} if folder else {}
    rules = [rule(family, file, arabic + JOINING, f";unicode-range:{ARABIC}") for family, file in own.items()]
    rules += [rule(family, file, others) for family, file in theme.latin_faces().items()]
    return "".join(rules)


def is_arabic(char: str) -> bool:
    """Is it a letter or mark of the Arabic script?"""
    return "\u0600" <= char <= "\u08ff" or "\ufb50" <= char <= "\ufeff"


def rule(family: str, file: Path, letters: str, more: str = "") -> str:
    """The @font-face rule that carries a face with these letters."""
    face = base64.b64encode(cut(file, letters)).decode()
    source = f"url(data:font/woff2;base64,{face}) format('woff2')"
    return f"@font-face{{font-family:'{family}';src:{source};font-weight:400 700{more}}}"


@lru_cache(maxsize=16)
def cut(file: Path, letters: str) -> bytes:
    """A face with the glyphs of `letters` and the shapes they take, as WOFF2."""
    options = subset.Options(flavor="woff2", layout_features=["*"], drop_tables=["DSIG"])
    font: TTFont = subset.load_font(file, options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    cutter.subset(font)
    out = io.BytesIO()
    subset.save_font(font, out, options)
    return out.getvalue()
