"""The faces of the app (SIL OFL 1.1, which allows embedding), cut down to the letters a file uses."""

from __future__ import annotations

import base64
import io
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from ui import theme

ARABIC = "U+0600-06FF,U+0750-077F,U+08A0-08FF,U+FB50-FDFF,U+FE70-FEFF,U+200C-200D"
JOINING = "\u200c\u200d\u0640 "


def font_face_rules(text: str) -> str:
    """@font-face rules that carry the faces themselves, with the letters of `text`; those that are not
    installed are left out."""
    letters = sorted(set(text))
    arabic = "".join(filter(is_arabic, letters))
    others = "".join(c for c in letters if not is_arabic(c))
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
    face = base64.b64encode(subset_font(file, letters)).decode()
    source = f"url(data:font/woff2;base64,{face}) format('woff2')"
    return f"@font-face{{font-family:'{family}';src:{source};font-weight:400 700{more}}}"


@lru_cache(maxsize=16)
def subset_font(file: Path, letters: str) -> bytes:
    """A face with the glyphs of `letters` and the shapes they take, as WOFF2."""
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, letters))
    for kept in (hb.SubsetInputSets.LAYOUT_FEATURE_TAG, hb.SubsetInputSets.NAME_ID):
        wanted.sets(kept).clear()
        wanted.sets(kept).invert()  # all of them
    whole = hb.Face(hb.Blob(_saved(TTFont(file), "")))
    return _saved(TTFont(io.BytesIO(hb.subset(whole, wanted).blob.data)), "woff2")


def _saved(font: TTFont, flavor: str) -> bytes:
    """A face as TrueType or, where a flavor is given, packed so."""
    out = io.BytesIO()
    font.flavor = flavor or None
    font.save(out)
    return out.getvalue()
