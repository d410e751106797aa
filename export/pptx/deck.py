"""`python -m export pptx`: slides of a view: native charts and tables, a drawn map, passages as quotations,
sources."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import partial
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches

from data.atlas.atlas import Atlas
from data.facts.origin import curated
from data.i18n import Text, cited, name
from data.query.describe import describe, map_title
from data.query.value_names import sign
from data.tables.model import Step
from data.tables.vocab import Lang
from export import content
from export.about import added_documents_note, plain_label
from export.charts import charts
from export.excerpt import quoted
from export.image import chart_image
from export.image.map_image import picture
from export.imprint import colophon, data_version_line
from export.order import Order
from export.pptx import parts
from export.pptx.template import HIGH, WIDE, empty
from export.story import Scene, points, quotations, story_scenes
from ui.charts.registry import CHARTS
from ui.charts.source_line import source_line
from ui.charts.spec import Bars, Chart, Marks
from ui.sentences.aid import filters_applied, records_summary
from ui.sentences.rules import About, rules_path
from ui.sentences.rules import written as stated_rules
from ui.share import public
from ui.story.slides import assessed, record
from ui.story.steps import rules_behind

EDGE = 0.6  # inches
SIZES = ((500, 28), (800, 24), (1200, 20), (1700, 16), (2400, 13.5))  # characters of a passage, points
FULL = 3000  # characters of a passage on one slide
LINES = 29  # of sources on a slide
CITED = 2  # added documents that the opening names


def deck(order: Order) -> bytes:
    """The slides as a .pptx file."""
    made = empty(
        plain_label(map_title(order.atlas, order.atlas.text(order.langs[0]))),
        order.atlas.text("en")("app.name"),
        order.langs[0],
    )
    room = DeckBuilder(made, order)
    scenes = [partial(room.scene, scene) for scene in story_scenes(order)]
    shown = [
        room.map,
        room.figures,
        room.charts,
        *(partial(room.passage, passage) for passage in order.in_view),
    ]
    slides_ = [room.opening, *(scenes or shown), room.sources, room.imprint]
    for n, add in enumerate(slides_):
        order.tell(n / len(slides_))
        add()
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


class DeckBuilder:
    """The slides made so far, and how one looks: ground, title, second line in the other language, foot."""

    def __init__(self, made: Any, order: Order):
        self.made, self.order, self.atlas = made, order, order.atlas
        self.lang = order.langs[0]
        self.rtl = self.lang == "ar"
        self.ink = {key: token.light for key, token in self.atlas.colours.items()}

    def slide(self, title: dict[Lang, str], main: Lang | None = None) -> Any:
        """A new slide with its title in each language, `main` or the first of the order large, and the
        foot."""
        main = main or self.lang
        slide = self.made.slides.add_slide(self.made.slide_layouts[5])
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = parts.rgb(self.ink["ground"])
        heading = slide.shapes.title
        heading.left, heading.top, heading.width, heading.height = map(
            Inches, (EDGE, 0.3, WIDE - 2 * EDGE, 0.75)
        )
        heading.text_frame.word_wrap, heading.text_frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        size = 28 if len(title[main]) < 60 else 22
        parts.write(
            heading.text_frame,
            title[main],
            size,
            self.ink["ink"],
            rtl=main == "ar",
            bold=True,
            face=parts.SERIF,
            first=True,
        )
        for lang in (lang for lang in self.order.langs if lang != main):
            frame = parts.text_box(slide, (EDGE, 1.0, WIDE - 2 * EDGE, 0.4))
            parts.write(
                frame, title[lang], 15, self.ink["muted"], rtl=lang == "ar", face=parts.SERIF, first=True
            )
        frame = parts.text_box(slide, (EDGE, HIGH - 0.42, WIDE - 2 * EDGE, 0.3))
        parts.write(
            frame,
            data_version_line(self.atlas, self.atlas.text(self.lang)),
            9,
            self.ink["muted"],
            rtl=self.rtl,
            first=True,
        )
        parts.number(
            slide,
            (EDGE if self.rtl else WIDE - EDGE - 0.8, HIGH - 0.42, 0.8, 0.3),
            9,
            self.ink["muted"],
            right=not self.rtl,
        )
        return slide

    def said(self, key: str) -> dict[Lang, str]:
        """A string of the interface in the languages of the order."""
        return {lang: self.atlas.text(lang)(key) for lang in self.order.langs}

    def opening(self) -> None:
        """Title, the document, what is shown, in each language."""
        slide = self.slide({lang: map_title(self.atlas, self.atlas.text(lang)) for lang in self.order.langs})
        top = 1.6
        for lang in self.order.langs:
            frame = parts.text_box(slide, (EDGE, top, WIDE - 2 * EDGE, 2.5))
            rtl = lang == "ar"
            parts.write(
                frame,
                self.atlas.text(lang)("document.says"),
                15,
                self.ink["border"],
                rtl=rtl,
                bold=True,
                first=True,
            )
            for document in curated(self.atlas).documents:
                parts.write(
                    frame,
                    cited(self.atlas.documents[document], lang),
                    19,
                    self.ink["ink"],
                    rtl=rtl,
                    face=parts.SERIF,
                )
            parts.write(
                frame,
                describe(self.order.view, self.order.view.atlas.text(lang)),
                16,
                self.ink["ink"],
                rtl=rtl,
            )
            for line in added_documents_note(self.atlas, self.atlas.text(lang))[: 1 + CITED]:
                parts.write(frame, line, 13, self.ink["ink"], rtl=rtl)
            told = ("translation_note", "rights") if "en" in self.order.langs else ("rights",)
            notes = {name(row, lang, field) for row in quoted(self.atlas) for field in told}
            for note in sorted(notes - {""}):
                parts.write(frame, note, 13, self.ink["muted"], rtl=rtl)
            top += 2.65

    def scene(self, scene: Scene) -> None:
        """A step of the story: its points, beside the map or a native chart, the quotation below, notes only
        where ordered."""
        told = scene.told[self.lang]
        slide = self.slide({lang: one.title for lang, one in scene.told.items()})
        rows = evidence_table(self.atlas, scene.step, self.atlas.text(self.lang))
        wide = not (scene.mapped or scene.charts or rows)
        left = EDGE if wide or not self.rtl else WIDE - EDGE - 5.1
        frame = parts.text_box(slide, (left, 1.5, WIDE - 2 * EDGE if wide else 5.1, 3.4))
        lines = points(told)
        size = 15 if len(lines) > 8 else 18
        for n, (line, head) in enumerate(lines):
            colour = self.ink["border" if head else "ink"]
            parts.write(
                frame, line, size, colour, rtl=self.rtl, bold=head, first=n == 0
            ).space_after = Inches(0.06)
        for lang in self.order.langs[1:]:
            for title, found in scene.told[lang].blocks:
                text = " ".join([f"{title}:", *found] if title else found)
                parts.write(frame, text, 11, self.ink["muted"], rtl=lang == "ar").space_before = Inches(0.05)
        box = (EDGE + 5.4 if not self.rtl else EDGE, 1.5, WIDE - 2 * EDGE - 5.4, 3.7)
        if scene.charts:
            self.drawn(slide, scene.charts[self.lang], box)
        elif scene.mapped:
            drawn = picture(
                scene.view, scene.view.atlas.text(self.lang), size="beside", places=scene.step.frame
            )
            parts.picture(slide, drawn, box, told.title)
        elif rows:
            parts.describe(parts.table(slide, rows, box, (2, 3), self.ink, rtl=self.rtl, size=12), told.title)
        self.quotation(slide, scene)
        about = rules_behind(scene.step)
        if self.order.notes:
            frame = slide.notes_slide.notes_text_frame
            notes = [(line, lang) for lang, one in scene.told.items() for line in one.notes.split("\n")]
            if about and not public():
                notes += [(self.rule_names(about, lang), lang) for lang in scene.told]
            for n, (line, lang) in enumerate(notes):
                parts.write(frame, line, 12, "#000000", rtl=lang == "ar", first=n == 0)

    def drawn(self, slide: Any, chart: Chart, box: parts.Box) -> None:
        """The chart of a step: bars as a native chart, marks as a picture."""
        if isinstance(chart, Bars) and not chart.empty:
            parts.chart(slide, chart, box, self.ink, 12)
        elif isinstance(chart, Marks) and not chart.empty:
            parts.picture(slide, chart_image.beside(self.order, chart), box, chart.finding)

    def quotation(self, slide: Any, scene: Scene) -> None:
        """What a step quotes, the exact words and our translation, each called what it is; the citation; and
        the step's sources."""
        frame = parts.text_box(slide, (EDGE, 5.25, WIDE - 2 * EDGE, 1.75), MSO_ANCHOR.BOTTOM)
        first = True
        for one in quotations(self.order, scene, self.order.atlas.text(self.lang), "en" in self.order.langs):
            parts.write(frame, one.label, 10, self.ink["border"], rtl=self.rtl, bold=True, first=first)
            size, rtl = 15 if len(one.text) < 160 else 12, one.language == "ar"
            parts.write(frame, one.text, size, self.ink["ink"], rtl=rtl, face=parts.SERIF)
            first = False
        if scene.step.passage:
            cited_ = content.quote(self.order, scene.step.passage, self.order.atlas.text(self.lang)).citation
            parts.write(frame, cited_, 10, self.ink["muted"], rtl=self.rtl, first=first)
            first = False
        parts.write(
            frame, " · ".join(scene.told[self.lang].sources), 10, self.ink["muted"], rtl=self.rtl, first=first
        )
        if about := rules_behind(scene.step):
            self.rules(frame, about, self.lang)

    def rules(self, frame: Any, about: About, lang: Lang) -> None:
        """By which rules a sum or an assessment was made, and where they stand: a link where the app has a
        public address."""
        t = self.atlas.text(lang)
        text = t("rules.where", rules=t(f"rules.{about}"), page=t("page.sources"))
        written = parts.write(frame, text, 10, self.ink["link"], rtl=lang == "ar")
        if public():
            written.runs[0].hyperlink.address = f"{public()}/{rules_path(about, lang)}"

    def rule_names(self, about: About, lang: Lang) -> str:
        """The rules by number and name, in a line."""
        t = self.atlas.text(lang)
        heads = [head for head, _ in stated_rules(self.atlas, about, t)[1]]
        return f"{t(f'rules.{about}')}: " + " · ".join(
            f"{t.number(n)}. {head}" for n, head in enumerate(heads, start=1)
        )

    def map(self) -> None:
        """The drawn map, with its boundary note."""
        slide = self.slide(self.said("page.map"))
        drawn = picture(self.order.view, self.order.view.atlas.text(self.lang), size="slide")
        top = 1.4 if len(self.order.langs) > 1 else 1.1
        parts.picture(
            slide, drawn, (0, top, WIDE, HIGH - 1.95), map_title(self.atlas, self.atlas.text(self.lang))
        )

    def figures(self) -> None:
        """What the article says of money beside the records, as a table in each language."""
        for lang in self.order.langs:
            rows = content.quoted_claims(self.order, self.order.atlas.text(lang))
            if not rows:
                return
            head = [self.atlas.text(lang)("document.says"), self.atlas.text(lang)("aid.found")]
            cells = [
                [f"«{row.said}»\n{row.what}\n{row.where}".replace("\n\n", "\n"), row.found] for row in rows
            ]
            slide = self.slide(self.said("aid.title"), lang)
            box = (EDGE, 1.6, WIDE - 2 * EDGE, 4.5)
            shape = parts.table(slide, [head, *cells], box, (2, 3), self.ink, rtl=lang == "ar", size=16)
            parts.describe(shape, self.atlas.text(lang)("aid.title"))
            foot = parts.text_box(slide, (EDGE, HIGH - 1.25, WIDE - 2 * EDGE, 0.8), MSO_ANCHOR.BOTTOM)
            parts.write(
                foot,
                records_summary(self.order.view, self.order.view.atlas.text(lang)),
                11,
                self.ink["muted"],
                rtl=lang == "ar",
                first=True,
            )
            self.rules(foot, "sums", lang)

    def charts(self) -> None:
        """Each bar chart as a native one, under its finding."""
        made = {lang: charts(self.order, "pptx", self.order.atlas.text(lang)) for lang in self.order.langs}
        for key, bars in made[self.lang].items():
            if isinstance(bars, Bars) and not bars.empty:
                self.chart(key, bars, {lang: made[lang][key].finding for lang in self.order.langs})

    def chart(self, key: str, bars: Bars, findings: dict[Lang, str]) -> None:
        """A chart as a slide: above it what it is of, by which filters, and what is to be known of it."""
        entry, slide = CHARTS[key], self.slide(findings)
        frame = parts.text_box(slide, (EDGE, 1.38, WIDE - 2 * EDGE, 0.4))
        subject = self.atlas.text(self.lang)(entry.subject)
        parts.write(frame, subject, 14, self.ink["muted"], rtl=self.rtl, first=True)
        size = 11 if len(bars.labels) > 9 else 14
        parts.chart(slide, bars, (EDGE, 1.8, WIDE - 2 * EDGE, HIGH - 2.35), self.ink, size)
        by = filters_applied(self.order.view, self.order.view.atlas.text(self.lang)) if entry.filtered else ""
        t = self.atlas.text(self.lang)
        for more in filter(None, (by, entry.note and t(entry.note), source_line(bars, t))):
            parts.write(frame, more, 10, self.ink["muted"], rtl=self.rtl)

    def passage(self, passage: str) -> None:
        """A passage: the exact words, our translation where English is asked for, and the citation; one too
        long for a slide runs over several."""
        told = {
            lang: content.quote(self.order, passage, self.order.atlas.text(lang)) for lang in self.order.langs
        }
        quote = told[self.lang]
        pieces = parts.pieces(quote.marked, FULL)
        for n, text in enumerate(pieces, start=1):
            part = f" ({n}/{len(pieces)})" if len(pieces) > 1 else ""
            slide = self.quoted(text, quote, {lang: f"{each.title}{part}" for lang, each in told.items()})
            foot = parts.text_box(slide, (EDGE, HIGH - 1.15, WIDE - 2 * EDGE, 0.7), MSO_ANCHOR.BOTTOM)
            for at, (lang, each) in enumerate(told.items()):
                parts.write(foot, each.citation, 11, self.ink["muted"], rtl=lang == "ar", first=at == 0)

    def quoted(self, text: str, quote: content.Quote, title: dict[Lang, str]) -> Any:
        """A slide with words of a passage, as large as they can be. Returns the slide."""
        english = "en" in self.order.langs and quote.translation
        longest = len(text) + (len(quote.translation) if english else 0)
        size = next((size for most, size in SIZES if longest < most), 11.5)
        slide = self.slide(title)
        frame = parts.text_box(slide, (EDGE, 1.5, WIDE - 2 * EDGE, HIGH - 2.7))
        parts.write(frame, text, size, self.ink["ink"], rtl=quote.rtl, face=parts.SERIF, first=True)
        if english:
            label = self.atlas.text(self.lang)("passage.translation")
            parts.write(frame, label, 12, self.ink["muted"], rtl=self.rtl, bold=True).space_before = Inches(
                0.15
            )
            parts.write(frame, quote.translation, size * 0.85, self.ink["ink"], rtl=False, face=parts.SERIF)
        return slide

    def sources(self) -> None:
        """The sources of what is shown, as lists."""
        for page in pages(
            [(content.source_line(self.order, row), row.url) for row in content.sources(self.order)]
        ):
            slide = self.slide(self.said("sources.all"))
            frame = parts.text_box(slide, (EDGE, 1.45, WIDE - 2 * EDGE, HIGH - 2.0))
            for n, (line, url) in enumerate(page):
                written = parts.write(
                    frame, line, 10.5, self.ink["ink"], rtl=parts.directed(line, False), first=n == 0
                )
                if url:
                    written.runs[0].hyperlink.address = url

    def imprint(self) -> None:
        """Method, limits, credits, as-of date and version of the data, a slide for each language."""
        for lang in self.order.langs:
            slide = self.slide(self.said("file.about"), lang)
            frame = parts.text_box(slide, (EDGE, 1.45, WIDE - 2 * EDGE, HIGH - 2.0))
            for n, (head, text) in enumerate(colophon(self.order, self.order.atlas.text(lang))):
                parts.write(frame, f"{head}: {text}", 12, self.ink["ink"], rtl=lang == "ar", first=n == 0)


def evidence_table(atlas: Atlas, step: Step, t: Text) -> list[tuple[str, str]]:
    """A step's statement with its evidence, or its record of aid, as the rows of a table with its heading;
    else nothing."""
    kind, _, key = step.show.partition(":")
    if kind == "statement":
        found = assessed(atlas, key, t)
        more = [("", found["more"])] if found["more"] else []
        return [
            (t("column.assessment"), sign(atlas, found["assessment"], t)),
            ("", found["why"]),
            *found["evidence"],
            *more,
        ]
    return record(atlas, key, t) if kind == "aid" else []


def pages(rows: Iterable[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Rows (line, address) in pages of LINES lines; a long one takes two."""
    found: list[list[tuple[str, str]]] = [[]]
    left = LINES
    for row in rows:
        need = 1 + len(row[0]) // 165
        if need > left:
            found.append([])
            left = LINES
        found[-1].append(row)
        left -= need
    return found
