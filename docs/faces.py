"""Cuts the Arabic faces that browsers are served out of the whole ones of the package: Arabic letters, in the
weights and the width that the sheets use, as WOFF2. `python -m docs.faces` writes web/faces; the licence
beside them is theirs."""

from __future__ import annotations

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from export.webpage.fonts import ARABIC
from ui import theme

WEIGHTS = (400, 700)


def subset_face(family: str) -> TTFont:
    """A face with all Arabic letters and the shapes they take."""
    folder = theme.fonts()
    assert folder is not None
    options = subset.Options(layout_features=["*"])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(ARABIC.replace("U+", "")))
    font = subset.load_font(folder / theme.FACES[family], options)
    cutter.subset(font)
    axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": WEIGHTS}
    return instancer.instantiateVariableFont(font, axes)


if __name__ == "__main__":
    for family, file in theme.served_files().items():
        font = subset_face(family)
        font.flavor = "woff2"
        font.save(file)
