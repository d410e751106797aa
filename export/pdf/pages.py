"""`python -m export pdf`: a brief of one page, then the map, figures, statements, passages and sources, to
print or to send."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping

from data.facts.origin import curated_atlas
from data.i18n import Text, in_marks
from data.query.describe import describe
from data.tables.partial_dates import first_day
from data.tables.vocab import Lang
from export import content
from export.about import added_documents_note, as_of, plain_label, runs_right_to_left
from export.charts import charts
from export.image.map_image import map_picture
from export.imprint import colophon, data_version_line, limits
from export.order import Order
from export.pdf.faces import lacking
from export.pdf.paper import Paper, StyledText, pdf_bytes
from export.pdf.story import add_story
from export.story import Quoted, in_reading_order
from ui.charts.registry import CHARTS
from ui.charts.spec import Bars
from ui.html.headings import count_sentences
from ui.sentences.aid import official_totals, records_summary
from ui.sentences.rules import ABOUT, About
from ui.sentences.rules import rule_texts as written_rules

CITED = 3  # added documents that the brief names


def pdf_file(order: Order) -> bytes:
    """The pages as a PDF file."""
    atlas, main = order.atlas, order.langs[0]
    paper = Paper(
        {key: token.light for key, token in atlas.colours.items()},
        plain_label(data_version_line(atlas, atlas.text(main))),
        rtl=main == "ar",
    )
    paper.set_title(plain_label(order.title(main)))
    paper.set_lang(main)
    paper.set_author(atlas.text("en")("app.name"))
    paper.set_creation_date(dt.datetime.combine(first_day(as_of(atlas)), dt.time(), dt.UTC))
    for lang in order.langs:
        brief(paper, order, order.atlas.text(lang))
    order.tell(0.1)
    drawn_map(paper, order)
    order.tell(0.4)
    add_story(paper, order)
    links = {(about, lang): paper.add_link() for about in ABOUT for lang in order.langs}
    for lang in order.langs:
        write_charts(paper, order, order.atlas.text(lang), links["sums", lang])
        write_statements(paper, order, order.atlas.text(lang), links["assessment", lang])
        write_comparisons(paper, order, order.atlas.text(lang))
    order.tell(0.7)
    write_passages(paper, order)
    write_rules(paper, order, links)
    write_sources(paper, order)
    for lang in order.langs:
        paper.chapter(atlas.text(lang)("file.about"), lang)
        for head, text in [
            *colophon(order, order.atlas.text(lang)),
            *unseen(paper, order.atlas.text(lang)),
        ]:
            paper.write_line(f"{head}: {text}", 9, rtl=lang == "ar")
    return pdf_bytes(paper)


def unseen(paper: Paper, t: Text) -> list[tuple[str, str]]:
    """Which letters of what the pages quote none of their faces has, by their numbers in Unicode; nothing
    where there are none."""
    letters = [f"U+{ord(char):04X}" for char in lacking(paper)]
    if not letters:
        return []
    return [
        (
            t("file.lacking"),
            plain_label(t("file.lacking-text", letters=t.comma_list(letters))),
        )
    ]


def brief(paper: Paper, order: Order, t: Text) -> None:
    """One page: which document, what is shown, what it says of money beside the records, and what to keep in
    mind."""
    atlas, rtl = order.atlas, t.lang == "ar"
    paper.add_page()
    paper.heading(order.title(t.lang), t.lang)
    for line in order.front.lines(t)[bool(order.front.title(t.lang)) :]:
        paper.write_line(plain_label(line), 11, rtl=rtl, bold=line == order.front.mark)
    for document in curated_atlas(atlas).documents:
        paper.write_line(f"{t('document.says')}: {t.citation(atlas.documents[document])}", 11, rtl=rtl)
    for line in added_documents_note(atlas, t)[: 1 + CITED]:
        paper.write_line(line, 9.5, "muted", rtl=rtl, after=0.7)
    paper.write_line(describe(order.view, t), 10.5, "muted", rtl=rtl)
    paper.write_line(count_sentences(atlas, t), 10.5, rtl=rtl)
    claims(paper, order, t)
    for passage in order.in_view:
        if paper.will_page_break(45):  # the limits must stand on this page
            break
        quote = content.quote(order, passage, t)
        if quote.gist:
            paper.write_line(f"{quote.title}: {quote.gist}", 9, rtl=rtl)
    paper.write_line(limits(atlas, t), 8.5, "muted", rtl=rtl)


def claims(paper: Paper, order: Order, t: Text) -> None:
    """Each sum that the article names, in its own words, and under it what the records show."""
    rtl = t.lang == "ar"
    label = {"rtl": rtl, "bold": True, "after": 0.3}
    for row in content.quoted_claims(order, t):
        printed = Quoted(row.where, in_marks(row.quotation, "ar"), "ar")
        words = [
            text
            for one in in_reading_order(printed, row.ours, t)
            for text in (
                StyledText(one.label, 8.5, label | {"colour": "border"}),
                StyledText(one.text, 11, {"rtl": one.language == "ar", "family": "quote", "after": 0.3}),
            )
        ]
        what = [StyledText(row.what, 9, {"rtl": rtl, "after": 0.4})] if row.what else []
        paper.write_block(
            [
                *words,
                *what,
                StyledText(t("aid.found"), 8.5, label | {"colour": "link"}),
                StyledText(row.found, 9, {"rtl": rtl, "after": 2}),
            ]
        )


def drawn_map(paper: Paper, order: Order) -> None:
    """The map on a page of its own, which lies on its side. Described pictures alone would make fpdf2 claim a
    tagged file, whose untagged text readers for the blind then pass over."""
    paper.add_page(orientation="landscape")
    paper.bookmark(order.atlas.text(order.langs[0])("page.map"))
    first, *others = map(order.view.atlas.text, order.langs)
    content_ = io.BytesIO(map_picture(order.view, first, second=next(iter(others), None)))
    width = paper.w - 16
    paper.image(content_, x=8, y=10, w=width)


def write_charts(paper: Paper, order: Order, t: Text, link: int) -> None:
    """The charts as bars with their findings, and the totals that officials named, as a table. `link` leads
    to the rules for sums."""
    atlas, rtl = order.atlas, t.lang == "ar"
    paper.add_page(orientation="portrait")  # what follows first, a chart, is high
    paper.heading(t("aid.title"), t.lang)
    paper.write_line(records_summary(order.view, t), 9.5, "muted", rtl=rtl)
    paper.write_line(t("rules.sums"), 8.5, "link", rtl=rtl, link=link)
    for key, chart in charts(order, "pdf", t).items():
        head = StyledText(t(CHARTS[key].subject), 11, {"rtl": rtl, "bold": True, "after": 0.5})
        above = [head, StyledText(chart.finding, 9.5, {"colour": "muted", "rtl": rtl})]
        if isinstance(chart, Bars) and not chart.empty:
            paper.bars(chart, above)
        else:
            paper.write_block(above)
    if stated := official_totals(atlas, t):
        head = StyledText(t("aid.totals"), 11, {"rtl": rtl, "bold": True, "after": 1})
        paper.rows(stated, (2, 3, 7), rtl=rtl, size=8.5, above=[head])


def write_statements(paper: Paper, order: Order, t: Text, link: int) -> None:
    """The statements in the passages quoted: exact words, our reading, our assessment. `link` leads to the
    rules for assessments."""
    rtl = t.lang == "ar"
    if rows := content.statement_table(order, t):
        paper.chapter(t("page.evidence"), t.lang)
        paper.write_line(t("evidence.method-read"), 9, "muted", rtl=rtl)
        paper.write_line(t("rules.assessment"), 8.5, "link", rtl=rtl, link=link)
        paper.rows(rows, (2, 5, 6, 3), rtl=rtl, size=8.5)


def write_comparisons(paper: Paper, order: Order, t: Text) -> None:
    """The pairs of passages that people have decided on: what was decided, and what each side says."""
    rtl, pairs = t.lang == "ar", content.compared_quotes(order, t)
    if pairs:
        paper.chapter(t("export.sheet-comparisons"), t.lang)
        paper.write_line(t("compare.own"), 9, "muted", rtl=rtl)
    for pair in pairs:
        block = [StyledText(pair.verdict, 10, {"rtl": rtl, "bold": True, "after": 0.5})]
        for cited, words, language in pair.sides:
            block.append(StyledText(cited, 8.5, {"colour": "border", "rtl": rtl, "after": 0.3}))
            block.append(StyledText(words, 11, {"rtl": language == "ar", "family": "quote", "after": 1}))
        note = (
            [StyledText(pair.note, 9, {"rtl": runs_right_to_left(pair.note, rtl=rtl)})] if pair.note else []
        )
        paper.write_block([*block, *note, StyledText("", 4, {"rtl": rtl, "after": 2})])


def write_rules(paper: Paper, order: Order, links: Mapping[tuple[About, Lang], int]) -> None:
    """The written rules for assessments and sums, where `links` lead."""
    for lang in order.langs:
        rtl = lang == "ar"
        for about in ABOUT:
            lead, stated = written_rules(order.atlas, about, order.atlas.text(lang))
            paper.chapter(order.atlas.text(lang)(f"rules.{about}"), lang)
            paper.set_link(links[about, lang], paper.get_y() - 12)
            paper.write_line(lead, 9.5, rtl=rtl)
            for head, text in stated:
                label = StyledText(head, 9, {"rtl": rtl, "bold": True, "after": 0.2})
                paper.write_block([label, StyledText(text, 8.5, {"rtl": rtl, "after": 0.8})])


def write_passages(paper: Paper, order: Order) -> None:
    """Every passage in view, each whole on a page: its words, who speaks, the citation."""
    t = order.atlas.text(order.langs[0])
    rtl = t.lang == "ar"
    paper.chapter(t("export.sheet-passages"), t.lang)
    for quote in content.quotes(order, t):
        stance = [StyledText(quote.stance, 8.5, {"colour": "muted", "rtl": rtl, "after": 0.5})]
        block = [
            StyledText(quote.title, 10, {"colour": "border", "rtl": rtl, "bold": True}),
            *quoted_words(order, quote),
            *(stance if quote.stance else ()),
            StyledText(quote.citation, 8.5, {"colour": "muted", "rtl": rtl, "after": 5}),
        ]
        paper.write_block(block, bookmark=quote.title)


def quoted_words(order: Order, quote: content.Quote) -> list[StyledText]:
    """The exact words of a passage and, where English is asked for, our translation: the one that is read
    first above, each called what it is."""
    t = order.atlas.text(order.langs[0])

    def called(label: str) -> StyledText:
        return StyledText(label, 8, {"colour": "muted", "rtl": t.lang == "ar", "bold": True, "after": 0.5})

    words = StyledText(quote.marked, 12.5, {"rtl": quote.rtl, "family": "quote"})
    if quote.translated_into not in order.langs:
        return [words]
    first = t.lang == quote.translated_into
    ours = StyledText(quote.translation, 11 if first else 10, {"rtl": not quote.rtl})
    if first:
        original = "passage.in-arabic" if quote.rtl else "passage.original"
        return [called(quote.translation_label), ours, called(t(original)), words]
    return [words, called(quote.translation_label), ours]


def write_sources(paper: Paper, order: Order) -> None:
    """The sources of what is shown, each with its address as a link."""
    main = order.langs[0]
    paper.chapter(order.atlas.text(main)("panel.sources"), main)
    lines = [
        (content.source_reference(order, source), source.url) for source in content.sources_in_view(order)
    ]
    paper.write_list(
        [
            StyledText(line, 8, {"rtl": runs_right_to_left(line, rtl=False), "after": 1, "link": url or ""})
            for line, url in lines
        ]
    )
