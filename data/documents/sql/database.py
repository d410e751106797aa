"""The database that a store is kept in, by its address: connections for readers and writers, its tables, and
when it is away."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, insert, select, text, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, TimeoutError
from sqlalchemy.schema import CreateTable

from data.documents.schema import META, VERSION
from data.documents.sql import postgres

WAIT = 30  # seconds for which a writer waits for another
LOCK = 0x64616C69  # an advisory lock on PostgreSQL while the tables are made
SLOW = 1  # seconds: a server that fails after more has let someone wait


class StoreDown(Exception):
    """The store cannot be reached, or is no store; the message says which and why."""


class Database:
    """One address. Safe to share among threads; any number of processes may use the same address.

    forget: called when another file stands at the address than before.
    """

    def __init__(self, address: str | URL, forget: Callable[[], None]):
        self.url = make_url(address)
        self.file = (
            Path(self.url.database) if self.url.get_backend_name() == "sqlite" and self.url.database else None
        )
        if self.file is None and self.url.get_dialect().driver != "psycopg":
            raise ArgumentError(f"{self.url.drivername} is neither sqlite nor postgresql+psycopg")
        self.engine = (
            create_engine(self.url, connect_args={"timeout": WAIT})
            if self.file
            else postgres.engine(self.url, WAIT)
        )
        if self.file:
            event.listen(self.engine, "connect", _settle)
            event.listen(self.engine, "begin", _begin)
        self._forget = forget
        self._made: int | None = None  # which file the tables were made in
        self._absence = postgres.Absence(self._ask)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read by; one transaction, all of one version. Raises StoreDown."""
        self._make()
        with self._reached(), self.engine.connect() as link:
            yield link if self.file else link.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def writing(self) -> Iterator[tuple[Connection, int]]:
        """A connection to write by, in one transaction, and the number of the change. Raises StoreDown."""
        self._make()
        with (
            self._reached(),
            self._begun() as link,
            nullcontext() if self.file else postgres.patient(link, WAIT),
        ):
            # Raising the number first lets writers pass one by one: on PostgreSQL by this row's lock.
            yield (
                link,
                int(
                    link.execute(
                        update(VERSION).values(number=VERSION.c.number + 1).returning(VERSION.c.number)
                    ).scalar_one()
                ),
            )

    def which(self) -> int:
        """The file that the address leads to now, by its number; 0 where there is none, 1 for a server."""
        if self.file is None:
            return 1
        try:
            return self.file.stat().st_ino
        except (FileNotFoundError, NotADirectoryError):
            return 0
        except OSError as error:
            raise StoreDown(str(error)) from error

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        with self.engine.connect().execution_options(writes=True) as link, link.begin():
            yield link

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """Turn what database and disk raise into StoreDown. A server that has let someone wait is away for
        all until it is back."""
        if self._absence.why:
            raise StoreDown(self._absence.why)
        began = time.monotonic()
        try:
            yield
        except (DBAPIError, TimeoutError, OSError) as error:
            why = str(getattr(error, "orig", error))
            if self.file is None and time.monotonic() - began > SLOW:
                self._absence.begin(why)
            raise StoreDown(why) from error

    def _ask(self) -> None:
        with self.engine.connect() as link:
            link.execute(select(1))

    def _make(self) -> None:
        """Make the tables, once; two processes may try at the same time."""
        if self._made is not None and self._made == self.which():
            return
        self.engine.dispose()  # another file may stand there, such as a copy that was put back
        self._forget()
        with self._reached():
            if self.file:
                self.file.parent.mkdir(parents=True, exist_ok=True)
            with self._begun() as link:
                if self.file is None:
                    link.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
                for table in META.sorted_tables:
                    link.execute(CreateTable(table, if_not_exists=True))
                if link.execute(select(VERSION.c.number)).scalar() is None:
                    link.execute(insert(VERSION).values(id=1, number=0))
        self._made = self.which()


def _settle(link: Any, _record: Any) -> None:
    """SQLite: readers do not wait for writers, and what is committed stays, whatever happens to the process
    or the machine."""
    link.isolation_level = None  # SQLAlchemy begins; sqlite3 would begin later, and not for every statement
    for setting in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={WAIT * 1000}", "foreign_keys=ON"):
        link.execute(f"PRAGMA {setting}")


def _begin(link: Connection) -> None:
    link.exec_driver_sql("BEGIN IMMEDIATE" if link.get_execution_options().get("writes") else "BEGIN")
