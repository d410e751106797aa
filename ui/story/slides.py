"""Slides: each step as safe HTML in one language with the other as second line, and what stands large beside
it. All of a story's slides travel once; changing a step asks
nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from data.atlas.atlas import Atlas
from data.atlas.cache import cached_per_atlas
from data.compare.decisions import decided_pairs
from data.facts.locator import passage_title
from data.facts.origin import body_name, has_added, is_added, own_record
from data.i18n import Text, in_marks
from data.i18n.isolates import isolate, strip_isolates
from data.query.front_matter import UNTITLED, FrontMatter
from data.query.selection import Selection
from data.query.story import step_selection
from data.query.view import select
from data.tables.model import Evidence, Step
from data.tables.vocab import LANGS, Lang
from ui import theme
from ui.charts.legend import chart_legend
from ui.charts.registry import CHARTS, of_story
from ui.html.headings import byline, title_as_printed
from ui.html.templating import TEMPLATES
from ui.sentences.comparisons import sides, verdict
from ui.sentences.editions import own_work
from ui.sentences.rules import rules_link
from ui.story.drawing import bars_drawing
from ui.story.figures import Figures, MapMeasurements
from ui.story.lists import LISTS, listed_rows
from ui.story.steps import StepText, cited_source, rules_behind, step_text
from web import modules
from web.assets import STYLES

CSS = STYLES / "presenter.css"
DECK = (  # what web/stage/presenter.js fills
    '<div class="d-deck" role="application"><div class="d-stage" aria-live="polite"></div><aside'
    ' class="d-notes" hidden></aside><nav class="d-bar"></nav><div class="d-overview" hidden></div><b'
    ' class="d-typed" hidden></b><p class="d-told" role="alert" hidden></p></div>'
)
DECK_WORDS = (
    "next",
    "back",
    "overview",
    "notes",
    "blank",
    "full",
    "leave",
    "count",
    "backup",
    "away",
    "leaving",
    "again",
    "say-ar",
    "say-en",
    "say-both",
)
SPEAKER_WORDS = ("end", "ahead", "behind", "on-time")
MOST_EVIDENCE = 3  # beside a step; the evidence page has them all


@cached_per_atlas(size=16)
def slides(
    atlas: Atlas, steps: tuple[Step, ...], t: Text, measured: MapMeasurements, front: FrontMatter = UNTITLED
) -> tuple[dict[str, Any], ...]:
    """Per step: id, kind of its large part, is it a backup slide and how many seconds is it to take, HTML,
    title and notes for the speaker's window. The front matter stands on the first."""
    values = {lg: Figures(atlas, atlas.text(lg), measured) for lg in LANGS}
    order: tuple[Lang, Lang] = (t.lang, "en" if t.lang == "ar" else "ar")
    found = []
    for step in steps:
        both = {lg: step_text(atlas, step, atlas.text(lg), values[lg]) for lg in LANGS}
        kind = step.show.partition(":")[0]
        found.append(
            {
                "id": step.id,
                "show": kind,
                "backup": step.backup,
                "seconds": step.seconds,
                "html": _html(atlas, step, both, order, front if step is steps[0] else UNTITLED),
                "title": both[t.lang].title,
                "notes": both[t.lang].notes,
                "points": [p for _, points in both[t.lang].blocks for p in points],
            }
        )
    return tuple(found)


def _html(
    atlas: Atlas, step: Step, both: Mapping[Lang, StepText], order: tuple[Lang, Lang], front: FrontMatter
) -> str:
    kind, _, key = step.show.partition(":")
    lang = order[0]
    large: dict[str, Any] = {}
    named = "legend.named-added" if has_added(atlas) else "legend.named"
    if kind == "document":
        large = _document(atlas, atlas.text(lang))
    elif kind == "aid":
        large = {"record": record(atlas, key, atlas.text(lang))}
    elif kind == "statement":
        assessments = {lg: assessment_lines(atlas, key, atlas.text(lg)) for lg in order}
        large = assessments[lang] | {
            part: [(lg, assessments[lg][part]) for lg in order] for part in ("word", "why")
        }
    elif kind == "comparison":
        large = _compared(atlas, key, order)
    elif kind == "chart":
        large = _chart(atlas, step, both, order)
    elif kind in LISTS:
        rows, more = listed_rows(select(atlas, step_selection(atlas, step)), kind, atlas.text(lang))
        large = {"head": atlas.text(lang)(f"story.large-{kind}"), "rows": rows, "more": more}
    about = rules_behind(step)
    return TEMPLATES.get_template("slide.html").render(
        kind=kind,
        front=[
            (lg, front.title(lg), [front.byline(atlas.text(lg)), front.asking(atlas.text(lg))], front.mark)
            for lg in order
            if front != UNTITLED
        ],
        rules=rules_link(about, atlas.text(lang), apart=True) if about else "",
        order=order,
        texts=both,
        quoted=_quoted(atlas, step, both, order),
        large=large,
        named=named,
        rtl={"ar": "rtl", "en": "ltr"},
        t=atlas.text(lang),
        text={lg: atlas.text(lg) for lg in order},
    )


def _says(text: StepText, finding: str) -> bool:
    """Does a step say in its points what its chart finds?"""
    lines = {strip_isolates(point) for _, points in text.blocks for point in points}
    return strip_isolates(finding) in lines


def _quoted(
    atlas: Atlas, step: Step, both: Mapping[Lang, StepText], order: tuple[Lang, Lang]
) -> dict[str, Any]:
    """What a step quotes: whose words, said in both languages, the words in their own language and, of the
    article, our translation; empty without any."""
    if step.passage is None:
        return {}
    row = atlas.passages[step.passage]
    document = atlas.documents[row.document]
    texts = [atlas.text(lg) for lg in order]
    if is_added(atlas, step.passage):
        says = [(t.lang, t.citation(document, passage_title(atlas, step.passage, t))) for t in texts]
        text, ours = step.quote or atlas.texts[step.passage], ""
    else:
        says = [(t.lang, t("aid.says", n=row.number)) for t in texts]
        text, ours = both["ar"].quote, both["en"].quote
    return {
        "language": document.language,
        "says": says,
        "text": in_marks(text, document.language),
        "ours": ours,
    }


def _compared(atlas: Atlas, key: str, order: tuple[Lang, Lang]) -> dict[str, Any]:
    """Two passages that a person compared: the verdict and the note in both languages, and both sides."""
    row = decided_pairs(atlas)[key]
    return {
        "word": [(lg, verdict(row, atlas.text(lg))) for lg in order],
        "notes": [(lg, atlas.text(lg).name(row, "note")) for lg in order[: 1 + (row.note_en != row.note_ar)]],
        "sides": sides(atlas, row, atlas.text(order[0])),
    }


def _chart(
    atlas: Atlas, step: Step, texts: Mapping[Lang, StepText], order: tuple[Lang, Lang]
) -> dict[str, Any]:
    """What a chart shows and finds in both languages, as far as the slide does not say so; its legend, its
    drawing."""
    key = step.show.removeprefix("chart:")
    first, second = (of_story(atlas, key, atlas.text(lg), step_selection(atlas, step)) for lg in order)
    both = {chart.lang: chart for chart in (first, second)}
    return {
        "subjects": [(lg, atlas.text(lg)(CHARTS[key].subject)) for lg in both],
        "findings": [
            (lg, chart.finding) for lg, chart in both.items() if not _says(texts[lg], chart.finding)
        ],
        "units": [(lg, chart.unit) for lg, chart in both.items() if chart.unit],
        "legend": chart_legend(atlas, first),
        "drawing": bars_drawing(first, second),
    }


def _document(atlas: Atlas, t: Text) -> dict[str, Any]:
    """The card of the (first) document: title as printed, in English, who and when."""
    row = next(iter(atlas.documents.values()))
    return {
        "title": title_as_printed(select(atlas, Selection())),
        "title_en": row.title_en,
        "by": byline(row, t),
        "links": t.name(row, "links_note"),
    }


def assessment_lines(atlas: Atlas, key: str, t: Text) -> dict[str, Any]:
    """A statement's assessment, why, and the first pieces of evidence: who issued each, when, and what it
    says."""
    row = atlas.statements[key]
    pieces = atlas.evidence_of[key]
    more = len(pieces) - MOST_EVIDENCE
    return {
        "assessment": row.assessment,
        "word": t(f"assessment.{row.assessment}"),
        "own": own_work(atlas, row, t),
        "why": t.name(row, "explanation"),
        "evidence": [(_testifies(atlas, e, t), t.name(e, "says")) for e in pieces[:MOST_EVIDENCE]],
        "more": t("present.more", count=t.count("evidence", more)) if more > 0 else "",
    }


def _testifies(atlas: Atlas, piece: Evidence, t: Text) -> str:
    """Who says so; on a statement of an added document, also for it or against it."""
    who = cited_source(atlas, piece.source, t)
    own = is_added(atlas, atlas.statements[piece.statement].passage)
    return f"{t(f'bears.{piece.relation}')} · {who}" if own else who


def record(atlas: Atlas, key: str, t: Text) -> list[tuple[str, str]]:
    """A record of aid as label and value: what was published, who pays, through whom, how much, when, by
    which source."""
    row = atlas.aid[key]
    bodies = [(part, getattr(row, part)) for part in ("agency", "implementer", "recipient")]
    lines = [("aid.column.what", t.name(row, "what"))]
    lines += [(f"present.{part}", body_name(atlas, body, t)) for part, body in bodies if body]
    if row.usd is not None:
        lines.append(("aid.column.amount", t.amount(row.usd, at_least=row.at_least)))
    lines.append(("aid.column.status", t(f"status.{row.status}")))
    if row.date:
        lines.append(("aid.column.date", t.date(row.date)))
    if own := own_record(row, t):
        lines.append(("aid.column.edition", own))
    lines.append(("aid.column.source", isolate(cited_source(atlas, row.sources[0], t))))
    return [(t(label), value) for label, value in lines]


def speaker_window(t: Text, style: str = "") -> str:
    """The speaker's window as an HTML page of its own; `style`: the path of the style sheet with faces and
    colours, without which the page is given its rules by the one that opens it."""
    rules = theme.own_style_rules() + CSS.read_text(encoding="utf-8") if style else ""
    return TEMPLATES.get_template("presenter.html").render(
        style=style,
        rules=Markup(rules),  # noqa: S704 (our own sheets)
        words={key: t(f"present.{key}") for key in SPEAKER_WORDS},
        script=Markup(speaker_script()),  # noqa: S704 (our own script)
        t=t,
    )


def speaker_script() -> str:
    """The script of the speaker's window."""
    return f'"use strict";\n(() => {{\n{modules.bundle(modules.SPEAKER)}\nnew SpeakerPage();\n}})();'


def deck_words(t: Text) -> dict[str, str]:
    """What the deck says by itself."""
    return {key: t(f"present.{key}") for key in DECK_WORDS} | {"speaker": t("present.speaker-window")}
