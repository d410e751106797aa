"""What is computed from an atlas stays with it, and goes when it goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from data.atlas import Atlas

P = ParamSpec("P")
T = TypeVar("T")


def kept(function: Callable[Concatenate[Atlas, P], T]) -> Callable[Concatenate[Atlas, P], T]:
    """Keep what a function makes of an atlas with that atlas: when the data changes, all of it goes together."""

    @wraps(function)
    def ask(atlas: Atlas, *rest: P.args, **more: P.kwargs) -> T:
        cache = atlas.__dict__.setdefault(f"kept {function.__qualname__}", lru_cache(maxsize=64)(partial(function, atlas)))
        found: T = cache(*rest, **more)
        return found

    return cast("Callable[Concatenate[Atlas, P], T]", ask)
