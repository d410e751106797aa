"""The scorecard of the map page: the counts of every page, and three statements by the written rule."""

from __future__ import annotations

import pytest
from tiny import shipped, small, with_tables

from data.facts.statements import WAYS_IN, evidence_summary, subjects, tally, ways_in
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS, Lang
from ui.html.statements.page import assessment_counts, assessment_counts_html
from ui.session.picks import pick_effect


def test_each_way_in_follows_the_rule() -> None:
    atlas = shipped()
    assert tuple(ways_in(atlas)) == WAYS_IN
    for assessment, first in ways_in(atlas).items():
        assert any(entity in atlas.places for entity in subjects(atlas)[first.id])
        for s in atlas.statements.values():
            if s.assessment != assessment or not any(e in atlas.places for e in subjects(atlas)[s.id]):
                continue
            least = (-evidence_summary(atlas, s.id).sources, s.passage, s.start)
            assert (-evidence_summary(atlas, first.id).sources, first.passage, first.start) <= least


def test_the_order_of_the_file_does_not_choose() -> None:
    turned = with_tables(shipped(), statements=dict(reversed(list(shipped().statements.items()))))
    assert {a: s.id for a, s in ways_in(turned).items()} == {a: s.id for a, s in ways_in(shipped()).items()}


@pytest.mark.parametrize("lang", LANGS)
def test_its_counts_are_those_of_the_evidence_page(lang: Lang) -> None:
    atlas, t = shipped(), shipped().text(lang)
    for chosen in (Selection(), Selection(actors=("russia",)), Selection(assessments=("differ",))):
        html = assessment_counts_html(view := select(atlas, chosen), t)
        for row in assessment_counts(view, t):
            assert f'aria-label="{row["word"]}: {len(row["marks"])}"' in html
    of_russia = assessment_counts_html(select(atlas, Selection(actors=("russia",))), t)
    total = t("start.filtered", statements=t.count("statements", 14))
    assert f"<span>{total}</span>" in of_russia
    assert sum(tally(atlas.statements.values()).values()) == len(atlas.statements)


@pytest.mark.parametrize("lang", LANGS)
def test_a_way_leads_to_map_and_words_and_a_count_to_the_evidence(lang: Lang) -> None:
    atlas = shipped()
    html = assessment_counts_html(select(atlas, Selection()), atlas.text(lang))
    for s in ways_in(atlas).values():
        what = f"frame:statement:{s.id}"
        assert f'data-pick="{what}"' in html
        effect = pick_effect(atlas, Selection(), what, framed=False)
        assert (effect.changes, effect.turn, effect.gentle) == ({"focus": f"statement:{s.id}"}, "", False)
    effect = pick_effect(atlas, Selection(), "weigh:assessment:differ", framed=False)
    assert (effect.changes, effect.turn) == ({"assessments": ("differ",)}, "evidence")


def test_without_statements_there_is_none() -> None:
    bare = with_tables(small(), statements={})
    assert assessment_counts_html(select(bare, Selection()), bare.text("en")) == ""
    assert ways_in(bare) == {}


def test_the_rule_is_written_on_the_page_of_sources() -> None:
    assert "the one for which most sources were read" in shipped().rules["assessment-start"].text_en
