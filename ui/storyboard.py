"""The story of this session: which is told and at which step (as the URL says), and the steps that the reader has gathered.

What is gathered is kept in the reader's browser through a reload; it is shared by saving it as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.added import from_article
from data.atlas import Problem
from data.columns import printable
from data.describe import describe
from data.index import Index
from data.model import Step
from data.select import View
from data.story import MOST_STEPS, dump, parse, selection
from data.words import LANGS, Lang, listed, name, shortened
from ui import state

URL = ("step", "story", "both")
MINE = "mine"
CHART_PAGE = "aid"
CITED = 6  # documents whose sources a gathered step lists
PAGES = {"chart": CHART_PAGE, "aid": CHART_PAGE, "statement": "evidence", "profile": "border"}  # where a step is left for; else the map


def begin(here: str) -> None:
    """Open the run: on the page that presents, the URL says which story, step and languages; elsewhere nothing does."""
    memory = st.session_state
    if memory.get("_staged"):
        memory["_staged"] = here != "present"  # a button has spoken; it holds until the page is there
    elif here == "present":
        memory["_stage"] = {key: st.query_params[key][:20] for key in URL if key in st.query_params}
    else:
        memory.pop("_stage", None)


def stage() -> dict[str, str]:
    """The URL parameters of the presentation; empty when none is on."""
    found: dict[str, str] = st.session_state.get("_stage", {})
    return found


def told() -> tuple[Step, ...]:
    """The story that is told: the reader's own where the URL asks for it and there is one, else the one of the data."""
    own = mine() if stage().get("story") == MINE else ()
    return own or tuple(state.atlas().story.values())


def at() -> int | None:
    """The step that is shown, from 1; None while nothing is presented."""
    asked = stage().get("step")
    if asked is None or not told() or (stage().get("story") == MINE and not mine()):
        return None
    n = int(asked) if asked.isascii() and asked.isdigit() else 1
    return min(max(n, 1), len(told()))


def present(story: str = "", step: int = 1) -> None:
    """Begin to present (in a callback)."""
    memory = st.session_state
    memory["_stage"] = {"step": str(step)} | ({"story": story} if story else {})
    memory["_staged"] = memory["_spoke"] = True
    memory["_turn"] = "present"


def embedded() -> bool:
    """Is the app shown inside another page, without the frame (a link with embed=1)? Streamlit keeps this key out of the
    parameters it shows, and may drop it from the URL: it is remembered for the session."""
    context, memory = get_script_run_ctx(), st.session_state
    asked = parse_qs(context.query_string if context else "").get("embed", [""])[-1]
    memory["_embedded"] = memory.get("_embedded", False) or asked in ("1", "true")
    return bool(memory["_embedded"])


def present_here() -> None:
    """Begin at the step that shows what is looked at now, in the reader's own story if it has one, else at the first step."""
    atlas, now = state.atlas(), state.selection()
    for story, steps in ((MINE, mine()), ("", tuple(atlas.story.values()))):
        found = [n for n, step in enumerate(steps, start=1) if selection(atlas, step) == now]
        found += [n for n, step in enumerate(steps, start=1) if selection(atlas, step).in_focus == now.in_focus != ""]
        if found:
            return present(story, found[0])
    return present()


def take(act: dict[str, Any]) -> None:
    """What the deck asks for: another main language, or to leave for the view of a step."""
    memory = st.session_state
    lang, left = act.get("lang"), act.get("leave")
    if lang in LANGS:
        memory["_lang"], memory["_spoke"] = lang, True
    steps = {step.id: step for step in told()}
    if left in steps:
        memory["_stage"], memory["_staged"] = {}, True
        chosen = selection(state.atlas(), steps[left])
        state.choose(**{key: getattr(chosen, key) for key in chosen.__dataclass_fields__})
        state.ask_frame(chosen.in_focus, gentle=False)
        memory["_turn"] = PAGES.get(steps[left].show.partition(":")[0], "map")


def mine() -> tuple[Step, ...]:
    """The steps that the reader has gathered."""
    found: tuple[Step, ...] = st.session_state.get("_mine", ())
    return found


def keep(steps: tuple[Step, ...]) -> None:
    """Make these the reader's story."""
    st.session_state["_mine"] = steps[:MOST_STEPS]


def add(here: str) -> None:
    """Gather the view that is shown on the page `here` (in a callback)."""
    st.session_state["_added"] = True
    keep((*mine(), of_view(state.view(), here, len(mine()) + 1)))


def of_view(view: View, here: str, number: int) -> Step:
    """A step that shows this view: titled by what is looked at, told by the sentence for what is shown."""
    atlas, key = view.atlas, view.selection.in_focus.partition(":")[2]
    passages = view.panel if view.selection.in_focus else ()
    taken = {step.id for step in mine()}
    own = next(f"view-{n}" for n in range(number, number + MOST_STEPS + 1) if f"view-{n}" not in taken)
    row = atlas.entities.get(key)
    said = {f"text_{lang}": _plain(describe(view, lang))[:3000] for lang in LANGS}
    said |= {f"title_{lang}": _plain(_title(view, lang) if row is None else name(row, lang))[:300] or "—" for lang in LANGS}
    return Step.model_validate({
        "id": own, **said, "view": urlencode(view.selection.to_query()), "show": _shown(view, here),
        "passage": passages[0] if passages else None, "sources": _sources(view, passages[:1]),
    })  # fmt: skip


def _sources(view: View, passages: Sequence[str]) -> tuple[str, ...]:
    """The sources of the record or event that is looked at, else of the documents of `passages` or, without any, of those in view,
    the first of them."""
    atlas, (kind, _, key) = view.atlas, view.selection.in_focus.partition(":")
    if kind in ("aid", "event"):
        return (atlas.aid if kind == "aid" else atlas.events)[key].sources
    shown = [own for own, n in Index.of(atlas).documents.among(view.chosen).items() if n][:CITED]
    documents = [atlas.passages[passage].document for passage in passages] or shown
    return tuple(dict.fromkeys(source for own in documents for source in atlas.documents[own].sources))


def _shown(view: View, here: str) -> str:
    """What is large on the page `here`."""
    kind, _, key = view.selection.in_focus.partition(":")
    if kind == "statement":
        return f"statement:{key}"
    return {CHART_PAGE: "chart:itemised", "border": "profile"}.get(here, "map")


def _title(view: View, lang: Lang) -> str:
    kind, _, key = view.selection.in_focus.partition(":")
    if kind == "aid":
        return name(view.atlas.aid[key], lang, "what")
    if kind == "statement":
        return name(view.atlas.statements[key], lang, "says")
    document = view.document
    asked = () if kind == "passage" else view.selection.documents
    if not all(from_article(view.atlas, key) for key in (document.id, *asked)):
        return listed([shortened(view.atlas.documents[key].title) for key in asked or (document.id,)], lang)
    if kind == "passage":
        return name(view.atlas.passages[key], lang, "gist")
    return name(document, lang, "kind").capitalize()


def _plain(text: str) -> str:
    return printable(text).strip()


def replace(number: int, step: Step) -> None:
    """Put `step` in the place of step `number`, from 1."""
    steps = list(mine())
    steps[number - 1] = step
    keep(tuple(steps))


def move(number: int, by: int) -> None:
    """Move step `number` up (-1) or down (1); by 0 drops it."""
    steps = list(mine())
    step = steps.pop(number - 1)
    if by:
        steps.insert(max(number - 1 + by, 0), step)
    keep(tuple(steps))


def kept() -> str | None:
    """What the browser is to keep: the reader's story as a file's text, "" when it was emptied, None before there was any."""
    if "_mine" not in st.session_state:
        return None
    return dump(mine(), state.atlas().digest) if mine() else ""


def take_kept(text: str) -> None:
    """Take back what the browser has kept, if this session has gathered nothing and it is still sound."""
    if text and "_mine" not in st.session_state:
        load(text.encode(errors="replace"), "browser")
        st.session_state["_spoke"] = True


def load(raw: bytes, file: str) -> list[Problem]:
    """Take a story from a file. When it is not sound, the story stays as it was and every problem is returned."""
    steps, problems = parse(raw, state.atlas(), file)
    if steps:
        keep(steps)
    return problems
