"""The deck that slides begin with: our own 16:9 template, mirrored for Arabic, or one that a reader gives.

Ours is python-pptx's default with a theme of the colour table and layouts of its own, so that "Design" and
the outline of PowerPoint work on what we write. Arial and Times New Roman have Arabic letters on Windows and
on macOS; Georgia has none, so Arabic titles take the other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE as REL
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches

from data.i18n import shorten
from export.pptx.layouts import BAND, FOOTER, HIGH, LAYOUTS, NUMBER, WIDE, Layout, Placeholder
from export.pptx.reader_template import has_title, open_template

FACES = {"major": ("Georgia", "Times New Roman"), "minor": ("Arial", "Arial")}  # Latin, complex scripts
THEME = {  # colour of a theme -> of the colour table
    "dk1": "ink",
    "lt1": "ground",
    "dk2": "muted",
    "lt2": "panel",
    "accent1": "border",
    "accent2": "chart-1",
    "accent3": "chart-2",
    "accent4": "chart-3",
    "accent5": "chart-4",
    "accent6": "region",
    "hlink": "link",
    "folHlink": "link",
}
APP = (  # of docProps/app.xml
    (rb"<Application>.*?</Application>", b"<Application>Dalil</Application>"),
    (
        rb"<PresentationFormat>.*?</PresentationFormat>",
        b"<PresentationFormat>Widescreen</PresentationFormat>",
    ),
    (rb"<AppVersion>.*?</AppVersion>", b""),
)


def empty_deck(title: str, author: str, language: str, ink: Mapping[str, str], template: bytes = b"") -> Any:
    """A deck without slides, made now by `author`: `template`, a reader's .pptx, emptied, else our own in the
    colours of `ink`. Raises TemplateRefused."""
    presentation = open_template(template) if template else pptx.Presentation()
    if not template:
        _design(presentation, ink, rtl=language == "ar")
    _name(presentation.core_properties, title, author, language)
    related = presentation.part.package._rels
    for key in [key for key, rel in related.items() if rel.reltype == REL.THUMBNAIL]:
        related.pop(key)
    for part in [rel.target_part for rel in related.values() if rel.reltype == REL.EXTENDED_PROPERTIES]:
        for pattern, text in APP:
            part._blob = re.sub(pattern, text, part.blob)
    return presentation


def layout_for(presentation: Any, name: str) -> Any:
    """The layout of a deck that has our name; of a reader's own, one with a title and few others."""
    layouts = [layout for layout in presentation.slide_layouts if has_title(layout)]
    ours = [layout for layout in layouts if layout.name == name]
    return ours[0] if ours else min(layouts, key=lambda layout: len(layout.placeholders))


def _design(presentation: Any, ink: Mapping[str, str], *, rtl: bool) -> None:
    """Make the default deck ours: size, theme, master, layouts."""
    presentation.slide_width, presentation.slide_height = Inches(WIDE), Inches(HIGH)
    presentation.part._element.find(qn("p:sldSz")).attrib.pop("type", None)
    master, layouts = presentation.slide_master, list(presentation.slide_layouts)
    for spare in layouts[len(LAYOUTS) :]:
        presentation.slide_layouts.remove(spare)
    for related in master.part.rels.values():
        if related.reltype == REL.THEME:
            related.target_part._blob = _theme(related.target_part, ink)
    _dress_master(master._element, rtl=rtl)
    for layout, (name, rooms) in zip(layouts, LAYOUTS.items(), strict=False):
        _dress_layout(layout._element, name, rooms, rtl=rtl)


def _theme(part: Part, ink: Mapping[str, str]) -> bytes:
    """The theme with our colours and faces."""
    root = parse_xml(part.blob)
    root.set("name", "Dalil")
    for key, token in THEME.items():
        [slot] = root.iter(qn(f"a:{key}"))
        slot[:] = [slot.makeelement(qn("a:srgbClr"), {"val": ink[token].removeprefix("#")})]
    for kind, (latin, complex_) in FACES.items():
        [fonts] = root.iter(qn(f"a:{kind}Font"))
        fonts[:] = [
            fonts.makeelement(qn(f"a:{tag}"), {"typeface": face})
            for tag, face in (("latin", latin), ("ea", ""), ("cs", complex_))
        ]
    return bytes(serialize_part_xml(root))


def _dress_master(master: Any, *, rtl: bool) -> None:
    """Ground, band, and the direction and sizes of titles and texts."""
    tree = master.cSld.spTree
    rooms: Layout = {"title": LAYOUTS["list"]["title"], "reading": LAYOUTS["list"]["reading"]}
    _refill(tree, {**rooms, "footer": FOOTER, "number": NUMBER}, rtl=rtl, master=True)
    tree.append(parse_xml(_shape(99, "band", _place(BAND, rtl=rtl), "accent1")))
    side = 'algn="r" rtl="1"' if rtl else 'algn="l" rtl="0"'
    old = master.find(qn("p:txStyles"))
    level = "<a:lvl{n}pPr marL='0' indent='0' {side}><a:buNone/>{run}</a:lvl{n}pPr>"
    title = level.format(n=1, side=side, run=_run(28, "tx1", "mj", bold=True))
    body = "".join(level.format(n=n, side=side, run=_run(16, "tx1", "mn")) for n in range(1, 6))
    styles = (
        f"<p:txStyles {nsdecls('p', 'a')}><p:titleStyle>{title}</p:titleStyle>"
        f"<p:bodyStyle>{body}</p:bodyStyle><p:otherStyle/></p:txStyles>"
    )
    old.getparent().replace(old, parse_xml(styles))


def _dress_layout(layout: Any, name: str, rooms: Layout, *, rtl: bool) -> None:
    layout.cSld.set("name", name)
    layout.attrib.pop("type", None)
    layout.set("preserve", "1")
    _refill(layout.cSld.spTree, {**rooms, "footer": FOOTER, "number": NUMBER}, rtl=rtl)


def _refill(tree: Any, rooms: Mapping[str, Placeholder], *, rtl: bool, master: bool = False) -> None:
    """Give a master or layout these placeholders and no other shapes."""
    for shape in list(tree)[2:]:
        tree.remove(shape)
    for n, (key, room) in enumerate(rooms.items(), start=2):
        tree.append(parse_xml(_placeholder(n, key, room, rtl=rtl, master=master)))


def _placeholder(n: int, key: str, room: Placeholder, *, rtl: bool, master: bool) -> str:
    kind = f'type="{room.type}"' if room.type else ""
    index = "" if room.type == "title" or (master and room.type == "body") else f'idx="{room.idx}"'
    side = ("r" if rtl else "l") if room.type != "sldNum" else ("l" if rtl else "r")
    style = (
        f"<a:lstStyle><a:lvl1pPr marL='0' indent='0' algn='{side}' rtl='{int(rtl)}'><a:buNone/>"
        f"{_run(room.size, room.colour, room.face, bold=room.bold)}</a:lvl1pPr></a:lstStyle>"
    )
    text = "<a:fld id='{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}' type='slidenum'><a:rPr/><a:t>‹#›</a:t></a:fld>"
    text = text if room.type == "sldNum" else f"<a:r><a:rPr/><a:t>{key if not room.type else ''}</a:t></a:r>"
    fill = f"<a:solidFill><a:schemeClr val='{room.fill}'/></a:solidFill>" if room.fill else ""
    inset = "0.16" if room.fill else "0.05"
    edge = int(Inches(float(inset)))
    return (
        f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr><p:cNvPr id='{n}' name='{key}'/><p:cNvSpPr>"
        f"<a:spLocks noGrp='1'/></p:cNvSpPr><p:nvPr><p:ph {kind} {index}/></p:nvPr></p:nvSpPr>"
        f"<p:spPr>{_frame(_place(room.box, rtl=rtl))}<a:prstGeom prst='rect'><a:avLst/></a:prstGeom>{fill}"
        f"</p:spPr><p:txBody><a:bodyPr lIns='{edge}' rIns='{edge}' tIns='{edge // 2}' bIns='{edge // 2}'"
        f" anchor='{room.anchor}'><a:normAutofit/></a:bodyPr>{style}<a:p>{text}</a:p></p:txBody></p:sp>"
    )


def _shape(n: int, name: str, box: Iterable[int], fill: str) -> str:
    return (
        f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr><p:cNvPr id='{n}' name='{name}'/><p:cNvSpPr/><p:nvPr"
        f" userDrawn='1'/></p:nvSpPr><p:spPr>{_frame(box)}<a:prstGeom prst='rect'><a:avLst/></a:prstGeom>"
        f"<a:solidFill><a:schemeClr val='{fill}'/></a:solidFill></p:spPr></p:sp>"
    )


def _frame(box: Iterable[int]) -> str:
    x, y, w, h = box
    return f"<a:xfrm><a:off x='{x}' y='{y}'/><a:ext cx='{w}' cy='{h}'/></a:xfrm>"


def _place(box: tuple[float, float, float, float], *, rtl: bool) -> list[int]:
    """A box in EMU; right to left, at the other side of the slide."""
    left, top, width, height = box
    return [int(Emu(Inches(part))) for part in (WIDE - left - width if rtl else left, top, width, height)]


def _run(size: float, colour: str, face: str, *, bold: bool = False) -> str:
    return (
        f"<a:defRPr sz='{round(size * 100)}' b='{int(bold)}'><a:solidFill><a:schemeClr val='{colour}'/>"
        f"</a:solidFill><a:latin typeface='+{face}-lt'/><a:ea typeface='+{face}-ea'/>"
        f"<a:cs typeface='+{face}-cs'/></a:defRPr>"
    )


def _name(core: Any, title: str, author: str, language: str) -> None:
    """Say in the file's properties what it is, and who made it when; they hold 255 letters at most."""
    title, author = shorten(title, 255), shorten(author, 255)
    core.title, core.author, core.last_modified_by, core.language = title, author, author, language
    core.comments, core.revision, core.keywords, core.subject = "", 1, "", ""
    core.created = core.modified = dt.datetime.now(dt.UTC).replace(microsecond=0, tzinfo=None)
