"""The slides of a story: each step's claim, the words it quotes beside it, our reading, a number, and the
map, border profile, chart or table that shows it."""

from __future__ import annotations

from collections.abc import Iterable

from data.atlas.atlas import Atlas
from data.i18n import Text
from export import content
from export.image import chart_image, profile_image
from export.image.map_image import map_picture
from export.pptx.builder import DeckBuilder
from export.pptx.chart import add_chart
from export.pptx.layouts import COLUMN, EDGE, FULL, GAP, LAYOUTS, LOW, TOP, Box
from export.pptx.slide import Slide
from export.pptx.text import LEAST, SlideParagraph, fill_frame, fitting_share, height
from export.story import Scene, evidence_table, quotations, sources_line, step_lines
from geo.profile.data import summary
from ui.charts.spec import Bars, Chart, Curve, Marks, Matrix
from ui.sentences.rules import About
from ui.sentences.rules import rule_texts as stated_rules
from ui.share import public
from ui.story.steps import rules_behind

SHARES = (1, 0.92, 0.86, 0.8)  # of their sizes, to which the words of a step shrink beside what shows it
FEWER = (0.74, 0.68, 0.6)  # and where there is no more room
TOGETHER = 0.92  # to which share they shrink for a second language: below, each has a slide of its own
BROAD = 6.7  # inches: how wide the column of many words is
SMALL, MOST = 0.8, 0.9  # above a border profile: to which share words shrink before it gives inches, at most
SPACE, FIGURE = 0.14, 0.75  # inches between a quotation and our reading, and of the number above them
GROWN = 1.4  # to how many times their size the letters of a table grow where there is room
COLUMNS = ("reading", "reading-2", "reading-3")
FOOT = LAYOUTS["step"]["sources"].box[1] + LAYOUTS["step"]["sources"].box[3]  # where sources end


def add_scene(deck: DeckBuilder, scene: Scene) -> None:
    """A step of the story as a slide; in two languages, as a slide for each where both would be too small on
    one. Notes only where ordered."""
    langs = deck.order.langs
    if len(langs) > 1 and share_of(deck, scene) < TOGETHER:
        for lang in langs:
            add_slide(deck.alone(lang), scene)
    else:
        add_slide(deck, scene)


def add_slide(deck: DeckBuilder, scene: Scene) -> None:
    """A step as a slide in the languages of the deck."""
    slide = deck.slide(layout_of(deck, scene), {lang: scene.texts[lang].title for lang in deck.order.langs})
    cited = list(source_lines(deck, scene))
    low = min(LOW, FOOT - height(cited, FULL))
    if layout_of(deck, scene) == "strip":
        fill_strip(deck, slide, scene, low)
    elif layout_of(deck, scene) == "points":
        fill_columns(deck, slide, scene, low)
    else:
        fill_step(deck, slide, scene, low)
    slide.write("sources", cited, (EDGE, low, FULL, FOOT - low))
    if deck.order.notes:
        notes = slide.slide.notes_slide.notes_text_frame
        fill_frame(notes, list(note_lines(deck, scene)), (100, 100))


def layout_of(deck: DeckBuilder, scene: Scene) -> str:
    """The layout in which a step stands: on the border, blocks alone, or words beside what shows them."""
    if scene.step.show == "profile":
        return "strip"
    blocks = scene.texts[deck.lang].blocks
    return "points" if 1 < len(blocks) <= len(COLUMNS) and not has_visual(deck, scene) else "step"


def has_visual(deck: DeckBuilder, scene: Scene) -> bool:
    """Does a picture, chart or table stand beside the words of a step?"""
    return bool(scene.mapped or scene.charts or evidence_table(deck.atlas, scene.step, deck.t))


def share_of(deck: DeckBuilder, scene: Scene) -> float:
    """The share of their sizes at which all words of a step fit one slide."""
    layout = layout_of(deck, scene)
    if layout == "step":
        return TextColumn(deck, scene, LOW).share
    if layout == "points":
        found = [list(block_lines(deck, scene, n)) for n in range(len(scene.texts[deck.lang].blocks))]
        return min(fitting_share(lines, LAYOUTS["points"]["reading"].box[2:]) for lines in found)
    _, _, wide, high = LAYOUTS["strip"]["reading"].box
    return fitting_share(list(reading_lines(deck, scene)), (wide, high + MOST))


def fill_strip(deck: DeckBuilder, slide: Slide, scene: Scene, low: float) -> None:
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
    drawn_, less = profile_image.profile_picture(scene.view, deck.t, deck.second), more + LOW - low
    slide.picture("visual", drawn_, summary(deck.atlas, deck.t), (left, top + more, wide, high - less))


def fill_columns(deck: DeckBuilder, slide: Slide, scene: Scene, low: float) -> None:
    """Each block of a step in a column, the first where its language begins to read."""
    keys = COLUMNS[: len(scene.texts[deck.lang].blocks)]
    turned = keys[:: 1 if deck.rtl == deck.mirrored else -1]
    for n, (key, place) in enumerate(zip(keys, turned, strict=True)):
        left, top, wide, high = LAYOUTS["points"][place].box
        slide.write(key, list(block_lines(deck, scene, n)), (left, top, wide, high - (LOW - low)))


class TextColumn:
    """The words of a step in a column that ends at `low`: whether its number stands above them, how wide the
    column is, and the share of their sizes at which they fit it. What shows a step gives room, and the
    number, which its title names too, goes, before letters get too small."""

    def __init__(self, deck: DeckBuilder, scene: Scene, low: float):
        self.quoted, self.read = list(quotation_lines(deck, scene)), list(reading_lines(deck, scene))
        self.low = low
        widths = (COLUMN, BROAD) if has_visual(deck, scene) else (FULL,)
        numbers = dict.fromkeys((scene.numbers.get(deck.lang, ""), ""))
        ways = [(number, wide, share) for number in numbers for wide in widths for share in SHARES]
        last = [("", widths[-1], share) for share in (*FEWER, LEAST)]
        for way in (*ways, *last):
            self.number, self.wide, self.share = way
            if self._fits():
                return

    @property
    def top(self) -> float:
        """Where they begin, below the number."""
        return TOP + (FIGURE + SPACE if self.number else 0)

    def _fits(self) -> bool:
        return self.high(self.quoted) + self.high(self.read) <= self.low - 0.1 - self.top

    def high(self, lines: list[SlideParagraph]) -> float:
        """How high lines are in the column, with the space after them; 0 without any."""
        return height(lines, self.wide - 0.2, self.share) + SPACE if lines else 0


def fill_step(deck: DeckBuilder, slide: Slide, scene: Scene, low: float) -> None:
    """The words of a step in a column, what shows it in the rest of the slide: number, quotation,
    reading, each as high as it needs."""
    words = TextColumn(deck, scene, low)
    wide, top = words.wide, words.top
    left = EDGE + wide + GAP
    add_visual(deck, slide, scene, (left, TOP, EDGE + FULL - left, low - 0.1 - TOP))
    if words.number:
        number = SlideParagraph(words.number, deck.rtl, 34, "border", bold=True, serif=True)
        slide.write("figure", [number], (EDGE, TOP, wide, FIGURE))
    if words.quoted:
        box: Box = (EDGE, top, wide, words.high(words.quoted) - SPACE)
        slide.write("quotation", words.quoted, box)
        top += box[3] + SPACE
    slide.write("reading", words.read, (EDGE, top, wide, low - 0.1 - top))


def add_visual(deck: DeckBuilder, slide: Slide, scene: Scene, box: Box) -> None:
    """Put what shows a step in its place, if anything does."""
    text, chart = scene.texts[deck.lang], scene.charts.get(deck.lang)
    rows = evidence_table(deck.atlas, scene.step, deck.t)
    if chart is not None:
        add_step_chart(deck, slide, chart, box)
    elif scene.mapped:
        image = map_picture(
            scene.view, scene.view.atlas.text(deck.lang), "png", "beside", scene.step.frame, deck.second
        )
        slide.picture("visual", image, text.title, box)
    elif rows:
        slide.table("visual", rows, (2, 3), 13, text.title, rtl=deck.rtl, box=box, most=GROWN)


def add_step_chart(deck: DeckBuilder, slide: Slide, chart: Chart, box: Box) -> None:
    """The chart of a step: bars as a native chart, others as a picture."""
    if isinstance(chart, Bars) and not chart.empty:
        add_chart(slide, "visual", chart, deck.ink, 12, box)
    elif isinstance(chart, (Marks, Matrix, Curve)) and not chart.empty:
        slide.picture("visual", chart_image.slide_picture(deck.order, chart), chart.alt, box)


def quotation_lines(deck: DeckBuilder, scene: Scene) -> Iterable[SlideParagraph]:
    """What a step quotes, the exact words and our translation, each called what it is."""
    for n, one in enumerate(quotations(deck.order, scene, deck.t, translated="en" in deck.order.langs)):
        yield SlideParagraph(one.label, deck.rtl, 12.5, "border", bold=True, before=6 if n else 0)
        yield SlideParagraph(one.text, one.language == "ar", 17 if len(one.text) < 160 else 15, serif=True)


def reading_lines(deck: DeckBuilder, scene: Scene) -> Iterable[SlideParagraph]:
    """Our reading of a step in points; in the other language smaller, below."""
    for n, (line, head) in enumerate(step_lines(scene.texts[deck.lang])):
        yield SlideParagraph(line, deck.rtl, 17, "border" if head else "ink", bold=head, before=5 if n else 0)
    for lang in deck.order.langs[1:]:
        for n, (line, head) in enumerate(step_lines(scene.texts[lang])):
            yield SlideParagraph(line, lang == "ar", 13, "muted", bold=head, before=2 if n else 9)


def block_lines(deck: DeckBuilder, scene: Scene, n: int) -> Iterable[SlideParagraph]:
    """A block of a step with its heading, in each language."""
    for lang in deck.order.langs:
        rtl, main = lang == "ar", lang == deck.lang
        head, found = scene.texts[lang].blocks[n]
        yield SlideParagraph(
            head,
            rtl,
            20 if main else 13,
            "border" if main else "muted",
            bold=True,
            serif=main,
            before=0 if main else 12,
        )
        for line in found:
            yield SlideParagraph(
                line, rtl, 17 if main else 13, "ink" if main else "muted", before=5 if main else 2
            )


def source_lines(deck: DeckBuilder, scene: Scene) -> Iterable[SlideParagraph]:
    """Where the words quoted stand, the sources of a step, and the rules behind its sum or assessment."""
    if scene.step.passage:
        yield SlideParagraph(
            content.quote(deck.order, scene.step.passage, deck.t).citation, deck.rtl, 10, "muted"
        )
    for lang in deck.order.langs:
        if line := sources_line(scene.texts[lang], deck.atlas.text(lang)):
            yield SlideParagraph(line, lang == "ar", 10, "muted")
    if about := rules_behind(scene.step):
        yield deck.rules_line(about, deck.lang)


def note_lines(deck: DeckBuilder, scene: Scene) -> Iterable[SlideParagraph]:
    """What the speaker may say, and by name the rules behind what is shown."""
    for lang, one in scene.texts.items():
        yield from (SlideParagraph(line, lang == "ar", 12) for line in one.notes.split("\n"))
    about = rules_behind(scene.step)
    if about and not public():
        yield from (
            SlideParagraph(rule_names(deck.atlas, about, deck.atlas.text(lang)), lang == "ar", 12)
            for lang in scene.texts
        )


def rule_names(atlas: Atlas, about: About, t: Text) -> str:
    """The rules by number and name, in a line."""
    heads = [head for head, _ in stated_rules(atlas, about, t)[1]]
    numbered = (f"{t.number(n)}. {head}" for n, head in enumerate(heads, start=1))
    return f"{t(f'rules.{about}')}: " + " · ".join(numbered)
