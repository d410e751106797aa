"""PostgreSQL with time limits: a server that hangs is as far away as one that is down, and nobody waits for
it twice."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from data.documents.schema import to_json

CONNECT, SILENCE, AGAIN = (
    3,
    4,
    3,
)  # seconds: to connect, without a byte from the server, until an absent server is asked again
LONGEST = 60  # seconds of one statement, or of a transaction that does nothing
LIMITS = {
    "connect_timeout": CONNECT,
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


class Impatient(psycopg.Connection[Any]):
    """A connection that closes when nothing comes from the server for `patience` seconds: libpq would wait
    without end."""

    patience: float = SILENCE

    def wait(self, gen: Generator[Any, Any, Any], *args: Any, **more: Any) -> Any:
        """What an exchange with the server gives. Raises OperationalError when the server says nothing."""
        try:
            return super().wait(self._heard(gen), *args, **more)
        except _Silent:
            self.close()
            raise

    def _heard(self, gen: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        last = time.monotonic()
        try:
            state = next(gen)
            while True:
                if ready := (yield state):
                    last = time.monotonic()
                elif time.monotonic() - last > self.patience:
                    raise _Silent(f"the server has not answered for {self.patience:g} seconds")
                state = gen.send(ready)
        except StopIteration as done:
            return done.value


class _Silent(psycopg.OperationalError):
    pass


def engine(url: URL, wait: int) -> Engine:
    """An engine for a server. wait: seconds for which a writer waits for another."""
    timeouts = {"lock": wait, "statement": LONGEST, "idle_in_transaction_session": LONGEST}
    options = " ".join(f"-c {name}_timeout={1000 * seconds}" for name, seconds in timeouts.items())
    engine = create_engine(url, pool_pre_ping=True, pool_timeout=CONNECT + SILENCE, json_serializer=to_json)

    def connect(_dialect: Any, _record: Any, args: Any, given: dict[str, Any]) -> Impatient:
        limited: dict[str, Any] = LIMITS | {"options": options} | given
        return Impatient.connect(*args, **limited)

    event.listen(engine, "do_connect", connect)
    return engine


@contextmanager
def patient(link: Connection, seconds: float) -> Iterator[None]:
    """Let a writer hear nothing for longer, as it waits for its turn."""
    raw: Any = link.connection.dbapi_connection
    raw.patience = seconds
    try:
        yield
    finally:
        raw.patience = SILENCE


class Absence:
    """Whether a server is away, and why; while it is, a thread asks for it now and then, and nobody else
    waits for it."""

    def __init__(self, ask: Callable[[], object]):
        self.why, self._ask, self._lock = "", ask, threading.Lock()

    def begin(self, why: str) -> None:
        """Remember that the server does not answer, until it does."""
        with self._lock:
            if not self.why:
                self.why = why
                threading.Thread(target=self._until_back, daemon=True).start()

    def _until_back(self) -> None:
        while self.why:
            time.sleep(AGAIN)
            try:
                self._ask()
                self.why = ""
            except Exception as problem:  # whatever it is, the server is not back
                self.why = str(getattr(problem, "orig", problem))
