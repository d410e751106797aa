"""The cache of what is computed from an atlas: it stays with the atlas, and goes when the atlas goes. A plain
`lru_cache` would keep old atlases alive, with their indexes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast, overload

P = ParamSpec("P")
T = TypeVar("T")
A = TypeVar("A", bound=Any)
SIZE = 64  # results of one function that stay with one atlas


@overload
def cached_per_atlas(function: Callable[Concatenate[A, P], T]) -> Callable[Concatenate[A, P], T]: ...
@overload
def cached_per_atlas(
    *, size: int
) -> Callable[[Callable[Concatenate[A, P], T]], Callable[Concatenate[A, P], T]]: ...
def cached_per_atlas(function: Callable[..., T] | None = None, *, size: int = SIZE) -> Any:
    """A decorator: the last `size` results of a function stay with its first argument, an atlas or a view."""

    def decorate(function: Callable[..., T]) -> Callable[..., T]:
        key = f"cached {function.__module__}.{function.__qualname__}"

        @wraps(function)
        def cached(owner: Any, *rest: Any, **more: Any) -> T:
            cache = owner.__dict__.get(key)
            if cache is None:  # of two threads that come at once, the first one's is taken
                cache = owner.__dict__.setdefault(key, lru_cache(maxsize=size)(function))
            return cast("T", cache(owner, *rest, **more))

        return cached

    return decorate(function) if function else decorate
