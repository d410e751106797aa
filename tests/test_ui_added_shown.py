"""Added documents on the pages: in time, in slides, beside the map and among those whom the article never
names."""

from __future__ import annotations

import re

import pytest
from test_session_app import plain
from test_ui_added_told import keys, laid, seen
from tiny import shipped

from data.i18n import document_citation
from data.query.actors import never_named
from data.query.selection import Selection
from data.query.view import select
from data.tables.model import Step
from data.tables.vocab import LANGS, Lang
from geo.points import points
from ui.charts.timeline import timeline
from ui.html.article import has_translation
from ui.html.places import map_surroundings
from ui.story.figures import MapMeasurements
from ui.story.slides import slides


@pytest.mark.parametrize("lang", LANGS)
def test_the_timeline_marks_the_day_of_the_article_alone(lang: Lang) -> None:
    assert any(not document.date for document in laid().documents.values())
    through = timeline(seen(), seen().atlas.text(lang)).through
    assert len(through) == 1
    assert (
        through
        == timeline(select(shipped(), Selection()), select(shipped(), Selection()).atlas.text(lang)).through
    )


def test_whom_the_article_never_names_does_not_depend_on_added_documents() -> None:
    assert never_named(seen()).keys() == never_named(select(shipped(), Selection())).keys()


@pytest.mark.parametrize("lang", LANGS)
def test_the_legend_and_the_words_for_the_map_do_not_say_that_the_article_names_what_added_documents_name(
    lang: Lang,
) -> None:
    for atlas, key in ((laid(), "-added"), (shipped(), "")):
        assert f"</i>{atlas.text(lang)(f'legend.named{key}')}</li>" in map_surroundings(
            atlas, atlas.text(lang), ()
        )
        text = plain(
            points.map_state(
                select(atlas, Selection()),
                select(atlas, Selection()).atlas.text(lang),
                {"seq": 0, "focus": "", "gentle": True},
            )["alt"]
        )
        assert ({"en": "named in the article", "ar": "ورد في المقال"}[lang] in text) == (not key)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("which", "language"), [("ar", "ar"), ("en", "en")])
def test_a_slide_quotes_an_added_document_in_its_language_by_its_title(
    which: str, language: str, lang: Lang
) -> None:
    passage = f"{keys()[which]}.p01"
    step = Step.model_validate(
        {"id": "one", "title_en": "One", "title_ar": "واحد", "view": "", "passage": passage}
    )
    html = slides(laid(), (step,), laid().text(lang), MapMeasurements(1344, 300))[0]["html"]
    text = re.search("<figure.*?</figure>", html, re.S)
    assert text
    direction, (start, end) = ("rtl", "«»") if language == "ar" else ("ltr", "“”")
    assert (
        f'<blockquote lang="{language}" dir="{direction}">{start}{laid().texts[passage]}{end}</blockquote>'
        in text.group()
    )
    assert (
        document_citation(laid().documents[keys()[which]], lang, laid().text(lang)("passage.title", n=1))
        in text.group()
    )
    assert shipped().text("en")("passage.translation") not in text.group()


def test_only_a_document_with_a_translation_is_offered_side_by_side() -> None:
    assert has_translation(select(shipped(), Selection()))
    for key in keys().values():
        assert not has_translation(select(laid(), Selection(focus=f"passage:{key}.p01")))
