"""The log: a line for each thing that happened, whatever was said in it, with time, session and place."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from streamlit import logger as streamlit_logger

from server import logs

ROOT = Path(__file__).parents[1]
LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 [A-Z]+ (?:-|[0-9a-f]{8}) [\w.]+: \S.*")
PROGRAM = """
import logging
from streamlit.error_util import handle_uncaught_app_exception
from streamlit.logger import get_logger
from server import logs
logs.begin()
logs.begin()
def fails(): raise ValueError("no\\n\\x1b[31msuch\\u202e thing " + "x" * 9000)
def outer():
    try: fails()
    except ValueError as why: raise KeyError("later") from why
for log in (get_logger("streamlit.made.later"), logging.getLogger("dalil"), get_logger("uvicorn.error")):
    log.warning("said by %s", log.name)
for name in ("uvicorn.access", "uvicorn.error"):
    get_logger(name).setLevel(logging.INFO)
    get_logger(name).info("said by somebody at an address")
try: outer()
except KeyError as fault:
    handle_uncaught_app_exception(fault)
    logging.getLogger("dalil").exception("a part failed")
"""


def formatted(**more: Any) -> str:
    record = logging.LogRecord("dalil", logging.ERROR, "", 0, "said", (), None)
    record.__dict__.update(more)
    return logs.OneLine().format(record)


def test_whatever_is_logged_is_one_line_with_its_time() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True
    )
    lines = done.stderr.splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    said = [line for line in lines if "said by" in line]
    assert [line.rpartition(" ")[2] for line in said] == ["streamlit.made.later", "dalil", "uvicorn.error"]
    faults = [line for line in lines if "Traceback" in line]
    assert len(faults) == 2
    for line in faults:
        assert re.search(r"KeyError: 'later' \(Traceback: <string>:\d+ <module> > <string>:\d+ outer\)", line)
        assert "after ValueError: no [31msuch thing xxx" in line
        assert len(line) < 2000
    assert done.stdout == ""


def test_a_fault_names_files_as_they_stand_here() -> None:
    try:
        logs.fault_line("no fault")  # type: ignore[arg-type]
    except AttributeError as fault:
        line = formatted(exc_info=(type(fault), fault, fault.__traceback__))
    assert LINE.fullmatch(line)
    assert re.search(r"> server/logs\.py:\d+ fault_line\)$", line)
    assert str(ROOT) not in line


def test_a_session_is_told_from_others_and_not_given_away(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = []
    for session in ("one", "two", "one", ""):
        monkeypatch.setattr(logs, "running_session", lambda session=session: session)
        lines.append(formatted().split()[2])
    assert lines[0] == lines[2] != lines[1]
    assert re.fullmatch("[0-9a-f]{8}", lines[0])
    assert lines[3] == "-"


def test_streamlit_still_makes_its_loggers_where_the_log_is_set() -> None:
    assert {"setup_formatter", "update_formatter"} <= set(vars(streamlit_logger))
    assert "setup_formatter" in streamlit_logger.get_logger.__code__.co_names
