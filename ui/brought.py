"""What a reader brings on the documents page, pasted or as files, on its way into the store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data import add
from data.add import Given
from data.atlas import Atlas
from data.columns import printable
from data.marking import Unfit
from data.readers import Unreadable
from data.words import Lang, say
from ui import desk
from ui.guard import log


def bring(atlas: Atlas, text: str | None, files: list[Any], values: Mapping[str, Any], sure: bool, lang: Lang) -> str:
    """Add a pasted text, or files as Streamlit's uploader holds them. Returns what is wrong with them, with the name of the file; then
    nothing is added. values: title, author, date, source and language as typed; sure: accept at once what is sure."""
    name = ""
    try:
        given = [] if text is None else [_pasted(text, values)]
        for file in files:
            name = file.name
            given.append(_read(name, file.getvalue(), values))
        if not given:
            raise Unfit("documents.empty")
        name = name if len(files) == 1 else ""
        desk.put(given, sure)
    except Unfit as problem:
        return say(atlas, str(problem), lang)
    except Unreadable as problem:
        return say(atlas, "documents.file", lang, name=name, what=say(atlas, problem.key, lang, **problem.values))
    except Exception:
        log.exception("a text that was brought could not be added")
        wrong = say(atlas, "documents.fault", lang)
        return say(atlas, "documents.file", lang, name=name, what=wrong) if name else wrong
    return ""


def _pasted(text: str, values: Mapping[str, Any]) -> Given:
    text = printable(text)
    title, body = (values["title"], text) if values["title"] else add.titled(text)
    return Given(text=body, **{**values, "title": title})


def _read(name: str, raw: bytes, values: Mapping[str, Any]) -> Given:
    read = add.read_file(name, raw)
    said = {key: values[key] or getattr(read, key) for key in ("title", "author", "date", "language")}
    return Given(text=read.text, source=values["source"], **said)
