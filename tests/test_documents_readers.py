"""Files that people bring: each kind with its words intact, encodings, limits, and bad files that get a clear
word and never more."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from functools import cache
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import shipped

from data.annotate.pipeline import annotate
from data.documents.readers import read as readers
from data.documents.readers.draft import Draft, Unreadable
from data.documents.readers.read import read_document
from data.tables.files import FILES
from data.tables.vocab import LANGS
from data.text.bidi import logical

UPLOADS = Path(__file__).parent / "uploads"
FIRST = (
    "وصلت 20 شاحنة إلى مدينة دوشنبه يوم 12 يونيو 2024، وكانت تحمل معدات من الولايات المتحدة بقيمة مليوني"
    " دولار (RQ-20 Puma) إلى حرس الحدود الطاجيكي في منطقة قرب أفغانستان."
)
SECOND = "وقال المتحدث: «سنواصل العمل على الحدود المشتركة مع أفغانستان»، ولم يذكر تفاصيل أخرى."
TEXT = f"خبر من الحدود\n\n{FIRST}\n\n{SECOND}\n"
ENGLISH = (
    "News from the border\n\nTwenty trucks reached Dushanbe on 12 June 2024.\n\nThe spokesman gave no other"
    " details.\n"
)


def refused(name: str, raw: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_document(name, raw)
    for lang in LANGS:
        assert "{" not in shipped().text(lang)(caught.value.key, **caught.value.values)
    return caught.value.key.removeprefix("unreadable.")


@cache
def word(title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = "Majd"
    document.add_heading("خبر من الحدود", 1)
    document.add_paragraph(FIRST)
    document.add_table(1, 1).cell(0, 0).text = SECOND
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "utf-32"]
)
def test_arabic_text_is_read_in_the_encodings_it_comes_in(encoding: str) -> None:
    draft = read_document("a.txt", TEXT.encode(encoding))
    assert draft == Draft("txt", "خبر من الحدود", "", "", "ar", (FIRST, SECOND))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_english_text_too(encoding: str) -> None:
    draft = read_document("a.txt", (ENGLISH + "\nThe café’s prices “rose”.\n").encode(encoding))
    assert (draft.title, draft.language, draft.date) == ("News from the border", "en", "")
    assert draft.paragraphs[-1] == "The café’s prices “rose”."


def test_short_arabic_in_an_old_encoding_is_told_from_french() -> None:
    assert read_document("a.txt", "زار الوفد مدينة في الشمال".encode("cp1256")).paragraphs == (
        "زار الوفد مدينة في الشمال",
    )
    assert (
        read_document(
            "a.txt", "L'été à Paris a été très chaud, près de la forêt, où il a plu.".encode("cp1252")
        )
        .paragraphs[0]
        .startswith("L'été à Paris")
    )


def test_wrapped_lines_are_joined_and_unwrapped_ones_are_not() -> None:
    assert read_document("a.txt", b"A title\n\nOne line\nand its end.\n\nAnother.\n").paragraphs == (
        "One line and its end.",
        "Another.",
    )
    assert read_document("a.txt", b"One line.\nAnother line.\n").paragraphs == ("One line.", "Another line.")


def test_a_line_with_nothing_but_a_date_dates_the_document() -> None:
    draft = read_document(
        "a.txt", f"عنوان المقال\n\nابريل 20, 2023 - 14:40\nعنوان المقال\n\n{SECOND}\n\n{FIRST}".encode()
    )
    assert (draft.title, draft.date, draft.paragraphs) == ("عنوان المقال", "2023-04-20", (SECOND, FIRST))
    assert draft.doubts == ("doubt.date",), "nobody has said that it is that of the document"


@pytest.mark.parametrize(
    "line", ["٢٠ أبريل ٢٠٢٣", "20 April 2023", "الخميس 20 نيسان 2023، 10:30 م", "2023-04-20"]
)
def test_such_a_line_is_believed_before_what_a_program_noted(line: str) -> None:
    draft = read_document("a.md", f"---\ndate: 2013-12-23\n---\n# عنوان\n\n{line}\n\n{SECOND}\n".encode())
    assert (draft.date, draft.paragraphs) == ("2023-04-20", (SECOND,))


def test_a_day_that_a_sentence_tells_of_dates_nothing() -> None:
    draft = read_document(
        "a.txt", f"تقرير عن الحدود\n\nفي 9 سبتمبر 2001 اغتيل مسعود قرب الحدود.\n\n{SECOND}\n".encode()
    )
    assert (draft.date, draft.doubts, len(draft.paragraphs)) == ("", (), 2)


def test_the_shipped_article_is_read_as_people_marked_it() -> None:
    for document in shipped().documents.values():
        draft = read_document(document.text, (FILES / "documents" / document.text).read_bytes())
        assert (draft.title, draft.date, draft.language) == (document.title, document.date, document.language)
        own = [
            " ".join(shipped().texts[p.id].split())
            for p in shipped().passages.values()
            if p.document == document.id
        ]
        assert list(draft.paragraphs[: len(own)]) == own


def test_markdown_keeps_the_words_of_its_html() -> None:
    text = (
        f'# عنوان\n\n<div dir="rtl">\n{FIRST}\n</div>\n\n<p dir="rtl">{SECOND} &amp;'
        " <b>أخرى</b></p>\n<script>alert(1)</script>\n\nخاتمة.\n"
    )
    assert read_document("a.md", text.encode()).paragraphs == (FIRST, f"{SECOND} & أخرى", "خاتمة.")
    assert (
        read_document(
            "a.md", f"<div dir='rtl'><p>{FIRST}</p><p>{SECOND}</p></div>\n<style>p {{}}</style>".encode()
        ).paragraphs[-1]
        == SECOND
    )


def test_separators_of_lines_and_pages_part_paragraphs() -> None:
    for mark in "\u2028\u2029\x0c\x85":
        assert read_document("a.txt", f"عنوان\n{FIRST}{mark}{SECOND}".encode()).paragraphs == (FIRST, SECOND)


def test_a_bad_byte_is_one_sign_and_told() -> None:
    raw = f"عنوان\n\n{FIRST}\n\n{SECOND}\n".encode()
    at = len("عنوان\n\nوصلت".encode())
    for bad in (raw[:at] + b"\xff" + raw[at:], raw[:-3] + b"\n", raw + b"\x93"):
        draft = read_document("a.txt", bad)
        assert (draft.doubts, draft.text.count("\ufffd"), draft.language) == (("doubt.letters",), 1, "ar")


@pytest.mark.parametrize(
    ("named", "real"),
    [
        ("windows-1256", "utf-8"),
        ("iso-8859-1", "utf-8"),
        ("utf-8", "cp1256"),
        ("iso-8859-6", "cp1256"),
        ("nonsense", "utf-8"),
    ],
)
def test_a_page_that_names_a_wrong_encoding_is_read(named: str, real: str) -> None:
    head = f"<!doctype html><meta charset={named}><title>خبر من الحدود</title>"
    page = f"{head}<article><h1>خبر من الحدود</h1><p>{FIRST}</p><p>{SECOND}</p></article>"
    assert read_document("a.html", page.encode(real)).paragraphs == (FIRST, SECOND)


def changed(raw: bytes, *replacements: tuple[bytes, bytes]) -> bytes:
    """A docx file with bytes of its parts, and the names of the parts, replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content, called = old.read(name), name.encode()
            for before, after in replacements:
                content, called = content.replace(before, after), called.replace(before, after)
            new.writestr(called.decode(), content)
    return file.getvalue()


@pytest.mark.parametrize(
    "replacements",
    [
        ((b"word/document.xml", b"word/document2.xml"),),
        (
            (
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            ),
            (
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            ),
        ),
    ],
    ids=["another name", "strict"],
)
def test_word_files_of_other_programs_are_read(replacements: tuple[tuple[bytes, bytes], ...]) -> None:
    assert read_document("a.docx", changed(word(), *replacements)) == read_document("a.docx", word())


def test_hidden_words_stay_hidden_and_notes_are_kept() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    run = "<w:r><w:t>Seen here. </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t></w:r>'
    body = f"<w:document {space}><w:body><w:p>{run}</w:p><w:p>{shown}</w:p></w:body></w:document>".encode()
    notes = (
        f"<w:footnotes {space}><w:footnote><w:p><w:r><w:t>A"
        " source.</w:t></w:r></w:p></w:footnote></w:footnotes>".encode()
    )
    assert read_document("a.docx", zipped(word__document_xml=body, word__footnotes_xml=notes)).text.split(
        "\n"
    ) == [
        "Seen here.",
        "shown",
        "A source.",
    ]


def test_a_template_is_no_author_and_its_day_no_date() -> None:
    file = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(FIRST)
    document.save(file)
    draft = read_document("a.docx", file.getvalue())
    assert (draft.author, draft.date, draft.doubts) == ("", "", ())
    assert (read_document("a.docx", word()).date, read_document("a.docx", word()).doubts) == (
        "",
        ("doubt.author",),
    )


def test_markdown_loses_its_marks_and_keeps_its_words() -> None:
    text = (
        f"---\ntitle: خبر\nauthor: مجد\ndate: 2024-06-13\n---\n# عنوان\n\n**{FIRST}**\n\n-"
        f" [{SECOND}](https://example.org)\n\n<script>alert(1)</script>\n"
    )
    draft = read_document("a.md", text.encode())
    assert draft == Draft("md", "خبر", "مجد", "2024-06-13", "ar", ("عنوان", FIRST, SECOND))


@pytest.mark.parametrize(
    ("head", "author", "date"),
    [
        ("---\ntitle: X\ndate: 2022-03-04 10:20:00 +0500\nauthor: Jane Doe\n---", "Jane Doe", "2022-03-04"),
        ("---\ntitle: X\nauthor:\n  - Jane Doe\n  - مجد\n---", "Jane Doe, مجد", ""),
        ("---\ntitle: X\nauthors:\n- name: Jane Doe\n  url: x\n---", "Jane Doe", ""),
        ("---\ntitle: 'X'\nauthor: [Jane, \"مجد\"]\ndate: March 4, 2022\n---", "Jane, مجد", "2022-03-04"),
        ("---\nTitle: X\ndate: ٤ مارس ٢٠٢٢\n---", "", "2022-03-04"),
        (
            '+++\ntitle = "X"\nauthors = ["Jane", "مجد"]\ndate = 2022-03-04T10:20:00Z\n+++',
            "Jane, مجد",
            "2022-03-04",
        ),
    ],
)
def test_the_head_of_a_markdown_text_is_read(head: str, author: str, date: str) -> None:
    draft = read_document("a.md", f"{head}\n{FIRST}\n\n{SECOND}\n".encode())
    assert (draft.title, draft.author, draft.date, draft.paragraphs) == ("X", author, date, (FIRST, SECOND))


def test_lines_between_rules_that_are_no_head_stay() -> None:
    draft = read_document("a.md", f"---\n{FIRST}\n---\n{SECOND}\n".encode())
    assert draft.paragraphs == (FIRST, SECOND)


def test_a_row_of_a_table_is_one_passage() -> None:
    table = "| Donor | Sum |\n|---|---|\n| USA | 330 |\n| الصين | 19 |\n"
    rows = ("Donor | Sum", "USA | 330", "الصين | 19")
    assert read_document("a.md", f"# Title\n\n{SECOND}\n\n{table}\n{FIRST}".encode()).paragraphs == (
        SECOND,
        *rows,
        FIRST,
    )
    cells = "".join(f"<tr><th>{row.replace(' | ', '</th><th>')}</th></tr>" for row in rows)
    page = (
        f"<article><h1>Title</h1><p>{FIRST}</p><p>{SECOND}</p><table>{cells}</table><p>{FIRST}</p></article>"
    )
    found = read_document("a.html", f"<html><body>{page}</body></html>".encode()).paragraphs
    assert [row in found for row in rows] == [True] * 3
    assert not any("---" in text for text in found)


def test_the_field_of_a_form_is_no_author() -> None:
    head = '<html><head><meta name=author content="Username"></head>'
    page = f"{head}<body><p>{FIRST}</p><p>{SECOND}</p></body></html>"
    assert read_document("a.html", page.encode()).author == ""


@pytest.mark.parametrize("named", ["utf-8", "windows-1256", "iso-8859-1"])
def test_a_bad_byte_in_a_page_is_one_sign_and_told(named: str) -> None:
    page = f"<!doctype html><meta charset={named}><article><p>{FIRST}</p><p>{SECOND}</p></article>".encode()
    draft = read_document(
        "a.html", page.replace("الحدود".encode(), "الحد".encode() + b"\xff" + "ود".encode(), 1)
    )
    assert (draft.doubts, draft.text.count("\ufffd"), draft.paragraphs[1]) == (("doubt.letters",), 1, SECOND)


def test_word_documents_give_paragraphs_tables_and_what_they_say_of_themselves() -> None:
    assert read_document("a.docx", word()).paragraphs == (FIRST, SECOND)
    assert read_document("a.docx", word()).title == "خبر من الحدود"
    assert (read_document("a.docx", word("عنوان آخر")).title, read_document("a.docx", word()).author) == (
        "عنوان آخر",
        "Majd",
    )


def test_deleted_words_stay_deleted_and_inserted_ones_count() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    runs = (
        "<w:r><w:t>One </w:t></w:r><w:ins><w:r><w:t>new </w:t></w:r></w:ins><w:del><w:r><w:delText>old"
        " </w:delText></w:r></w:del>"
    )
    body = (
        f"<w:document {space}><w:body><w:p>{runs}<w:r><w:t>word</w:t><w:br/><w:t>next</w:t></w:r></w:p>"
        "</w:body></w:document>"
    )
    assert read_document("a.docx", zipped(word__document_xml=body.encode())).paragraphs == ("next",)
    assert read_document("a.docx", zipped(word__document_xml=body.encode())).title == "One new word"


def test_a_web_page_gives_its_article() -> None:
    page = f"""<!doctype html><html lang=ar><head><meta charset=windows-1256><title>خبر من الحدود</title>
    <meta name=author content="مجد عيسى">
    <meta property="article:published_time" content="2024-06-13T10:00:00Z"></head>
    <body><nav><a href=/>الرئيسية</a> <a href=/x>اتصل بنا</a></nav>
    <article><h1>خبر من الحدود</h1><p>{FIRST}</p><p>{SECOND}</p></article>
    <script>alert(1)</script><footer>جميع الحقوق محفوظة</footer></body></html>"""
    draft = read_document("a.html", page.encode("cp1256"))
    assert (draft.kind, draft.title, draft.author, draft.date) == (
        "html",
        "خبر من الحدود",
        "مجد عيسى",
        "2024-06-13",
    )
    assert draft.paragraphs == (FIRST, SECOND)


@pytest.mark.parametrize(
    ("file", "title", "paragraphs"),
    [
        ("news.ar.pdf", "خبر من الحدود", (FIRST, SECOND)),
        (
            "news.en.pdf",
            "News from the border",
            (
                (
                    "Twenty trucks reached Dushanbe on 12 June 2024. They carried equipment worth two million"
                    " dollars from the United States to the Tajik border guards near Afghanistan."
                ),
                (
                    "The spokesman said that the work on the shared border would go on, and gave no other"
                    " details."
                ),
            ),
        ),
    ],
)
def test_a_pdf_gives_its_text_in_reading_order(file: str, title: str, paragraphs: tuple[str, ...]) -> None:
    draft = read_document(file, (UPLOADS / file).read_bytes())
    assert (draft.kind, draft.title, draft.date, draft.paragraphs) == ("pdf", title, "", paragraphs)


def test_what_is_read_can_be_annotated() -> None:
    made = annotate(
        shipped(), read_document("news.ar.pdf", (UPLOADS / "news.ar.pdf").read_bytes()).paragraphs
    )
    assert {"dushanbe", "united-states", "tajik-border-guard", "afghanistan"} <= {
        m.entity for m in made.mentions
    }
    assert ("2000000", "USD") in {(f.value, f.unit) for _, f in made.figures}


@pytest.mark.parametrize(
    ("visual", "read_as"),
    [
        ("مالس", "سلام"),
        ("20 ةنحاش", "شاحنة 20"),
        ("RQ-20 Puma(", "(RQ-20 Puma"),
        ("40% ةبسنب", "بنسبة 40%"),
        ("«معن» لاق", "قال «نعم»"),
        ("%40 ةبسنب", "بنسبة 40%"),
        ("1,400", "1,400"),
    ],
)
def test_a_line_of_arabic_is_put_in_reading_order(visual: str, read_as: str) -> None:
    assert logical(list(visual)) == read_as


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t ", "empty"),
        ("a.txt", b"\x00" * 400, "empty"),
        ("a.txt", b"...\n123\n", "no-text"),
        ("a.docx", b"just words", "mismatch"),
        ("a.pdf", b"just words", "mismatch"),
        ("a.doc", b"words", "mismatch"),
        ("a.txt", zipped(a=b"words"), "archive"),
        ("a.docx", zipped(a=b"words"), "archive"),
        ("a.txt", gzip.compress(b"words", mtime=0), "archive"),
        ("a.md", b"Rar!\x1a\x07\x00words", "archive"),
        ("a.txt", b"7z\xbc\xaf\x27\x1cwords", "archive"),
        ("a.pdf", b"\x89PNG\r\n\x1a\nwords", "picture"),
        ("a.txt", b"\xff\xd8\xff\xe0words", "picture"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1words", "old-word"),
        ("a.txt", rb"{\rtf1 words}", "old-word"),
        ("a.txt", b"\x7fELF\x02\x01words", "type"),
        ("a.txt", bytes(range(256)) * 4, "type"),
        ("a.txt", random.Random(1).randbytes(4000), "type"),
        ("a.pdf", b"%PDF-1.7\nbroken", "broken"),
        ("a.docx", b"PK\x03\x04broken", "broken"),
        ("a.docx", word()[:-200], "broken"),
        ("scan.pdf", (UPLOADS / "scan.pdf").read_bytes(), "scan"),
        ("a.html", b"<html><body></body></html>", "no-text"),
        ("a.txt", b"\xff\xfe" + b"\x00\xd8" * 9, "encoding"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_clear_word(name: str, raw: bytes, why: str) -> None:
    assert refused(name, raw) == why


def test_entity_bombs_and_outside_entities_are_refused() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    for declared in (f'<!ENTITY l0 "lol">{lol}', '<!ENTITY l9 SYSTEM "file:///etc/passwd">'):
        body = f"<!DOCTYPE x [{declared}]><x>&l9;</x>".encode()
        assert refused("a.docx", zipped(word__document_xml=body)) == "bomb"
        assert refused("a.docx", zipped(word__document_xml=body.decode().encode("utf-16"))) == "bomb"


def test_an_archive_that_unpacks_without_end_is_refused() -> None:
    assert refused("a.docx", zipped(word__document_xml=b"<x>" + b"a" * 40_000_000)) == "bomb"
    assert (
        refused("a.docx", zipped(word__document_xml=word(), **{f"m{n}": b"" for n in range(10_001)}))
        == "bomb"
    )


def test_limits_say_what_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused("a.txt", b"words " * 4_000_000) == "too-large"
    monkeypatch.setattr(readers, "MAX_LETTERS", 100)
    assert refused("a.txt", b"words " * 100) == "too-long"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("تاجیکستان و افغانستان در کنار هم چهار پل گشودند", ""),
        ("Тоҷикистон ва Афғонистон", ""),
        ("اتفق البلدان على فتح جسر جديد", "ar"),
        ("They opened a bridge", "en"),
    ],
)
def test_the_language_is_told_where_it_is_arabic_or_english(text: str, lang: str) -> None:
    assert read_document("a.txt", text.encode()).language == lang


def test_markup_and_marks_of_direction_are_only_text() -> None:
    draft = read_document("a.txt", "<b>hello</b> \u202e world\u0007".encode())
    assert draft.paragraphs == ("<b>hello</b> world",)


NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a", "ملف.TXT", "a.docx.exe"])
SEEDS = [
    TEXT.encode(),
    TEXT.encode("cp1256"),
    word(),
    (UPLOADS / "news.ar.pdf").read_bytes(),
    (UPLOADS / "scan.pdf").read_bytes(),
    f"<html><body><p>{FIRST}<p>{SECOND}".encode(),
    zipped(word__document_xml=b"<x/>"),
]


@settings(max_examples=120, deadline=None)
@given(NAMES, st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(name: str, raw: bytes) -> None:
    tried(name, raw)


@settings(max_examples=120, deadline=None)
@given(
    NAMES,
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), max_size=6),
    st.floats(0.05, 1),
)
def test_a_damaged_file_is_read_or_refused(
    name: str, seed: bytes, damage: list[tuple[float, bytes]], part: float
) -> None:
    raw = bytearray(seed[: int(len(seed) * part)])
    for place, bad in damage:
        at = int(place * len(raw))
        raw[at : at + len(bad)] = bad
    tried(name, bytes(raw))


def tried(name: str, raw: bytes) -> None:
    try:
        draft = read_document(name, raw)
    except Unreadable as error:
        refusal = error.key
    else:
        refusal = ""
    assert not refusal or refusal in shipped().words
    if refusal:
        return
    assert draft.title
    assert draft.paragraphs
    for paragraph in draft.paragraphs:
        assert paragraph == paragraph.strip() != ""
        assert "\n" not in paragraph
    assert draft.text.split("\n") == list(draft.paragraphs)


RAISED = (
    b"<html><body><article><p>The post near the border holds 250<sup>%s</sup>"
    b" soldiers.</p></article></body></html>"
)


def raised_note() -> bytes:
    document, file = docx.Document(), io.BytesIO()
    paragraph = document.add_paragraph("The post near the border holds 250")
    paragraph.add_run("3").font.superscript = True
    paragraph.add_run(" soldiers.")
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.docx", raised_note()),
        ("a.md", b"The post near the border holds 250<sup>3</sup> soldiers.\n"),
        ("a.md", b"The post near the border holds 250<sup class='n'><a href='#n3'>3</a></sup> soldiers.\n"),
        ("a.html", RAISED % b"3"),
        ("a.html", RAISED % b"<a href='#n3'>3</a>"),
    ],
)
def test_a_raised_digit_stays_raised(name: str, raw: bytes) -> None:
    assert "The post near the border holds 250³ soldiers." in read_document(name, raw).paragraphs


@pytest.mark.parametrize(
    ("lines", "title", "author", "text"),
    [
        (("من يدفع ثمن الهدوء؟", "بقلم: سامر الحلبي", "نص."), "من يدفع ثمن الهدوء؟", "سامر الحلبي", "نص."),
        (
            ("Who pays?", "By Leila van der Hoek and Tom Fox", "Text."),
            "Who pays?",
            "Leila van der Hoek and Tom Fox",
            "Text.",
        ),
        (("Who pays?", "14 March 2024", "Text."), "Who pays?", "", "Text."),
        (("A title", "BY LEILA HARTMANN", "Text."), "A title", "LEILA HARTMANN", "Text."),
        (("A title", "By the river they wait", "Text."), "A title", "", "By the river they wait\nText."),
        (
            ("عنوان", "بقلم رصاص كتب الطفل على الجدار أمس", "نص."),
            "عنوان",
            "",
            "بقلم رصاص كتب الطفل على الجدار أمس\nنص.",
        ),
        (
            ("Why now?", "Because of the river.", "Text."),
            "Why now?",
            "",
            "Why now?\nBecause of the river.\nText.",
        ),
    ],
)
def test_a_line_that_names_the_author_is_no_passage(
    lines: tuple[str, ...], title: str, author: str, text: str
) -> None:
    draft = read_document("a.txt", "\n\n".join(lines).encode())
    assert (draft.title, draft.author, draft.text) == (title, author, text)
    assert ("doubt.byline" in draft.doubts) == bool(author)
