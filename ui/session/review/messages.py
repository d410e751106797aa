"""What the documents page says of the last act, once: that it was done, or why it could not be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, ParamSpec

from data.documents.errors import Repeated, Stale, Unfit
from data.documents.people import Act, NotAllowed
from data.documents.store import StoreDown
from data.i18n import Text, comma_list, shorten
from data.i18n.amounts import number
from data.tables.vocab import Lang
from ui.session import people, written
from ui.session.session import session

P = ParamSpec("P")
NAMES = 10  # that are told of what was not taken from a dossier


def guarded_act(act: Act) -> Callable[[Callable[P, object]], Callable[P, Any]]:
    """Decorate a callback: it is called only where the session's role allows `act`, and returns whether it
    was done. What cannot be done is shown by `flash`. (Any, as callbacks return nothing.)"""

    def decorate(do: Callable[P, object]) -> Callable[P, Any]:
        @wraps(do)
        def done(*given: P.args, **more: P.kwargs) -> bool:
            try:
                people.me().require(act)
                if told := written.overlong((*given, *more.values())):
                    flash(told[0], **told[1])
                    return False
                do(*given, **more)
                return True
            except Unfit as problem:
                flash(str(problem), **problem.values)
            except Repeated:
                flash("documents.there")
            except Stale:
                flash("documents.stale")
            except NotAllowed:
                flash("documents.not-allowed")
            except StoreDown:
                flash("documents.store-down")
            return False

        return done

    return decorate


def flash(key: str, **values: Any) -> None:
    """Say this at the head of the page when it is next drawn: a key of words.csv, and what fills it."""
    session().review.message = (key, values)


def flash_message(t: Text) -> list[str]:
    """The sentences on the last act, taken once; empty for none."""
    review = session().review
    (key, values), review.message = review.message or ("", {}), None
    if key != "dossier.loaded":
        filled = {name: t.number(said) if isinstance(said, int) else said for name, said in values.items()}
        return [t(key, **filled)] if key else []
    added, there = values["done"]
    sentences = [t(key, added=t.count("documents", added))]
    if there:
        sentences.append(t("dossier.there", there=t.count("documents", there)))
    if values["steps"]:
        sentences.append(t("dossier.story", count=t.count("steps", values["steps"])))
    return sentences + [t(what, names=_first(names, t.lang)) for what, names in values["notes"].messages()]


def _first(names: Sequence[str], lang: Lang) -> str:
    more = [f"+{number(len(names) - NAMES, lang)}"] if len(names) > NAMES else []
    return comma_list([*map(shorten, names[:NAMES]), *more], lang)
