"""The slides of a story: each step's claim, the words it quotes beside it, our reading, a number, and the
map, border profile, chart or table that shows it."""

from __future__ import annotations

from collections.abc import Iterable

from data.atlas.atlas import Atlas
from data.tables.vocab import Lang
from export import content
from export.image import chart_image, profile_image
from export.image.map_image import picture
from export.pptx.builder import DeckBuilder
from export.pptx.chart import add_chart
from export.pptx.layouts import COLUMN, EDGE, FULL, LAYOUTS, LOW, TOP, Box
from export.pptx.slide import Slide
from export.pptx.text import Line, height, write
from export.story import Scene, evidence_table, points, quotations
from geo.profile.data import summary
from ui.charts.spec import Bars, Chart, Curve, Marks, Matrix
from ui.sentences.rules import About
from ui.sentences.rules import written as stated_rules
from ui.share import public
from ui.story.steps import rules_behind

STEP = LAYOUTS["step"]
SHARES = (1, 0.92, 0.84, 0.76, 0.68, 0.6)  # of their sizes, to which the words of a step shrink
SMALL, MOST = 0.8, 0.9  # above a border profile: to which share words shrink before it gives inches, at most
SPACE = 0.14  # inches between a quotation and our reading
COLUMNS = ("reading", "reading-2", "reading-3")


def add_scene(deck: DeckBuilder, scene: Scene) -> None:
    """A step of the story as a slide; notes only where ordered."""
    titles = {lang: one.title for lang, one in scene.texts.items()}
    blocks = scene.texts[deck.lang].blocks
    if scene.step.show == "profile":
        slide = deck.slide("strip", titles)
        fill_strip(deck, slide, scene)
    elif 1 < len(blocks) <= len(COLUMNS) and not has_visual(deck, scene):
        slide = deck.slide("points", titles)
        for n, key in enumerate(COLUMNS[: len(blocks)]):
            slide.write(key, list(block_lines(deck, scene, n)))
    else:
        slide = deck.slide("step", titles)
        fill_step(deck, slide, scene)
    slide.write("sources", list(source_lines(deck, scene)))
    if deck.order.notes:
        notes = slide.slide.notes_slide.notes_text_frame
        write(notes, list(note_lines(deck, scene)), (100, 100))


def has_visual(deck: DeckBuilder, scene: Scene) -> bool:
    """Does a picture, chart or table stand beside the words of a step?"""
    return bool(scene.mapped or scene.charts or evidence_table(deck.atlas, scene.step, deck.t))


def fill_strip(deck: DeckBuilder, slide: Slide, scene: Scene) -> None:
    """The border profile over the whole slide, the words of its step above it."""
    quoted, read, rooms = (
        list(quotation_lines(deck, scene)),
        list(reading_lines(deck, scene)),
        LAYOUTS["strip"],
    )
    sides = {key: rooms[key].box[2] for key in ("quotation", "reading")}
    needed = max(height(quoted, sides["quotation"], SMALL), height(read, sides["reading"], SMALL))
    more = min(max(needed - rooms["reading"].box[3], 0), MOST)
    for key, lines in (("quotation", quoted), ("reading", read)):
        left, top, wide, high = rooms[key].box
        slide.write(key, lines, (left, top, wide, high + more))
    left, top, wide, high = rooms["visual"].box
    drawn_ = profile_image.picture(scene.view, deck.t)
    slide.picture("visual", drawn_, summary(deck.atlas, deck.t), (left, top + more, wide, high - more))


def fill_step(deck: DeckBuilder, slide: Slide, scene: Scene) -> None:
    """The words of a step in a column, what shows it in the rest of the slide: number, quotation,
    reading, each as high as it needs."""
    wide = COLUMN if add_visual(deck, slide, scene) else FULL
    top = TOP
    if number := scene.numbers.get(deck.lang):
        slide.write(
            "figure", [Line(number, deck.rtl, 34, "border", bold=True, serif=True)], (EDGE, top, wide, 0.75)
        )
        top += 0.75 + SPACE
    quoted, read = list(quotation_lines(deck, scene)), list(reading_lines(deck, scene))
    room = LOW - 0.1 - top
    share = next(
        (s for s in SHARES if _high(quoted, wide, s) + _high(read, wide, s) <= room),
        0.5,
    )
    if quoted:
        box: Box = (EDGE, top, wide, _high(quoted, wide, share) - SPACE)
        slide.write("quotation", quoted, box)
        top += box[3] + SPACE
    slide.write("reading", read, (EDGE, top, wide, LOW - 0.1 - top))


def _high(lines: list[Line], wide: float, share: float) -> float:
    return height(lines, wide - 0.2, share) + SPACE if lines else 0


def add_visual(deck: DeckBuilder, slide: Slide, scene: Scene) -> bool:
    """Put what shows a step in its place. Says whether there is anything."""
    text, chart = scene.texts[deck.lang], scene.charts.get(deck.lang)
    rows = evidence_table(deck.atlas, scene.step, deck.t)
    if chart is not None:
        add_step_chart(deck, slide, chart)
    elif scene.mapped:
        image = picture(scene.view, scene.view.atlas.text(deck.lang), size="beside", places=scene.step.frame)
        slide.picture("visual", image, text.title)
    elif rows:
        slide.table("visual", rows, (2, 3), 13, text.title, rtl=deck.rtl)
    return bool(chart is not None or scene.mapped or rows)


def add_step_chart(deck: DeckBuilder, slide: Slide, chart: Chart) -> None:
    """The chart of a step: bars as a native chart, others as a picture."""
    if isinstance(chart, Bars) and not chart.empty:
        add_chart(slide, "visual", chart, 12)
    elif isinstance(chart, (Marks, Matrix, Curve)) and not chart.empty:
        slide.picture("visual", chart_image.beside(deck.order, chart), chart.alt)


def quotation_lines(deck: DeckBuilder, scene: Scene) -> Iterable[Line]:
    """What a step quotes, the exact words and our translation, each called what it is."""
    for n, one in enumerate(quotations(deck.order, scene, deck.t, translated="en" in deck.order.langs)):
        yield Line(one.label, deck.rtl, 11, "border", bold=True, before=6 if n else 0)
        yield Line(one.text, one.language == "ar", 17 if len(one.text) < 160 else 14, serif=True)


def reading_lines(deck: DeckBuilder, scene: Scene) -> Iterable[Line]:
    """Our reading of a step in points; in the other language smaller, below."""
    for n, (line, head) in enumerate(points(scene.texts[deck.lang])):
        yield Line(line, deck.rtl, 17, "border" if head else "ink", bold=head, before=5 if n else 0)
    for lang in deck.order.langs[1:]:
        for n, (line, head) in enumerate(points(scene.texts[lang])):
            yield Line(line, lang == "ar", 12, "muted", bold=head, before=2 if n else 9)


def block_lines(deck: DeckBuilder, scene: Scene, n: int) -> Iterable[Line]:
    """A block of a step with its heading, in each language."""
    for lang in deck.order.langs:
        rtl, main = lang == "ar", lang == deck.lang
        head, found = scene.texts[lang].blocks[n]
        yield Line(
            head,
            rtl,
            20 if main else 13,
            "border" if main else "muted",
            bold=True,
            serif=main,
            before=0 if main else 12,
        )
        for line in found:
            yield Line(line, rtl, 17 if main else 12, "ink" if main else "muted", before=5 if main else 2)


def source_lines(deck: DeckBuilder, scene: Scene) -> Iterable[Line]:
    """Where the words quoted stand, the sources of a step, and the rules behind its sum or assessment."""
    if scene.step.passage:
        yield Line(content.quote(deck.order, scene.step.passage, deck.t).citation, deck.rtl, 10, "muted")
    yield Line(" · ".join(scene.texts[deck.lang].sources), deck.rtl, 10, "muted")
    if about := rules_behind(scene.step):
        yield deck.rules_line(about, deck.lang)


def note_lines(deck: DeckBuilder, scene: Scene) -> Iterable[Line]:
    """What the speaker may say, and by name the rules behind what is shown."""
    for lang, one in scene.texts.items():
        yield from (Line(line, lang == "ar", 12) for line in one.notes.split("\n"))
    about = rules_behind(scene.step)
    if about and not public():
        yield from (Line(rule_names(deck.atlas, about, lang), lang == "ar", 12) for lang in scene.texts)


def rule_names(atlas: Atlas, about: About, lang: Lang) -> str:
    """The rules by number and name, in a line."""
    t = atlas.text(lang)
    heads = [head for head, _ in stated_rules(atlas, about, t)[1]]
    numbered = (f"{t.number(n)}. {head}" for n, head in enumerate(heads, start=1))
    return f"{t(f'rules.{about}')}: " + " · ".join(numbered)
