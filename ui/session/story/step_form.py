"""The form of a step on the board: its words in both languages, what is large, what the map shows, the
quotation, the sources, its time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st
from markupsafe import Markup, escape

from data.compare.decisions import decided_pairs
from data.facts.alignment import rendered_sentence
from data.facts.locator import passage_title
from data.i18n import Text, shorten
from data.i18n.isolates import isolate
from data.query.story import edit_step
from data.tables.model import Step
from data.tables.vocab import CHARTS, LANGS
from data.text.sentences import sentence_ends
from ui.charts import registry
from ui.sentences.comparisons import pair_label
from ui.session import state
from ui.session.pick_list import pick_list
from ui.session.story import own_story
from ui.session.written import overlong, write_line, write_long
from ui.story.figures import figure_names
from ui.story.lists import LISTS
from ui.story.steps import cited_source

FIELDS = {"title": 300, "text": 3000, "notes": 5000}  # characters at most
SHOWS = ("map", "profile", "document", "points", *LISTS, *(f"chart:{key}" for key in CHARTS))
OFFERED, LETTERS = 60, 90  # passages whose words can be chosen, letters of them that are shown
NO_QUOTE = ("", "")  # passage and words
LONGEST = 3600  # seconds of a step


def edit(step: Step, number: int, t: Text, values: Mapping[str, str]) -> None:
    """Show the form of a step: title, text and notes in both languages, what is large, what the map shows,
    the quotation, the sources, its time and whether it is a backup slide."""
    key = f"{step.id}-{number}"
    with st.form(f"form-{key}", border=False, enter_to_submit=False):
        given = _texts(step, key, t)
        st.html(named_figures(step, t, values))
        given["show"] = _large(step, key, t)
        more = {**_quotation(step, key, t), "frame": _frame(step, key, t), "sources": _sources(step, key, t)}
        more |= _plan(step, key, t)
        if st.form_submit_button(t("story.keep")):
            if told := overlong((given,)):
                st.warning(t(told[0], **told[1]))
            elif given["title_en"].strip() and given["title_ar"].strip():
                own_story.replace_step(step.id, edit_step(step, given).model_copy(update=more))
                st.rerun()
            else:
                st.warning(t("story.no-title"))


def _texts(step: Step, key: str, t: Text) -> dict[str, str]:
    given = {}
    for field, most in FIELDS.items():
        order = (t.lang, *(other for other in LANGS if other != t.lang))
        for lg, column in zip(order, st.columns(2), strict=True):
            name = f"{field}_{lg}"
            label = f"{t(f'story.field-{field}')} · {t(f'present.say-{lg}')}"
            write = write_line if field == "title" else write_long
            given[name] = write(label, getattr(step, name), most, f"{name}-{key}", column)
    return given


def named_figures(step: Step, t: Text, values: Mapping[str, str]) -> Markup:
    """The figures that a step names in braces with what stands for each, unknown ones called so, and which
    others can be named, as safe HTML."""
    texts = " ".join(str(getattr(step, f"{field}_{lg}")) for field in FIELDS for lg in LANGS)
    used = dict.fromkeys(figure_names(texts))
    named = Markup('<bdi dir="ltr"><code>{{{}}}</code></bdi>').format
    named_values = [
        Markup("{} {}").format(named(name), values.get(name) or t("story.no-figure")) for name in used
    ]
    others = Markup(" ").join(named(name) for name in values if name not in used)
    lines = [Markup("<br>").join(named_values), escape(t("story.figures", names="%s")).replace("%s", others)]
    return Markup('<div class="d-figures">{}</div>').format(Markup("<br>").join(filter(None, lines)))


def _large(step: Step, key: str, t: Text) -> str:
    own = (f"comparison:{pair}" for pair in decided_pairs(state.atlas()))
    shows = tuple(dict.fromkeys((*SHOWS, step.show, *own)))
    return str(pick_list(t("story.large"), shows, step.show, partial(_large_name, t), f"show-{key}", t))


def _large_name(t: Text, shown: str) -> str:
    kind, _, key = shown.partition(":")
    if kind == "chart":
        return t("story.large-chart", subject=t(registry.CHARTS[key].subject))
    if kind == "comparison":
        return t("story.large-comparison", pair=pair_label(state.atlas(), key, t))
    return t(f"story.large-{kind}")


def _quotation(step: Step, key: str, t: Text) -> dict[str, Any]:
    """Which words of which passage are quoted: none, a whole passage or a sentence of it."""
    atlas = state.atlas()
    now = (step.passage or "", step.quote)
    choices = list(dict.fromkeys((NO_QUOTE, now, *quotable(step))))

    def shown(choice: tuple[str, str]) -> str:
        passage, words = choice
        if not passage:
            return t("story.no-quote")
        place = passage_title(atlas, passage, t)
        return f"{place}: {isolate(shorten(words, LETTERS)) if words else t('story.whole')}"

    passage, words = pick_list(t("story.quotation"), choices, now, shown, f"quote-{key}", t)
    ours = step.quote_en if (passage, words) == now else ""
    ours = ours or (rendered_sentence(atlas, passage, words) if passage else "")
    return {"passage": passage or None, "quote": words, "quote_en": ours}


def quotable(step: Step) -> list[tuple[str, str]]:
    """Passages with the words of theirs that a step can quote: the passages of its document or, where it
    quotes none yet, the first ones, each whole and sentence by sentence."""
    atlas = state.atlas()
    document = atlas.passages[step.passage].document if step.passage else next(iter(atlas.documents))
    passages = [key for key, row in atlas.passages.items() if row.document == document][:OFFERED]
    found: list[tuple[str, str]] = []
    for passage in passages:
        text, start = atlas.texts[passage], 0
        found.append((passage, ""))
        for end in sentence_ends(text):
            found.append((passage, text[start:end].strip()))
            start = end
    return found


def _plan(step: Step, key: str, t: Text) -> dict[str, Any]:
    """How many seconds a step is to take, and whether it is kept for the discussion."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        seconds = st.number_input(
            t("story.seconds"), 0, LONGEST, step.seconds, step=5, key=f"seconds-{key}", width=280
        )
        backup = st.checkbox(t("story.backup"), step.backup, key=f"backup-{key}")
    return {"seconds": seconds, "backup": backup}


def _frame(step: Step, key: str, t: Text) -> tuple[str, ...]:
    atlas = state.atlas()
    drawn = [place.id for place in atlas.places.values() if place.geometry != "none"]
    return tuple(
        st.multiselect(
            t("story.frame"),
            list(dict.fromkeys((*step.frame, *drawn))),
            default=list(step.frame),
            key=f"frame-{key}",
            format_func=lambda place: t.name(atlas.entities[place]),
            placeholder=t("story.frame-hint"),
            filter_mode="contains",
            select_all=False,
        )
    )


def _sources(step: Step, key: str, t: Text) -> tuple[str, ...]:
    atlas = state.atlas()
    return tuple(
        st.multiselect(
            t("panel.sources"),
            list(atlas.sources),
            default=list(step.sources),
            key=f"sources-{key}",
            format_func=lambda of: f"{cited_source(atlas, of, t)} · {t.source_title(atlas.sources[of])}",
            placeholder=t("story.sources-hint"),
            filter_mode="contains",
            select_all=False,
        )
    )
