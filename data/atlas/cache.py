"""What is computed from an atlas stays with it, and goes when it goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")
A = TypeVar("A", bound=Any)


def cached_per_atlas(function: Callable[Concatenate[A, P], T]) -> Callable[Concatenate[A, P], T]:
    """Keep what a function makes of an atlas with that atlas: when the data changes, all of it goes
    together."""

    @wraps(function)
    def ask(atlas: A, *rest: P.args, **more: P.kwargs) -> T:
        cache = atlas.__dict__.setdefault(
            f"kept {function.__qualname__}", lru_cache(maxsize=64)(partial(function, atlas))
        )
        found: T = cache(*rest, **more)
        return found

    return cast("Callable[Concatenate[A, P], T]", ask)
