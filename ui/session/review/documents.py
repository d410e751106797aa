"""Added documents as wholes: they are added, shown alone and deleted; the dossier of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from data.atlas.overlay import Overlay
from data.documents import add, worker_pool
from data.documents.add import Given
from data.documents.dossier.first_case import first_case
from data.documents.dossier.load import load_as_case, load_into
from data.documents.dossier.read import dossier_story
from data.documents.dossier.save import save_dossier
from data.documents.dossier.vetting import Notes
from data.documents.errors import Unfit
from data.documents.review.suggestion import SURE
from data.documents.store import store
from ui.session import people, state
from ui.session.review.desk.current import open_document
from ui.session.review.messages import flash, guarded_act
from ui.session.run.allowance import Allowance
from ui.session.run.callbacks import open_case
from ui.session.session import session
from ui.session.story import own_story


@guarded_act("add")
def add_documents(given: Sequence[Given], *, accept: bool) -> None:
    """Add documents (a callback): all or none; the first of them is opened for review."""
    suggest = partial(worker_pool.suggest_in_worker, wanted=session)  # ends where the reader has gone
    with _allowed_work(session().work):
        pairs = [add.entry(state.atlas(), one, SURE if accept else 2, suggest) for one in given]
    brought = [extra for _, extras in pairs for extra in extras]
    seen = state.atlas().overlay or Overlay()
    state.open_store().add([entry for entry, _ in pairs], brought, people.me(), seen=seen)
    flash("documents.added")
    open_document(pairs[0][0].document.id)


def dossier_maker(case: str) -> Callable[[], bytes]:
    """What makes every document of a case, and the reader's story of it, one file when somebody takes it:
    outside a run, where Streamlit knows no session. It raises NotAllowed, and Unfit where the session has
    used up its allowance."""
    own, who, digest = session(), people.asked_later(), state.atlas().digest

    def make() -> bytes:
        who().require("review")
        with _allowed_work(own.work):
            return save_dossier(store(case), own_story.story_of_case(own, case, digest))[0]

    return make


@guarded_act("load")
def load_dossier(raw: bytes, *, new_case: bool = False) -> None:
    """Add the documents of a dossier, to the open case or as a case of its own, which is then open; the steps
    of its story come to the reader's own of that case."""
    notes, atlas = Notes(), state.atlas()
    with _allowed_work(session().work):
        if new_case:
            curated, unnamed = atlas.base or atlas, state.text()("dossier.unnamed")
            case, added = load_as_case(state.open_store(), curated, raw, notes, people.me(), unnamed)
            open_case(case)
            done = (added, 0)
        else:
            done = load_into(state.open_store(), atlas, raw, notes, people.me())
    steps = own_story.append_story(dossier_story(raw))
    flash("dossier.loaded", done=done, notes=notes, steps=steps)


def load_first_case() -> None:
    """Add the case to learn from (a callback)."""
    load_dossier(first_case())


def compare_with_article(key: str) -> None:
    """Set a document beside the article (a callback)."""
    if key not in state.atlas().documents:
        flash("documents.gone")
        return
    state.choose(compared=(next(iter(state.atlas().documents)), key))
    session().url.turn = "compare"


def show_only(key: str, words: str = "") -> None:
    """Show nothing but this document, on the map, and in it the words that were asked for (a callback)."""
    if key not in state.atlas().documents:
        flash("documents.gone")
        return
    state.choose(documents=(key,), **({"text": words, "focus": ""} if words else {}))
    session().url.turn = "map"


@guarded_act("delete")
def delete_document(key: str) -> None:
    """Delete a document (a callback)."""
    state.open_store().delete(key, people.me())
    if session().review.document == key:
        open_document("")
    flash("documents.deleted")


@guarded_act("restore")
def restore_document(key: str) -> None:
    """Bring a deleted document back (a callback)."""
    state.open_store().restore(key, people.me())
    flash("documents.restored")


@contextmanager
def _allowed_work(work: Allowance) -> Iterator[None]:
    """Work that counts against a session's allowance. Raises Unfit where that is used up."""
    if not work.allows():
        raise Unfit("documents.too-much")
    with work.charge_time():
        yield
