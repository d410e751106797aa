"""The story: the shipped one is whole, and a story file is taken only when everything in it is sound."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hostile import STRINGS
from hypothesis import given
from hypothesis import strategies as st
from tiny import shipped, small

from data.query.front_matter import UNTITLED, FrontMatter
from data.query.selection import OPENING, Selection
from data.query.story import (
    LONGEST_FILE,
    MOST_STEPS,
    incomplete,
    parse,
    presentable_steps,
    serialize,
    step_selection,
    story_front_matter,
)
from data.tables.columns import printable
from data.tables.model import Step
from data.tables.vocab import CHARTS, LANGS
from ui.charts import registry


def written(**changes: Any) -> bytes:
    """A story file of one step."""
    step = {"id": "one", "title_en": "One", "title_ar": "واحد"} | changes
    return json.dumps({"dalil": "story", "version": 1, "data": "", "steps": [step]}).encode()


def fields(raw: bytes) -> list[str]:
    """The fields that a story file is refused for."""
    steps, found = parse(raw, small())
    assert bool(found) == (not steps)
    return [p.field for p in found]


def test_the_shipped_story_has_ten_steps_and_backup_slides_each_whole_in_both_languages() -> None:
    steps = list(shipped().story.values())
    assert [step.id for step in steps if step.backup] == ["border", "ishkashim", "voices"]
    assert [step.backup for step in steps] == [False] * 10 + [True] * 3, "backup slides stand last"
    assert sum(step.seconds for step in steps) == 600, "ten minutes"
    assert all(bool(step.seconds) != step.backup for step in steps)
    assert incomplete(steps) == []
    for step in steps:
        assert all((step.text_en, step.text_ar, step.notes_en, step.notes_ar, step.frame, step.sources))
        assert step.text_en.count("\n") == step.text_ar.count("\n")
        assert bool(step.quote) == bool(step.quote_en)


def test_each_step_opens_the_view_it_names() -> None:
    for step in shipped().story.values():
        assert step_selection(shipped(), step).focus != OPENING or "tajik-afghan-border" in step.view


def test_a_saved_story_loads_as_it_was() -> None:
    steps = tuple(shipped().story.values())
    assert parse(serialize(steps, shipped().digest).encode(), shipped()) == (steps, [])


@pytest.mark.parametrize("text", [*STRINGS.values(), "x" * 290], ids=[*STRINGS, "long"])
def test_hostile_text_is_kept_as_text(text: str) -> None:
    steps, found = parse(written(title_en=text, text_ar=text, notes_en=text), small())
    assert found == []
    assert (steps[0].title_en, steps[0].text_ar, steps[0].notes_en) == (printable(text).strip(),) * 3
    assert parse(serialize(steps, "").encode(), small())[0] == steps


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title_en": ""}, "title_en"),
        ({"title_ar": "x" * 301}, "title_ar"),
        ({"id": "No Id"}, "id"),
        ({"colour": "red"}, "colour"),
        ({"frame": ["atlantis"]}, "frame"),
        ({"sources": "nowhere"}, "sources"),
        ({"show": "movie"}, "show"),
        ({"show": "aid:none"}, "show"),
        ({"show": "statement:c99"}, "show"),
        ({"show": "chart:unicorn"}, "show"),
        ({"passage": "note.p77"}, "passage"),
        ({"view": "focus=place:atlantis"}, "view"),
        ({"view": "onload=1"}, "view"),
        ({"view": "nonsense"}, "view"),
        ({"quote": "نورا"}, "quote"),
        ({"passage": "note.p01", "quote": "Nora"}, "quote"),
        ({"passage": "note.p01", "quote_en": "نورا"}, "quote_en"),
        ({"title_en": 7}, "title_en"),
        ({"text_en": None}, "text_en"),
        ({"title_en": "\ud800"}, "title_en"),
    ],
)
def test_a_wrong_step_is_refused_by_field(changes: dict[str, Any], field: str) -> None:
    assert field in fields(written(**changes))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"dalil": "story"}',
        b'{"dalil": "story", "version": 1, "steps": []}',
        b'{"dalil": "story", "version": 9, "steps": [{}]}',
        b'{"dalil": "story", "version": 1, "steps": [7]}',
        b"[" * 100_000,
        b" " * (LONGEST_FILE + 1),
        json.dumps({"dalil": "story", "version": 1, "steps": [{}] * (MOST_STEPS + 1)}).encode(),
    ],
)
def test_a_broken_file_is_explained(raw: bytes) -> None:
    steps, found = parse(raw, small())
    assert steps == ()
    assert all(p.what and p.mend for p in found)
    assert found


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("front", "Mine"),
        ("front", {"title_en": "x" * 301}),
        ("front", {"colour": "red"}),
        ("front", {"author": 7}),
        ("front", {"date": "tomorrow"}),
        ("front", {"date": "2026-13"}),
        ("front", {"date": "2026-02-30"}),
        ("data", 7),
        ("theme", "dark"),
    ],
)
def test_a_file_is_checked_to_its_last_field(field: str, value: Any) -> None:
    raw = json.dumps(json.loads(written()) | {field: value}).encode()
    assert [name.partition(".")[0] for name in fields(raw)] == [field]


@pytest.mark.parametrize("text", [*STRINGS.values(), "x" * 290], ids=[*STRINGS, "long"])
def test_hostile_front_matter_is_text(text: str) -> None:
    raw = json.dumps(json.loads(written()) | {"front": {"title_en": text, "mark": text[:90]}}).encode()
    assert story_front_matter(raw).title_en == printable(text).strip()
    assert not set(story_front_matter(raw).file_name("en")) & set("/\\<>:|?*.$'\" ")


def test_a_file_is_called_by_the_title_of_its_story() -> None:
    front = FrontMatter(title_en="Border aid: what we know?", title_ar="ما نعرفه عن الحدود")
    assert (front.file_name("en"), front.file_name("ar")) == ("Border-aid-what-we-know", "ما-نعرفه-عن-الحدود")
    assert FrontMatter(title_en="Only English").file_name("ar") == "Only-English"
    assert UNTITLED.file_name("en") == FrontMatter(title_en="…").file_name("en") == ""


def test_a_step_twice_is_refused() -> None:
    content = json.loads(written())
    content["steps"] *= 2
    assert "id" in fields(json.dumps(content).encode())


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(
        lambda t: json.dumps({"dalil": "story", "version": 1, "steps": [{"view": t}]}).encode()
    )
)
def test_no_file_brings_the_loader_down(raw: bytes) -> None:
    steps, found = parse(raw, small())
    assert bool(steps) != bool(found)


def test_what_a_step_may_show_is_said_when_it_is_refused() -> None:
    _, (problem,) = parse(written(show="chart:unicorn"), small())
    assert (problem.row, problem.field) == (1, "show")
    assert all(f"chart:{name}" in problem.mend for name in CHARTS)


def test_the_charts_that_a_step_can_show_are_those_that_are_drawn() -> None:
    assert set(CHARTS) == set(registry.CHARTS)


def test_the_longest_story_that_can_be_gathered_can_be_loaded() -> None:
    longest = {"title": 300, "text": 3000, "notes": 5000}
    texts: dict[str, Any] = {
        f"{part}_{lang}": "\U0001f468" * most for part, most in longest.items() for lang in ("en", "ar")
    }
    steps = [Step(id=f"step-{n}", **texts, view="text=" + "%F0" * 9_990) for n in range(MOST_STEPS)]
    assert len(serialize(steps, shipped().digest).encode()) <= LONGEST_FILE


def test_steps_that_cannot_be_shown_are_parted_from_the_others_with_their_reason() -> None:
    sound = Step(id="sound", title_en="One", title_ar="واحد")
    gone = [sound.model_copy(update={"id": field, field: value}) for field, value in GONE.items()]
    shown, left = presentable_steps(small(), [gone[0], sound, *gone[1:]])
    assert shown == (sound,)
    assert [(step.id, problem.field) for step, problem in left] == [(field, field) for field in GONE]
    assert all(shipped().text(lang)(f"story.gone-{field}") for field in GONE for lang in LANGS)


GONE: dict[str, Any] = {
    "passage": "note.p77",
    "view": "focus=passage:note.p77",
    "show": "aid:none",
    "frame": ("atlantis",),
    "sources": ("nowhere",),
    "quote": "words of no passage",
}


def test_a_step_without_a_view_opens_as_the_app_does() -> None:
    assert step_selection(small(), Step(id="one", title_en="One", title_ar="واحد")) == Selection()
