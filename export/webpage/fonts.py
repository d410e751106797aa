"""The Arabic faces (SIL OFL 1.1, which allows embedding), cut down to the letters a file uses."""

from __future__ import annotations

import base64
import io
from functools import lru_cache

from fontTools import subset
from fontTools.ttLib import TTFont

from ui import theme

ARABIC = "U+0600-06FF,U+0750-077F,U+08A0-08FF,U+FB50-FDFF,U+FE70-FEFF,U+200C-200D"


def embedded(text: str) -> str:
    """@font-face rules that carry the faces themselves, with the Arabic letters of `text`; empty when they
    are not installed."""
    letters = "".join(sorted({c for c in text if "\u0600" <= c <= "\u08ff" or "\ufb50" <= c <= "\ufeff"}))
    rules = (
        f"@font-face{{font-family:'{family}';src:url(data:font/woff2;base64,"
        f"{base64.b64encode(cut(file, letters)).decode()})"
        f" format('woff2');font-weight:400 700;unicode-range:{ARABIC}}}"
        for family, file in theme.FACES.items()
    )
    return "".join(rules) if theme.fonts() else ""


@lru_cache(maxsize=8)
def cut(file: str, letters: str) -> bytes:
    """A face of the theme with the glyphs of `letters` and the shapes they take, as WOFF2. Raises
    RuntimeError without the faces."""
    folder = theme.fonts()
    if folder is None:
        raise RuntimeError("the Arabic faces are not installed: run `make setup`")
    options = subset.Options(flavor="woff2", layout_features=["*"], drop_tables=["DSIG"])
    font: TTFont = subset.load_font(folder / file, options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters + "\u200c\u200d\u0640 ")
    cutter.subset(font)
    out = io.BytesIO()
    subset.save_font(font, out, options)
    return out.getvalue()
