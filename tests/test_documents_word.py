"""Word documents: notes stand in the passage that refers to them, a row of a table is one passage, hidden
words stay hidden, and parts may be called anything."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from data.documents.readers.draft import Unreadable
from data.documents.readers.read import read_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"


def word(body: str, main: str = "word/document.xml", root: str = "document", **parts: str) -> bytes:
    """A docx with a body, and other parts (footnotes, endnotes, styles) under names of their own."""

    def relations(**targets: str) -> str:
        rows = [
            f'<Relationship Id="r{n}" Type="{TYPES}/{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate(targets.items())
        ]
        return f'<Relationships xmlns="{RELATED}">{"".join(rows)}</Relationships>'

    folder, _, name = main.rpartition("/")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("_rels/.rels", relations(officeDocument=f"/{main}"))
        archive.writestr(main, f"<w:{root} {W}><w:body>{body}</w:body></w:{root}>")
        archive.writestr(
            f"{folder}/_rels/{name}.rels".lstrip("/"), relations(**{kind: f"{kind}7.xml" for kind in parts})
        )
        for kind, content in parts.items():
            archive.writestr(f"{folder}/{kind}7.xml".lstrip("/"), f"<w:{kind} {W}>{content}</w:{kind}>")
    return file.getvalue()


def paragraph(*runs: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def paragraphs(raw: bytes) -> tuple[str, ...]:
    draft = read_document("a.docx", raw)
    return (draft.title, *draft.paragraphs) if draft.title != draft.paragraphs[0] else draft.paragraphs


def test_a_note_stands_in_the_passage_that_refers_to_it() -> None:
    body = paragraph(
        run("بلغت المساعدات 330 مليون دولار"), '<w:r><w:footnoteReference w:id="4"/></w:r>', run(".")
    )
    body += paragraph(run("Aid rose."), '<w:r><w:endnoteReference w:id="4"/></w:r>') + paragraph(run("End."))
    notes = (
        '<w:{0} w:id="0" w:type="separator"><w:p/></w:{0}><w:{0} w:id="4">'
        + paragraph(run("{1}"))
        + "</w:{0}>"
    )
    raw = word(
        body,
        footnotes=notes.format("footnote", "تقرير الكونغرس، 2021."),
        endnotes=notes.format("endnote", "Interview, Dushanbe."),
    )
    assert paragraphs(raw) == (
        "بلغت المساعدات 330 مليون دولار¹. [¹ تقرير الكونغرس، 2021.]",
        "Aid rose.² [² Interview, Dushanbe.]",
        "End.",
    )


def test_a_row_of_a_table_is_one_passage() -> None:
    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph("Aid by donor, in millions of dollars.")
    table = document.add_table(3, 3)
    for n, cells in enumerate([("Donor", "Year", "Sum"), ("USA", "2021", "330"), ("الصين", "2016", "19")]):
        for cell, text in zip(table.rows[n].cells, cells, strict=True):
            cell.text = text
    table.cell(1, 1).add_paragraph("and 2022")
    document.save(file)
    assert paragraphs(file.getvalue())[1:] == (
        "Donor | Year | Sum",
        "USA | 2021 and 2022 | 330",
        "الصين | 2016 | 19",
    )


def test_a_cell_that_spans_rows_is_said_in_each() -> None:
    merged = "<w:tcPr><w:vMerge{}/></w:tcPr>"
    rows = row(merged.format(' w:val="restart"') + paragraph(run("USA")), paragraph(run("2021")))
    rows += row(merged.format("") + paragraph(), paragraph(run("2022")))
    assert paragraphs(word(f"<w:tbl>{rows}</w:tbl>")) == ("USA | 2021", "USA | 2022")


def test_tables_that_hold_the_page_give_its_paragraphs() -> None:
    inner = f"<w:tbl>{row(paragraph(run('USA')), paragraph(run('330')))}</w:tbl>"
    layout = row(paragraph(run("One.")) + paragraph(run("Two.")), paragraph(run("Beside.")) + inner)
    assert paragraphs(word(f"<w:tbl>{layout}</w:tbl>")) == ("One.", "Two.", "Beside.", "USA | 330")
    long = row(paragraph(run("Long. " * 200)) + paragraph(run("Two.")), paragraph(run("Other. " * 200)))
    assert len(read_document("a.docx", word(f"<w:tbl>{long}</w:tbl>")).paragraphs) == 3


@pytest.mark.parametrize("main", ["document.xml", "Word/doc7.xml", "parts/a/main.xml"])
def test_the_main_part_may_stand_anywhere(main: str) -> None:
    note = '<w:footnote w:id="2">' + paragraph(run("A source.")) + "</w:footnote>"
    body = paragraph(run("Words."), '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph(run("End."))
    assert paragraphs(word(body, main, footnotes=note)) == ("Words.¹ [¹ A source.]", "End.")


def test_other_files_of_office_are_no_documents() -> None:
    raw = word(paragraph(run("Words.")), root="workbook")
    with pytest.raises(Unreadable, match="archive"):
        read_document("a.docx", raw)


def test_words_that_a_style_hides_stay_hidden() -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    styles = (
        f'<w:style w:styleId="a">{hidden}</w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    shown = '<w:rStyle w:val="b"/><w:vanish w:val="0"/>'
    body = paragraph(run("Seen. "), run("secret", '<w:rStyle w:val="b"/>'), run("shown", shown))
    body += paragraph(run("all hidden"), style="a") + paragraph(run("End."))
    assert paragraphs(word(body, styles=styles)) == ("Seen. shown", "End.")


def test_a_text_box_is_read_once() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{paragraph(run('In the box.'))}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f"<mc:AlternateContent {mc}>{both}</mc:AlternateContent>"
    body = paragraph(run("Before."), f"<w:r>{both}</w:r>") + paragraph(run("After."))
    assert paragraphs(word(body)) == ("Before.", "In the box.", "After.")
