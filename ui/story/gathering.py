"""A step made of the focus: what is large, its title and points read off that, and the words it
quotes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count, pairwise
from urllib.parse import urlencode

from data.atlas.atlas import Atlas
from data.atlas.case import FIRST_CASE
from data.facts.alignment import rendered_sentence, rendering
from data.facts.origin import is_curated, passages_naming_by_origin, record_name
from data.facts.statements import evidence_summary
from data.i18n import Text, comma_list, name, shorten
from data.i18n.isolates import isolate
from data.index.index import Index
from data.query.describe import describe, filter_phrase
from data.query.view import View
from data.tables.columns import printable
from data.tables.model import Step
from data.tables.model.comparisons import ComparedPair
from data.tables.vocab import LANGS
from data.text.sentences import sentence_around, sentence_ends
from ui.charts.registry import CHARTS
from ui.sentences.comparisons import because, sides, step_title
from ui.story.lists import LISTS, list_points

CITED = 6  # documents whose sources a gathered step lists
SHORT = 300  # letters of a passage or a sentence that a gathered step quotes
QUOTING = ("map", "statement", "aid")  # beside others, what one looks at is not what is large
AID, EVIDENCE = "aid", "evidence"  # pages
PICTURES = {AID: "chart:itemised", "border": "profile", "actors": "chart:events", "sources": "sources"}
NAMED = {
    "map": "page.article",
    "statements": "page.evidence",
    "records": "aid.records",
    "sources": "page.sources",
    "profile": "page.border",
}


def of_view(view: View, here: str, others: Sequence[Step], opened: str = "") -> Step:
    """A step that shows what the page `here` shows of this view, titled unlike `others`. `opened`: the chart
    that was last used there."""
    shown = step_picture(view, here, opened)
    quotes = shown.partition(":")[0] in QUOTING
    passage, quote, ours = _quoted(view) if quotes else ("", "", "")
    return Step.model_validate(
        {
            "id": _untaken_id(others),
            **titles(view, here, shown, others),
            **_texts(view, shown),
            "view": urlencode(replace(view.selection, case=FIRST_CASE).to_query()),  # a story has its case
            "show": shown,
            "passage": passage or None,
            "quote": quote,
            "quote_en": ours,
            "sources": _sources(view, [passage] if passage else []),
        }
    )


def of_pair(view: View, row: ComparedPair, others: Sequence[Step]) -> Step:
    """A step that shows both sides of a pair that a person has decided on, titled unlike `others`."""
    atlas, found = view.atlas, dict[str, str]()
    documents = tuple(side.document for side in sides(atlas, row, atlas.text(LANGS[0])))
    for lang in LANGS:
        t, field = atlas.text(lang), f"title_{lang}"
        found[field] = _untaken(step_title(row, t), {getattr(step, field) for step in others})
        found[f"text_{lang}"] = because(row, t)
    return Step.model_validate(
        {
            "id": _untaken_id(others),
            **found,
            "view": urlencode({"compared": ",".join(documents)}),
            "show": f"comparison:{row.id}",
            "sources": _cited(atlas, documents),
        }
    )


def _texts(view: View, shown: str) -> dict[str, str]:
    """Points and notes in each language."""
    found = {}
    for lang in LANGS:
        t = view.atlas.text(lang)
        found[f"text_{lang}"] = _plain("\n".join(step_points(view, shown, t)))[:3000]
        found[f"notes_{lang}"] = _plain(focus_note(view, t))[:5000] if shown in ("map", "profile") else ""
    return found


def step_picture(view: View, here: str, opened: str = "") -> str:
    """What is large on the page `here`, as a step shows it."""
    kind, _, key = view.selection.in_focus.partition(":")
    if kind == "statement":
        return f"statement:{key}"
    if here == EVIDENCE:
        return "statements"
    if here == AID and kind == "aid":
        return f"aid:{key}"
    if opened in CHARTS and here in (AID, "actors"):
        return f"chart:{opened}"
    if here == AID and view.selection.narrowed:
        return "records"
    s = view.selection
    if here == "article" and not (s.focus or s.narrowed) and is_curated(view.atlas, view.document.id):
        return "document"
    return PICTURES.get(here, "map")


def titles(view: View, here: str, shown: str, others: Iterable[Step]) -> dict[str, str]:
    """The title of what is shown, in each language; a number follows where another step is titled so."""
    others = tuple(others)
    found = {}
    for lang in LANGS:
        field = f"title_{lang}"
        title = _title(view, here, shown, view.atlas.text(lang))
        found[field] = _untaken(title, {getattr(step, field) for step in others})
    return found


def _untaken(title: str, taken: Collection[str]) -> str:
    """A title as it may stand over a step; a number follows where another step is titled so."""
    title = _plain(title)[:280] or "—"
    free = (title, *(f"{title} ({n})" for n in range(2, len(taken) + 3)))
    return next(one for one in free if one not in taken)


def _untaken_id(others: Sequence[Step]) -> str:
    taken = {step.id for step in others}
    return next(own for n in count(len(others) + 1) if (own := f"view-{n}") not in taken)


def _title(view: View, here: str, shown: str, t: Text) -> str:
    kind, _, key = shown.partition(":")
    if kind == "statement":
        return t.name(view.atlas.statements[key], "says")
    if kind == "aid":
        return record_name(view.atlas.aid[key], t)
    anything = kind == "statements" and not view.selection.focus and not view.selection.narrowed
    subject = "" if anything else _filters(view, t) if kind in ("chart", "sources") else _subject(view, t)
    if kind == "document" or (kind == "map" and here != "article"):
        return subject or _document(view, t)
    head = t(CHARTS[key].subject if kind == "chart" else NAMED[kind])
    own = subject if kind != "chart" or CHARTS[key].follows_view else ""
    return f"{head}: {isolate(own)}" if own else head


def _subject(view: View, t: Text) -> str:
    """What is looked at by its name, else the filters in words; "" for neither."""
    atlas, s = view.atlas, view.selection
    kind, _, key = ("" if view.found_first else s.in_focus).partition(":")
    if kind == "passage":
        added = not is_curated(atlas, view.document.id)
        return shorten(view.document.title) if added else t.name(atlas.passages[key], "gist")
    fields = {"aid": (atlas.aid, "what"), "event": (atlas.events, "title"), "body": (atlas.bodies, "name")}
    table, field = fields.get(kind, (atlas.entities, "name"))
    if s.focus and key in table:
        return t.name(table[key], field)
    if s.documents and not s.focus:
        return comma_list([shorten(atlas.documents[own].title) for own in s.documents], t.lang)
    if s.narrowed:
        return _filters(view, t)
    return t.name(table[key], field) if key in table else ""


def _filters(view: View, t: Text) -> str:
    s = view.selection
    return t.semicolon_list([filter_phrase(view.atlas, s, row.key, t) for row in s.in_use])


def _document(view: View, t: Text) -> str:
    document = view.document
    if not is_curated(view.atlas, document.id):
        return shorten(document.title)
    return name(document, t.lang, "kind").capitalize()


def _quoted(view: View) -> tuple[str, str, str]:
    """The passage that is looked at or speaks of what is, the exact words of it that do, and the words of our
    translation; "" for the whole of a short one."""
    atlas, (kind, _, key) = view.atlas, view.selection.in_focus.partition(":")
    if kind == "statement":
        row = atlas.statements[key]
        if ours := rendering(atlas, row.passage, row.start, row.end):
            return row.passage, row.quote, ours
        words = sentence_around(atlas.texts[row.passage], row.start, row.end)
        ours = rendered_sentence(atlas, row.passage, words)
        return row.passage, words if ours else row.quote, ours
    if not view.selection.in_focus or not view.panel:
        return "", "", ""
    passage = view.panel[0]
    text = atlas.texts[passage]
    at = next((m.start for m in atlas.mentions_of[passage] if m.entity == key), 0)
    if len(text) <= SHORT:
        return passage, "", ""
    ends = [0, *sentence_ends(text), len(text)]
    start, end = next((a, b) for a, b in pairwise(ends) if a <= at < b)
    words = text[start:end].strip()
    return passage, words, rendered_sentence(atlas, passage, words)


def _sources(view: View, passages: Sequence[str]) -> tuple[str, ...]:
    """The sources of the record or event that is looked at, else of the documents of `passages` or, without
    any, of those in view, the first of them."""
    atlas, (kind, _, key) = view.atlas, view.selection.in_focus.partition(":")
    if kind in ("aid", "event"):
        return (atlas.aid if kind == "aid" else atlas.events)[key].sources
    shown = [own for own, n in Index.of(atlas).documents.among(view.chosen).items() if n][:CITED]
    documents = [atlas.passages[passage].document for passage in passages] or shown
    return _cited(atlas, documents)


def _cited(atlas: Atlas, documents: Iterable[str]) -> tuple[str, ...]:
    """The sources of documents."""
    return tuple(dict.fromkeys(source for own in documents for source in atlas.documents[own].sources))


def _plain(text: str) -> str:
    return printable(text).strip()


def step_points(view: View, shown: str, t: Text) -> list[str]:
    """What is large (`shown`, as a step names it) in a few lines, and by which filters."""
    atlas, (kind, _, key) = view.atlas, shown.partition(":")
    found: list[str] = []
    if kind == "chart":
        found = [CHARTS[key].chart(view, t).finding]
    elif kind == "statement":
        weight = evidence_summary(atlas, key)
        found = [t.count("evidence", weight.rows), t.count("sources", weight.sources)]
    elif kind == "aid":
        found = [t.name(atlas.aid[key], "note")]
    elif kind in LISTS:
        found = list_points(view, kind, t)
    else:
        found = list(_focus(view, t))
    found = [line for line in (*found, _chosen_by(view, shown, t)) if line]
    return found or [describe(view, t)]


def _chosen_by(view: View, shown: str, t: Text) -> str:
    """The filters in words. Those of aid say what narrows records alone."""
    if view.selection.filtered:
        return describe(view, t)
    return _filters(view, t) if shown.startswith(("records", "aid", "chart")) else ""


def _focus(view: View, t: Text) -> Iterator[str]:
    """What is known of the focus: what it is, how often it is named, what is to be minded."""
    atlas, s = view.atlas, view.selection
    key = "" if view.found_first or not s.focus else s.in_focus.partition(":")[2]
    if s.in_focus.startswith("event:"):
        yield t.date(atlas.events[key].date)
    if s.in_focus.startswith("passage:"):
        yield t.name(atlas.passages[key], "gist")
    if key not in atlas.entities:
        return
    place, actor = atlas.places.get(key), atlas.actors.get(key)
    yield t.name(actor, "role") if actor else t.name(place, "kind").capitalize() if place else ""
    own, added = passages_naming_by_origin(atlas, key)
    yield t("panel.named", count=t.count("passages", own)) if own else ""
    yield t("panel.named-added", count=t.count("passages", added)) if added else ""
    text = focus_note(view, t)
    yield text[: next(sentence_ends(text), len(text))]


def focus_note(view: View, t: Text) -> str:
    """What is to be minded of the place or actor that is looked at."""
    atlas = view.atlas
    key = "" if view.found_first or not view.selection.focus else view.selection.in_focus.partition(":")[2]
    rows = (atlas.places.get(key), atlas.entities.get(key))
    return next((text for row in rows if row and (text := t.name(row, "note"))), "")
