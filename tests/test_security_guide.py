"""SECURITY.md says what the code does: each bound that it names, and tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from data.documents import add, worker, worker_pool
from data.documents.sql import deleted
from data.text.sentences import LONGEST_PASSAGE
from server import logs, uploads
from server.headers import content_security_policy
from ui.session import picks
from ui.session.review.desk import write
from ui.session.run.allowance import pick_allowance, work_allowance

ROOT = Path(__file__).parents[1]
GUIDE = " ".join((ROOT / "SECURITY.md").read_text(encoding="utf-8").split())
SETTINGS = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
WORDS = {
    1 / 2: "half",
    2: "two",
    3: "three",
    10: "ten",
    30: "thirty",
    1e9: "a gigabyte",
    2_000_000: "two million",
}
FILE = worker_pool.SECONDS["read"]
MARKS = worker_pool.SECONDS["suggest"]


def setting(name: str) -> str:
    """A setting of Streamlit's, as it ships with the app."""
    found = re.search(rf"^{name} = (\S+)", SETTINGS, re.M)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    "said",
    [
        f"it may hold {uploads.MOST // 2**20} MB of uploads at once",
        f"{WORDS[work_allowance().most / 3600]} an hour of work on what it brings, after that"
        f" {WORDS[work_allowance().rate]} of the time",
        f"{pick_allowance().most:g} picks, after that {WORDS[pick_allowance().rate]} a second",
        f"at most {picks.MOST} are taken at once",
        f"uploads are limited to {setting('maxUploadSize')} MB",
        f"has {WORDS[worker.MEMORY]} of memory, {FILE} seconds of the processor for a file and {MARKS} for"
        " its marks, three times as many on the clock",
        f"{WORDS[worker_pool.AT_ONCE]} at once, others wait",
        f"Passages are cut at {LONGEST_PASSAGE:,} characters",
        f"differences are kept, at most {write.ACTS}",
        f"undo takes back one's own acts where they still stand, at most {write.ACTS}",
        f"A deletion can be taken back for {WORDS[deleted.KEPT]} days".lower(),
        f"each fault as one line of at most {logs.LONGEST:,} characters",
        f"A document may hold {WORDS[add.LONGEST]} letters",
    ],
)
def test_a_bound_is_told_as_it_is(said: str) -> None:
    assert said in GUIDE or said in GUIDE.lower()


def test_the_settings_and_the_policy_are_those_that_are_told() -> None:
    assert setting("enableXsrfProtection") == setting("enableCORS") == "true"
    assert (setting("xsrfCookieSameSite"), setting("gatherUsageStats")) == ('"strict"', "false")
    assert (setting("showErrorDetails"), setting("address")) == ('"none"', '"127.0.0.1"')
    policy = dict(part.strip().split(" ", 1) for part in content_security_policy().split(";"))
    assert "'unsafe-eval'" not in str(policy)
    assert "'unsafe-inline'" in policy["script-src"]
    assert "'unsafe-inline'" in policy["style-src"]
    assert not re.search(r"https?:|\*", str(policy)), "no other host"


def test_every_test_that_is_named_is_there() -> None:
    named = re.findall(r"`(tests/\w+\.py)`", GUIDE)
    assert len(set(named)) > 30
    assert [name for name in named if not (ROOT / name).exists()] == []
