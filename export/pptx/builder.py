"""The slides of a view: opening, drawn map, figures, native charts, passages as quotations, sources,
imprint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from data.facts.origin import curated_atlas
from data.i18n import Text, document_citation, in_marks, name
from data.query.describe import describe, map_title
from data.tables.vocab import Lang
from export import content
from export.about import added_documents_note, as_of, plain_label, runs_right_to_left
from export.charts import charts
from export.excerpt import quoted_documents
from export.image.map_image import map_picture
from export.imprint import colophon
from export.order import Order
from export.pptx.chart import add_chart
from export.pptx.layouts import LAYOUTS
from export.pptx.slide import Slide
from export.pptx.text import SlideParagraph, fitting_share, height, pieces
from ui.charts.registry import CHARTS
from ui.charts.source_line import source_line
from ui.charts.spec import Bars
from ui.sentences.aid import filters_applied, records_summary
from ui.sentences.rules import About, rules_path
from ui.share import public

FULL = 3000  # characters of a passage on one slide
NEARLY = 0.92  # of its size, to which a list shrinks to stand on one slide
CITED = 2  # added documents that the opening names
LISTED = LAYOUTS["list"]["reading"].box  # where a list stands
ROOM = LISTED[3]


class DeckBuilder:
    """The slides made so far of an order, in its first language; `mirrored`: laid out from right to left,
    else as that language has it."""

    def __init__(self, presentation: Any, order: Order, *, mirrored: bool | None = None):
        self.made, self.order, self.atlas = presentation, order, order.atlas
        self.lang = order.langs[0]
        self.rtl = self.lang == "ar"
        self.mirrored = self.rtl if mirrored is None else mirrored
        self.t = self.atlas.text(self.lang)
        self.ink = {key: token.light for key, token in self.atlas.colours.items()}
        self.second = self.atlas.text(order.langs[1]) if len(order.langs) > 1 else None

    def alone(self, lang: Lang) -> DeckBuilder:
        """The same deck for slides in one language only."""
        return DeckBuilder(self.made, replace(self.order, langs=(lang,)), mirrored=self.mirrored)

    def slide(self, layout: str, title: dict[Lang, str], main: Lang | None = None) -> Slide:
        """A new slide with its title in each language, `main` or the first of the order large."""
        foot = f"{self.t('app.title')} · {self.t('export.as-of')} {self.t.date(as_of(self.atlas))}"
        return Slide(self.made, layout, title, main or self.lang, plain_label(foot), rtl=self.mirrored)

    def in_each_language(self, key: str) -> dict[Lang, str]:
        """A string of the interface in the languages of the order."""
        return {lang: self.atlas.text(lang)(key) for lang in self.order.langs}

    def opening(self) -> None:
        """Title, the document, what is shown, in each language."""
        titles = {lang: self.order.title(lang) for lang in self.order.langs}
        slide = self.slide("cover", titles)
        slide.write("reading", [line for lang in self.order.langs for line in self.opening_paragraphs(lang)])

    def opening_paragraphs(self, lang: Lang) -> Iterable[SlideParagraph]:
        """What the opening says in a language."""
        t, rtl = self.atlas.text(lang), lang == "ar"
        for line in self.order.front.lines(t)[bool(self.order.front.title(lang)) :]:
            yield SlideParagraph(plain_label(line), rtl, 16, bold=line == self.order.front.mark)
        yield SlideParagraph(t("document.says"), rtl, 14, "border", bold=True, before=10)
        for document in curated_atlas(self.atlas).documents:
            yield SlideParagraph(document_citation(self.atlas.documents[document], lang), rtl, 19, serif=True)
        if not self.order.story:
            yield SlideParagraph(describe(self.order.view, t), rtl, 16, before=4)
        for line in added_documents_note(self.atlas, t)[: 1 + CITED]:
            yield SlideParagraph(line, rtl, 13)
        fields = ("translation_note", "rights") if "en" in self.order.langs else ("rights",)
        notes = {name(row, lang, field) for row in quoted_documents(self.atlas) for field in fields}
        for note in sorted(notes - {""}):
            yield SlideParagraph(note, rtl, 13, "muted")

    def rules_line(self, about: About, lang: Lang, size: float = 10) -> SlideParagraph:
        """By which rules a sum or an assessment was made, and where they stand: a link where the app has a
        public address."""
        t = self.atlas.text(lang)
        text = t("rules.where", rules=t(f"rules.{about}"), page=t("page.sources"))
        link = f"{public()}/{rules_path(about, lang)}" if public() else ""
        return SlideParagraph(text, lang == "ar", size, "link", link=link)

    def map(self) -> None:
        """The drawn map, with its boundary note."""
        slide = self.slide("visual", self.in_each_language("page.map"))
        own = self.order.view.atlas.text(self.lang)
        drawn = map_picture(self.order.view, own, size="slide", second=self.second)
        slide.picture("visual", drawn, map_title(self.atlas, self.t))

    def figures(self) -> None:
        """What the article says of money beside the records, as a table in each language."""
        for lang in self.order.langs:
            t = self.order.atlas.text(lang)
            rows = content.quoted_claims(self.order, t)
            if not rows:
                return
            head = [t("document.says"), t("aid.found")]
            cells = [[_claim(row, t), row.found] for row in rows]
            slide = self.slide("visual", self.in_each_language("aid.title"), lang)
            slide.table("visual", [head, *cells], (2, 3), 15, t("aid.title"), rtl=lang == "ar")
            summary = records_summary(self.order.view, self.order.view.atlas.text(lang))
            slide.write(
                "sources", [SlideParagraph(summary, lang == "ar", 10, "muted"), self.rules_line("sums", lang)]
            )

    def charts(self) -> None:
        """Each bar chart as a native one, under its finding."""
        drawn = {lang: charts(self.order, "pptx", self.order.atlas.text(lang)) for lang in self.order.langs}
        for key, bars in drawn[self.lang].items():
            if isinstance(bars, Bars) and not bars.empty:
                self.chart(key, bars, {lang: drawn[lang][key].finding for lang in self.order.langs})

    def chart(self, key: str, bars: Bars, findings: dict[Lang, str]) -> None:
        """A chart as a slide: below it what it is of, by which filters, and what is to be known of it."""
        entry, slide, t = CHARTS[key], self.slide("visual", findings), self.t
        add_chart(slide, "visual", bars, self.ink, 11 if len(bars.labels) > 9 else 14)
        by = filters_applied(self.order.view, self.order.view.atlas.text(self.lang)) if entry.filtered else ""
        below = (t(entry.subject), by, entry.note and t(entry.note), source_line(bars, t))
        slide.write("sources", [SlideParagraph(text, self.rtl, 10, "muted") for text in below if text])

    def passage(self, passage: str) -> None:
        """A passage: the exact words, our translation where English is asked for, and the citation; one too
        long for a slide runs over several."""
        quotes = {
            lang: content.quote(self.order, passage, self.order.atlas.text(lang)) for lang in self.order.langs
        }
        quote = quotes[self.lang]
        parts = pieces(quote.marked, FULL)
        for n, text in enumerate(parts, start=1):
            part = f" ({n}/{len(parts)})" if len(parts) > 1 else ""
            slide = self.slide("quotation", {lang: f"{each.title}{part}" for lang, each in quotes.items()})
            slide.write("quotation", self.quotation(text, quote))
            slide.write(
                "sources",
                [SlideParagraph(each.citation, lang == "ar", 11, "muted") for lang, each in quotes.items()],
            )

    def quotation(self, text: str, quote: content.Quote) -> list[SlideParagraph]:
        """Words of a passage and our translation, the one that is read first above, each called what it
        is."""
        printed, ours = (
            SlideParagraph(text, quote.rtl, 28, serif=True),
            SlideParagraph(quote.translation, rtl=not quote.rtl, size=24, serif=True),
        )
        if quote.translated_into not in self.order.langs:
            return [printed]
        called = SlideParagraph(quote.translation_label, self.rtl, 13, "border", bold=True, before=12)
        if self.lang != quote.translated_into:
            return [printed, called, ours]
        original = self.t("passage.in-arabic" if quote.rtl else "passage.original")
        return [called, ours, replace(called, text=original), replace(printed, size=24)]

    def sources(self) -> None:
        """The sources of what is shown, as lists."""
        rows = [(content.source_reference(self.order, row), row.url) for row in self.shown_sources()]
        lines = [  # LibreOffice wraps no link in a line that runs right to left: the host alone leads there
            SlideParagraph(
                line,
                runs_right_to_left(line, rtl=False),
                11,
                link=url,
                anchor=urlsplit(url).hostname or "",
                before=3,
            )
            for line, url in rows
        ]
        for page in slide_pages(lines):
            self.slide("list", self.in_each_language("panel.sources")).write("reading", page)

    def shown_sources(self) -> list[Any]:
        """The sources that the slides of a story cite; of a view, of all that it shows."""
        return content.cited_sources(self.order) if self.order.story else content.sources_in_view(self.order)

    def imprint(self) -> None:
        """Method, limits, credits, as-of date and version of the data, a slide for each language."""
        for lang in self.order.langs:
            rows = colophon(self.order, self.order.atlas.text(lang))
            slide = self.slide("list", self.in_each_language("file.about"), lang)
            lines = [SlideParagraph(f"{head}: {text}", lang == "ar", 13, before=2) for head, text in rows]
            slide.write("reading", lines)


def _claim(row: content.QuotedClaim, t: Text) -> str:
    """The words of a figure, for readers of English our translation first, called so, what they mean and
    where they stand, as the lines of a cell."""
    ours = f"{in_marks(row.ours, 'en')} ({t('passage.translation').lower()})" if row.ours else ""
    return "\n".join(filter(None, (ours, in_marks(row.quotation, "ar"), row.what, row.where)))


def slide_pages(lines: Iterable[SlideParagraph]) -> list[list[SlideParagraph]]:
    """Lines in pages that each fit a slide; on one, where they nearly do."""
    lines = list(lines)
    if fitting_share(lines, (LISTED[2], ROOM)) >= NEARLY:
        return [lines]
    found: list[list[SlideParagraph]] = [[]]
    for line in lines:
        if found[-1] and height([*found[-1], line], LISTED[2]) > ROOM:
            found.append([])
        found[-1].append(line)
    return found
