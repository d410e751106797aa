"""What the server logs: one line for each thing that happened, with time, level, session and, of a fault,
where it was. What visitors send cannot begin a line of its own, nor fill the log with one message."""

from __future__ import annotations

import hashlib
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path

from data.tables.columns import one_line
from server.streamlit.private import log_through, running_session

ROOT = Path(__file__).parents[1]
LONGEST = 1500  # characters of a line
FRAMES = 8  # of a fault, the last
INNERMOST = 2  # faults that led to one another


class OneLine(logging.Formatter):
    """Time (UTC), level, session, logger, message, and the fault."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record. The session is a hash that is the same in all its lines and opens nothing."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        own = running_session()
        session = hashlib.sha256(own.encode()).hexdigest()[:8] if own else "-"
        fault = record.exc_info[1] if record.exc_info else None
        said = f"{record.getMessage()} {fault_line(fault) if fault else ''}"
        line = one_line(said)
        line = line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
        return f"{at} {record.levelname} {session} {record.name}: {line}"


def fault_line(fault: BaseException) -> str:
    """What a fault says and where it was, the place itself last, with what it came from."""
    found: list[BaseException] = [fault]
    while len(found) < INNERMOST and (before := found[-1].__cause__ or found[-1].__context__):
        found.append(before)
    return " — after ".join(
        f"{type(one).__name__}: {str(one)[:300]} (Traceback: {_places(one)})" for one in found
    )


def _places(fault: BaseException) -> str:
    frames = traceback.extract_tb(fault.__traceback__)[-FRAMES:]
    return " > ".join(f"{_file(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames)


def _file(name: str) -> str:
    """A file as this folder has it, or as its package does."""
    path = Path(name)
    if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
        return str(path.relative_to(ROOT))
    return "/".join(path.parts[-2:])


def begin() -> None:
    """Log in this way, whatever Dalil, Streamlit and its server have to say, but for who has connected."""
    handler, root = logging.StreamHandler(), logging.getLogger()
    handler.setFormatter(OneLine())
    handler.addFilter(lambda record: record.levelno > logging.INFO or not record.name.startswith("uvicorn"))
    for old in [own for own in root.handlers if isinstance(own.formatter, OneLine)]:
        root.removeHandler(old)  # where this is said again
    root.addHandler(handler)
    log_through(handler)
