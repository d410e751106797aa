"""Slides: each step as safe HTML in one language with the other as second line, what stands large beside it,
and the charts at the size of a projector. All of a story's slides travel once; changing a step asks
nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go

from data.atlas.atlas import Atlas
from data.facts.origin import is_added
from data.i18n import LANGS, Lang, amount, cited, count, date, isolate, money, name, say
from data.query.selection import Selection
from data.query.view import select
from data.tables.model import Step
from ui.charts.aid import by_donor, dollars, dressed, in_time, itemised, largest, line, yearly
from ui.charts.voices import voices
from ui.html.headings import byline, title_as_printed
from ui.html.templating import TEMPLATES
from ui.sentences.aid import CHALDIVAR, PACKAGE, PUMA, claimed_usd, records_by_claim, us_works
from ui.story.steps import Measured, StepText, figures, fill_figures, source_line, step_text
from web.assets import STYLES

CSS = STYLES / "presenter.css"
WIDTH, HEIGHT = 920, 780  # of a chart on a screen of 1920 × 1080, in px; other screens scale it
MOST_EVIDENCE = 3  # beside a step; the evidence page has them all
LABELLED = 2.4  # of the longest bar: its label stands beyond its end
TEXT, AXIS = 30, 25  # px at that size; beside two languages it is drawn at 81 %


def puma(atlas: Atlas, lang: Lang) -> go.Figure:
    """The drones beside the package they were announced in and the sum that the article counts them to."""
    rows = [
        ("present.puma", atlas.aid[PUMA].usd or 0, 3),
        ("present.package", atlas.aid[PACKAGE].usd or 0, 1),
    ]
    rows.append(("present.sum", claimed_usd(atlas), 2))
    figure = go.Figure(
        go.Bar(
            x=[usd for _, usd, _ in rows],
            y=[line(say(atlas, key, lang), lang) for key, _, _ in rows],
            text=[line(money(usd, lang), lang) for _, usd, _ in rows],
            orientation="h",
            textposition="outside",
            cliponaxis=False,
            marker={"color": [atlas.colours[f"chart-{n}"].light for _, _, n in rows]},
        )
    )
    figure.update_xaxes(dollars(rows[-1][1], lang), range=[0, 1.5 * rows[-1][1]])
    part = figures_of(atlas, lang)["puma_share"]
    return dressed(
        figure,
        say(
            atlas, "chart.puma", lang, puma=money(rows[0][1], lang), share=part, sum=money(rows[-1][1], lang)
        ),
        3,
    )


def figures_of(atlas: Atlas, lang: Lang) -> dict[str, str]:
    """The figures that need no map."""
    return figures(atlas, lang, Measured(0, 0))


CHARTS: Mapping[str, Callable[[Atlas, Lang], go.Figure]] = {
    "itemised": lambda atlas, lang: itemised(atlas, records_by_claim(atlas), claimed_usd(atlas), lang),
    "puma": puma,
    "voices": voices,
    "largest": lambda atlas, lang: largest(atlas, us_works(atlas), lang, CHALDIVAR),
    "by-donor": lambda atlas, lang: by_donor(atlas, list(atlas.aid.values()), lang),
    "in-time": lambda atlas, lang: in_time(atlas, list(atlas.aid.values()), lang),
    "yearly": lambda atlas, lang: yearly(
        atlas,
        [r for r in atlas.annual.values() if (r.measure, r.dollars) == ("obligations", "current")],
        lang,
    ),
}


def chart(atlas: Atlas, key: str, lang: Lang) -> go.Figure:
    """The chart `key` of CHARTS at the size of a projector: its text and axes large, its labels beside their
    bars."""
    figure = CHARTS[key](atlas, lang)
    figure.update_layout(
        width=WIDTH,
        height=HEIGHT,
        font={"size": TEXT},
        legend={"font": {"size": TEXT}},
        margin={"r": 40, "b": 30},
    )
    figure.update_layout(bargap=0.35, legend={"y": -0.12, "yanchor": "top"})
    figure.update_xaxes(tickfont={"size": AXIS}, nticks=5)
    figure.update_yaxes(tickfont={"size": TEXT})
    figure.update_traces(textfont={"size": TEXT}, selector={"type": "bar"})
    figure.for_each_trace(
        lambda bar: bar.update(textposition="outside", cliponaxis=False) if bar.text is not None else None,
        {"type": "bar"},
    )
    longest = max(
        (
            max(bar.x)
            for bar in figure.select_traces({"type": "bar", "orientation": "h"})
            if bar.text is not None
        ),
        default=0,
    )
    if longest:
        figure.update_xaxes(
            showticklabels=False, range=[0, max((figure.layout.xaxis.range or (0, 0))[1], LABELLED * longest)]
        )
    return figure


def finding(figure: go.Figure) -> str:
    """What a chart shows, in a sentence."""
    return str(figure.layout.meta["title"])


@lru_cache(maxsize=16)
def slides(
    atlas: Atlas, steps: tuple[Step, ...], lang: Lang, measured: Measured
) -> tuple[dict[str, Any], ...]:
    """Per step: id, kind of its large part and which chart, HTML, title and notes for the speaker's
    window."""
    values = {lg: figures(atlas, lg, measured) for lg in LANGS}
    order: tuple[Lang, Lang] = (lang, "en" if lang == "ar" else "ar")
    found = []
    for step in steps:
        both = {lg: step_text(atlas, step, lg, values[lg]) for lg in LANGS}
        kind, _, key = step.show.partition(":")
        found.append(
            {
                "id": step.id,
                "show": kind,
                "chart": key if kind == "chart" else "",
                "html": _html(atlas, step, both, order, kind, key),
                "title": both[lang].title,
                "notes": both[lang].notes,
                "points": [p for _, points in both[lang].blocks for p in points],
            }
        )
    return tuple(found)


def _html(
    atlas: Atlas, step: Step, both: Mapping[Lang, StepText], order: tuple[Lang, Lang], kind: str, key: str
) -> str:
    lang = order[0]
    large: dict[str, Any] = {}
    if kind == "document":
        large = _document(atlas, lang)
    elif kind == "aid":
        large = {"record": record(atlas, key, lang)}
    elif kind == "statement":
        large = assessed(atlas, key, lang)
    elif kind == "chart":
        large = {"findings": [(lg, finding(CHARTS[key](atlas, lg))) for lg in order]}
    return TEMPLATES.get_template("slide.html").render(
        kind=kind,
        order=order,
        told=both,
        quoted=_quoted(atlas, step, both, lang),
        large=large,
        rtl={"ar": "rtl", "en": "ltr"},
        say=lambda word, lg=lang, **given: say(atlas, word, lg, **given),
    )


def _quoted(atlas: Atlas, step: Step, both: Mapping[Lang, StepText], lang: Lang) -> dict[str, str]:
    """What a step quotes: whose words, the words in their own language and, of the article, our translation;
    empty without any."""
    if step.passage is None:
        return {}
    row = atlas.passages[step.passage]
    document = atlas.documents[row.document]
    start, end = "«»" if document.language == "ar" else "“”"
    told = {"language": document.language, "start": start, "end": end}
    if is_added(atlas, step.passage):
        where = cited(atlas, document.id, lang, say(atlas, "passage.title", lang, n=row.number))
        return told | {"says": where, "text": step.quote or atlas.texts[step.passage], "ours": ""}
    return told | {
        "says": say(atlas, "aid.says", lang, n=row.number),
        "text": both["ar"].quote,
        "ours": both["en"].quote,
    }


def _document(atlas: Atlas, lang: Lang) -> dict[str, Any]:
    """The card of the (first) document: title as printed, in English, who and when."""
    row = next(iter(atlas.documents.values()))
    return {
        "title": title_as_printed(select(atlas, Selection())),
        "title_en": row.title_en,
        "by": byline(atlas, row, lang),
        "links": name(row, lang, "links_note"),
    }


def assessed(atlas: Atlas, key: str, lang: Lang) -> dict[str, Any]:
    """A statement's assessment, why, and the first pieces of evidence: who issued each, when, and what it
    says."""
    row = atlas.statements[key]
    pieces = atlas.evidence_of[key]
    more = len(pieces) - MOST_EVIDENCE
    return {
        "assessment": row.assessment,
        "word": say(atlas, f"assessment.{row.assessment}", lang),
        "why": name(row, lang, "explanation"),
        "evidence": [
            (source_line(atlas, e.source, lang), name(e, lang, "says")) for e in pieces[:MOST_EVIDENCE]
        ],
        "more": say(atlas, "present.more", lang, count=count(atlas, "evidence", more, lang))
        if more > 0
        else "",
    }


def record(atlas: Atlas, key: str, lang: Lang) -> list[tuple[str, str]]:
    """A record of aid as label and value: what was published, who pays, through whom, how much, when, by
    which source."""
    row = atlas.aid[key]
    bodies = [(part, getattr(row, part)) for part in ("agency", "implementer", "recipient")]
    lines = [("aid.column.what", name(row, lang, "what"))]
    lines += [(f"present.{part}", name(atlas.bodies[body], lang)) for part, body in bodies if body]
    if row.usd is not None:
        lines.append(("aid.column.amount", amount(atlas, row.usd, row.at_least, lang)))
    lines.append(("aid.column.status", say(atlas, f"status.{row.status}", lang)))
    if row.date:
        lines.append(("aid.column.date", date(row.date, lang)))
    lines.append(("aid.column.source", isolate(source_line(atlas, row.sources[0], lang))))
    return [(say(atlas, label, lang), value) for label, value in lines]


def step_title_preview(atlas: Atlas, step: Step, lang: Lang, measured: Measured) -> str:
    """The title of a step as it will be shown."""
    return fill_figures(name(step, lang, "title"), figures(atlas, lang, measured))


def speaker(atlas: Atlas, lang: Lang, style: str) -> str:
    """The speaker's window as an HTML page of its own; `style`: the path of the style sheet with faces and
    colours."""
    return TEMPLATES.get_template("presenter.html").render(
        lang=lang,
        style=style,
        words={key: say(atlas, f"present.{key}", lang) for key in ("count", "end")},
        say=lambda word: say(atlas, word, lang),
    )
