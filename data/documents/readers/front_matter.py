"""The lines at the head of a Markdown text that say what it is: YAML between ---, or TOML between +++."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from data.text.dates.dates import dates
from data.text.normalize import fold

_YAML = re.compile(
    r"\A---[^\S\n]*\n(?=[\w-]+:(?:\s|$))(.{0,20000}?)^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.S | re.M
)
_TOML = re.compile(r"\A\+\+\+[^\S\n]*\n(.{0,20000}?)^\+\+\+[^\S\n]*(?:\n|\Z)", re.S | re.M)
_KEY = re.compile(r"([\w-]+):(?:[^\S\n]+(.*))?")
_ITEM = re.compile(r"\s*-\s+(?:name:\s*)?(.*)")
_AUTHOR, _DATE = ("author", "authors"), ("date", "published", "pubdate", "publishdate")


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """What the head of a text says under "title", "author" and "date" (ISO, or empty), and the text after
    it. Several authors stand with commas."""
    if found := _TOML.match(text):
        try:
            fields: dict[str, Any] = tomllib.loads(found[1])
        except tomllib.TOMLDecodeError:
            return {}, text
    elif found := _YAML.match(text):
        fields = _yaml(found[1])
    else:
        return {}, text
    fields = {key.lower(): value for key, value in fields.items()}
    given = {"title": _line(fields.get("title", ""))}
    given["author"] = next((_line(fields[key]) for key in _AUTHOR if fields.get(key)), "")
    given["date"] = next((_day(_line(fields[key])) for key in _DATE if fields.get(key)), "")
    return given, text[found.end() :]


def _yaml(head: str) -> dict[str, Any]:
    """The keys of a head: values in one line, folded ones, and lists of either kind."""
    fields: dict[str, Any] = {}
    key = ""
    for line in head.split("\n"):
        if found := _KEY.fullmatch(line):
            key, value = found[1], (found[2] or "").strip()
            listed = re.fullmatch(r"\[(.*)\]", value)
            fields[key] = [_bare(part) for part in listed[1].split(",")] if listed else _bare(value)
        elif key and (item := _ITEM.fullmatch(line)):
            fields[key] = [*(fields[key] if isinstance(fields[key], list) else ()), _bare(item[1])]
        elif key and line.startswith(" ") and isinstance(fields[key], str):
            fields[key] = f"{fields[key].strip('>|-')} {line.strip()}".strip()
    return fields


def _bare(value: str) -> str:
    """A value without its quotation marks."""
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _line(value: Any) -> str:
    """A value, or the values of a list, in one line."""
    values = value if isinstance(value, list) else [value]
    names = (part.get("name", "") if isinstance(part, dict) else part for part in values)
    return ", ".join(text for name in names if (text := str(name).strip()))


def _day(value: str) -> str:
    """The day, month or year that a value begins with, or whose day it gives in words."""
    text = fold(value[:60]).text
    if iso := re.match(r"\d{4}(-\d{2}(-\d{2})?)?(?![\d-])", text):
        return iso[0]
    return next((d.value for d in dates(text) if d.unit == "day" and re.match(r"\d{4}-", d.value)), "")
