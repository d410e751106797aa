"""The database that a store is kept in, by its address: connections for readers and writers, its tables, and
when it is away."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from psycopg.errors import InsufficientPrivilege
from sqlalchemy import Connection, create_engine, event, select, text, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, TimeoutError

from data.documents.schema import VERSION, to_json
from data.documents.sql import postgres, upgrade

WAIT = 30  # seconds for which a writer waits for another
LOCK = 0x64616C69  # an advisory lock on PostgreSQL while the tables are made
SLOW = 1  # seconds: a server that fails after more has let someone wait


class StoreDown(Exception):
    """The store cannot be reached, or is no store; the message says which and why. key: what a page says, a
    key of words.csv."""

    key = "notice.store-away"


class OtherVersion(StoreDown):
    """The tables of the store are of another version of Dalil; they are left alone."""

    def __init__(self, key: str, found: int):
        super().__init__(
            f"the tables of the store are of version {found}, this Dalil writes {upgrade.NEWEST}"
        )
        self.key = key


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
            create_engine(self.url, connect_args={"timeout": WAIT}, json_serializer=to_json)
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
        self.ensure_tables()
        with self._reached(), self.engine.connect() as link:
            yield link if self.file else link.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def writing(self) -> Iterator[tuple[Connection, int]]:
        """A connection to write by, in one transaction, and the number of the change. Raises StoreDown."""
        self.ensure_tables()
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

    def ensure_tables(self) -> bool:
        """Are the tables there? Whoever may makes them, or brings them up from the version before, once; two
        processes may try at the same time. Raises StoreDown, OtherVersion for tables of a newer Dalil."""
        if self._made is not None and self._made == self.which():
            return True
        self.engine.dispose()  # another file may stand there, such as a copy that was put back
        self._forget()
        if self.file:
            with self._reached():
                self.file.parent.mkdir(parents=True, exist_ok=True)
        if self._version() < upgrade.NEWEST and not self._bring_up():
            return False
        self._made = self.which()
        return True

    def _version(self) -> int:
        """The version of the tables that are there."""
        with self._reached(), self.engine.connect() as link:
            found = upgrade.schema_version(link)
            if found > upgrade.NEWEST:
                raise OtherVersion("notice.store-newer", found)
            if found == 0 and not upgrade.complete(link):
                raise OtherVersion("notice.store-older", found)
        return found

    def _bring_up(self) -> bool:
        """Make the tables that are missing. False where there are none, and this role may not make them."""
        found = upgrade.NONE
        try:
            with self._reached(), self._begun() as link:
                if self.file is None:
                    link.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
                if (found := upgrade.schema_version(link)) < upgrade.NEWEST:
                    upgrade.bring_up(link, found)
        except StoreDown as problem:
            if not isinstance(getattr(problem.__cause__, "orig", None), InsufficientPrivilege):
                raise
            if found != upgrade.NONE:
                raise OtherVersion("notice.store-older", found) from problem
            return False
        return True


def _settle(link: Any, _record: Any) -> None:
    """SQLite: readers do not wait for writers, and what is committed stays, whatever happens to the process
    or the machine."""
    link.isolation_level = None  # SQLAlchemy begins; sqlite3 would begin later, and not for every statement
    for setting in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={WAIT * 1000}", "foreign_keys=ON"):
        link.execute(f"PRAGMA {setting}")


def _begin(link: Connection) -> None:
    link.exec_driver_sql("BEGIN IMMEDIATE" if link.get_execution_options().get("writes") else "BEGIN")
