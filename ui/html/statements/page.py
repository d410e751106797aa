"""The page of statements as safe HTML: its strip, its cards, and what is said of them together."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import Any

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.atlas.join import basemap_atlas
from data.facts.origin import curated_atlas, is_added
from data.facts.statements import tally, ways_in
from data.i18n import Text
from data.query.describe import counted_apart, filter_phrase
from data.query.selection import Selection
from data.query.view import View, select
from data.tables.vocab import ASSESSMENTS
from ui.html.filtered import filter_summary
from ui.html.statements.card import statement_card, statement_mark
from ui.html.statements.evidence import publisher
from ui.html.templating import TEMPLATES
from ui.sentences.editions import own_work
from ui.sentences.rules import rules_link


def evidence_page(view: View, t: Text, src: str) -> str:
    """The strip of counts, how to read the page, and which of the cards are to be shown, as safe HTML. src:
    path of the file with all cards."""
    atlas = view.atlas
    kind, _, key = view.selection.in_focus.partition(":")
    return TEMPLATES.get_template("evidence.html").render(
        t=t,
        strip=assessment_counts(view, t),
        method=_method(atlas, t),
        assessments=ASSESSMENTS,
        rules=rules_link("assessment", t),
        src=src,
        chosen=[s.id for s in view.statements],
        here=key if kind == "statement" else "",
        shown=statements_shown(view, t),
        apart=undecided_list(view, t),
        found=filter_summary(view, t),
    )


def undecided_list(view: View, t: Text) -> dict[str, Any] | None:
    """The statements that the filters cannot judge, counted apart, to be opened; None without any. `open`:
    they are all that there is, or one of them is looked at."""
    if not (rows := view.undecided_statements):
        return None
    marks = [statement_mark(view, s, t) | {"chosen": True} for s in rows]
    return {
        "title": t("evidence.apart", count=t.count("statements", len(rows))),
        "marks": marks,
        "open": not view.statements or any(m["here"] for m in marks),
    }


def statements_shown(view: View, t: Text) -> str:
    """A sentence: how many statements are shown, by which filters, and how many are counted apart."""
    atlas, s = view.atlas, view.selection
    numbers = {
        "shown": t.count("statements", len(view.statements)),
        "total": t.number(len(atlas.statements)),
    }
    own = sum(is_added(atlas, row.passage) for row in view.statements)
    of_these = t("evidence.own-shown", count=t.number(own)) if own else ""
    if not s.filtered:
        return f"{t('evidence.shown', **numbers)} {of_these}".strip()
    filters = t.semicolon_list([filter_phrase(atlas, s, key, t) for key in s.active])
    sentence = t("shown.some" if view.statements else "shown.no-statements", **numbers, filters=filters)
    return " ".join(filter(None, (sentence, of_these, counted_apart(view, "statements", t))))


def statement_cards(atlas: Atlas, t: Text) -> str:
    """The cards of all statements, by passage, as safe HTML; a choice only changes which of them are
    shown."""
    bare, added = basemap_atlas(atlas), [s for s in atlas.statements.values() if is_added(atlas, s.passage)]
    return _curated_cards(bare, bare.text(t.lang)) + (_cards(atlas, t) if added else "")


@cached_per_atlas
def _curated_cards(atlas: Atlas, t: Text) -> str:
    return _cards(atlas, t)


def _cards(atlas: Atlas, t: Text) -> str:
    """The cards of the statements of added documents, where there are any, else of all."""
    view = select(atlas, Selection())
    rows = [s for s in view.statements if atlas.overlay is None or is_added(atlas, s.passage)]
    groups = [
        (atlas.passages[key], [statement_card(view, s, t) for s in own])
        for key, own in groupby(rows, lambda s: s.passage)
    ]
    return TEMPLATES.get_template("cards.html").render(t=t, groups=groups)


def assessment_counts(view: View, t: Text) -> list[dict[str, Any]]:
    """Each assessment with its word, the statements it gives with all other filters applied, and whether it
    is filtered for. Those of added documents are counted apart (`more`)."""
    others = select(view.atlas, replace(view.selection, assessments=()))
    counted, every = tally(others.counted_statements), tally(others.statements)
    return [
        {
            "key": key,
            "word": t(f"assessment.{key}"),
            "pressed": key in view.selection.assessments,
            "n": counted[key],
            "more": every[key] - counted[key],
            "marks": [statement_mark(view, s, t) for s in others.statements if s.assessment == key],
        }
        for key in ASSESSMENTS
    ]


def _method(atlas: Atlas, t: Text) -> dict[str, Any]:
    document = next(iter(atlas.documents.values()))
    author = document.author if t.lang == "ar" else document.author_en
    copies = [atlas.sources[s].via or "" for s in document.sources]
    text = t("evidence.article", kind=t.name(document, "kind"), author=author, date=t.date(document.date))
    return {"text": text, "publishers": [publisher(atlas, key, t) for key in copies if key]}


def evidence_lead(view: View, t: Text) -> str:
    """Sentences: how many statements, pieces of evidence and sources there are of the article, and apart from
    these, of added documents."""
    article, atlas = curated_atlas(view.atlas), view.atlas
    sources = {row.source for row in article.evidence.values()}
    told = t(
        "evidence.lead",
        statements=t.count("statements", len(article.statements)),
        evidence=t.count("evidence", len(article.evidence)),
        sources=t.count("sources", len(sources)),
    )
    if len(atlas.statements) == len(article.statements):
        return told
    own = t(
        "evidence.own",
        statements=t.count("statements", len(atlas.statements) - len(article.statements)),
        evidence=t.count("evidence", len(atlas.evidence) - len(article.evidence)),
    )
    return f"{told} {own}"


def assessment_counts_html(view: View, t: Text) -> str:
    """How many statements have which assessment with all other filters applied, each number leading to them,
    and for three assessments the statement that `ways_in` gives; "" where no document has statements. Those
    of added documents are counted where these alone are asked for, and called what they are."""
    atlas = view.atlas
    if not atlas.statements:
        return ""
    counted = select(atlas, replace(view.selection, assessments=())).counted_statements
    counts = tally(counted)
    total: str = t.count("statements", len(counted))
    if counted and (own := own_work(atlas, counted[0], t)):
        total = f"{total} · {own}"
    narrowed = len(counted) < len(curated_atlas(atlas).statements)
    return TEMPLATES.get_template("scorecard.html").render(
        total=t("start.filtered", statements=total) if narrowed else total,
        counts=[(key, t.number(n), t(f"assessment.{key}")) for key, n in counts.items()],
        ways=[(key, s.id, t(f"begin.{key}"), t.name(s, "says")) for key, s in ways_in(atlas).items()],
        t=t,
    )
