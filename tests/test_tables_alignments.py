"""Marks in our translation: anchored like those of the original, with the same classes and picks; what is not
anchored is counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_ui_html import read, view_of
from tiny import rows_of, save, shipped, tiny

from data.check import anchors, tables
from data.commands import check as command
from data.facts.alignment import rendering, unaligned_rows
from data.query.selection import Selection, focus_of
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from ui.html.aid import claims_vs_records_html
from ui.html.article import article
from ui.html.panel.panel import panel
from ui.html.passages import translation_spans, voice_spans


@pytest.mark.parametrize("key", shipped().alignments)
def test_each_alignment_has_the_words_of_the_translation(key: tuple[str, int, int]) -> None:
    row = shipped().alignments[key]
    assert shipped().translations[row.passage][row.target_start : row.target_end] == row.text


def test_the_translation_lacks_the_two_statements_whose_words_are_apart_in_it() -> None:
    assert [(table, row.id) for table, row in unaligned_rows(shipped())] == [
        ("statements", "c17"),
        ("statements", "c18"),
    ]


def test_the_command_counts_what_the_translation_lacks(capsys: pytest.CaptureFixture[str]) -> None:
    command.main(["--review"])
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "2 marks have no words in the translation: statements c17, statements c18"


@given(
    st.sampled_from(sorted(shipped().passages)),
    st.sampled_from(LANGS),
    st.sampled_from(sorted(shipped().entities)),
)
def test_the_translation_is_marked_like_the_passage(passage: str, lang: Lang, entity: str) -> None:
    view = view_of(focus_of(shipped(), entity))
    own, ours = (
        {
            (at["class"].replace(" m-statement", ""), at["data-entity"], at["data-pick"], at["title"])
            for part in spans(view, passage, view.atlas.text(lang))
            for tag, at in read(part.html).tags
            if tag == "mark" and "data-entity" in at
        }
        for spans in (voice_spans, translation_spans)
    )
    assert ours == own


@pytest.mark.parametrize("passage", shipped().passages)
def test_who_speaks_is_said_in_the_translation_as_in_the_passage(passage: str) -> None:
    view = view_of("")
    own, ours = (
        [(part.css, part.says) for part in spans(view, passage, view.atlas.text("en"))]
        for spans in (voice_spans, translation_spans)
    )
    assert ours == own


def test_a_quoted_sentence_begins_at_its_quotation_mark() -> None:
    parts = translation_spans(view_of(""), "issa-2023.p12", shipped().text("en"))
    assert [read(part.html).text.split(" ")[0] for part in parts] == ["In", '"We']


def test_in_english_the_translation_comes_first_and_the_catalogue_after_it() -> None:
    view = view_of("place:chaldovar")
    html = panel(view, shipped().text("en"))
    assert html.index('<blockquote lang="en"') < html.index('<blockquote lang="ar"')
    assert '<details class="d-original"><summary>' in html
    assert '<details class="d-about"><summary>' in html
    assert html.index("</header>") < html.index('data-entity="chaldovar"')


def test_in_arabic_the_words_as_printed_come_first_and_unfolded() -> None:
    html = panel(view_of("place:chaldovar"), shipped().text("ar"))
    assert html.index('<blockquote lang="ar"') < html.index('<details class="d-translation"')
    assert "d-original" not in html


def test_the_article_in_english_has_every_mention_marked() -> None:
    html = article(select(shipped(), Selection(reading="en")), shipped().text("en"))
    assert html.count("<mark") >= len(shipped().mentions)
    assert '<blockquote lang="ar"' not in html


@pytest.mark.parametrize("lang", LANGS)
def test_each_passage_found_leads_to_the_next(lang: Lang) -> None:
    view = select(shipped(), Selection(text="Chaldivar"))
    html = article(view, shipped().text(lang))
    first, *rest = view.passages
    says = shipped().text(lang)("panel.next-found")
    assert html.count(says) == len(rest) > 0
    section = html[html.index(f'data-passage="{first}"') :]
    assert section.index(f'data-pick="passage:{rest[0]}">{says}') < section.index("</header>")
    assert says not in article(view_of(""), shipped().text(lang))


def test_the_claims_on_money_stand_in_the_readers_language_beside_the_article_s() -> None:
    view = view_of("")
    english = claims_vs_records_html(view, shipped().text("en"))
    for ours in (
        "more than 330 million dollars",
        "20 million dollars",
        "the Chaldivar project was the biggest project",
    ):
        assert f"“{ours}”" in english
    assert "«أكثر من 330 مليون دولار»" in english
    assert "330 million" not in claims_vs_records_html(view, shipped().text("ar"))


def test_a_mark_without_aligned_words_has_none() -> None:
    row = shipped().statements["c17"]
    assert rendering(shipped(), row.passage, row.start, row.end) == ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A tiny data folder; its translation has Nora at 33 to 37."""
    return tiny(tmp_path / "tiny")


def test_words_that_stand_elsewhere_in_the_translation_are_reported_and_moved(folder: Path) -> None:
    assert tables.table_problems(folder) == []
    rows = rows_of(folder / "alignments.csv")
    rows[1][3:5] = ["31", "35"]
    save(folder / "alignments.csv", rows)
    assert [(p.file, p.row, p.field) for p in tables.table_problems(folder)] == [
        ("alignments.csv", 2, "target_start")
    ]
    assert anchors.fix(folder) == 1
    assert rows_of(folder / "alignments.csv")[1][3:5] == ["33", "37"]


def test_words_that_nothing_marks_are_reported(folder: Path) -> None:
    rows = rows_of(folder / "alignments.csv")
    rows[1][2] = str(int(rows[1][2]) + 1)
    save(folder / "alignments.csv", rows)
    assert [(p.file, p.row, p.field) for p in tables.table_problems(folder)] == [
        ("alignments.csv", 2, "start")
    ]
