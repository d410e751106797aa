"""Streamlit's widgets, changed. Its pick lists are taught to fold: what is typed and what is offered are
compared as `data.text.normalize.fold` has them (اشكاشم offers إشكاشم); and taught the reader's language: that
nothing is offered, and what a screen reader calls the buttons of a list. The upload box is taught that
language too (upload_box.py).

Streamlit has a setting for none of these (https://github.com/streamlit/streamlit/issues/10380). Of its
scripts, those that hold these widgets are served again from here with some expressions changed, and an import
map in the page's head lets the browser take these for those. What a version of Streamlit writes otherwise
stays as it is; a test tells."""

from __future__ import annotations

import json
import re
from functools import cache

from data.atlas.atlas import Atlas
from data.tables.vocab import LANGS
from server.streamlit import files, upload_box
from web import assets

LISTS = ("Multiselect", "Selectbox")
COMPARED = re.compile(r"FILTER_MODE_CONTAINS\?(\w+)\.filter\(\w+=>(\w+)\(\w+\.label\)\.includes")
EMPTY = re.compile(r"(renderEmptyState:\(\)=>\w+\(\w+,\{children:)([^{}]+)(\}\))")
NAMED = re.compile(r'"aria-label":`(Clear all|Clear value|Open|Selected values|Remove)(?: (\$\{\w+\}))?`')
SAID = {  # Streamlit's words -> keys of ours
    "No results": "lists.none",
    "Clear all": "lists.clear-all",
    "Clear value": "lists.clear",
    "Open": "lists.open",
    "Remove": "lists.remove",
    "Selected values": "lists.selected",
    **upload_box.SAID,
}


def serve_widgets(atlas: Atlas) -> None:
    """Serve what these widgets need; the script of the app, which does it, is served already."""
    texts = {lang: {text: atlas.text(lang)(key) for text, key in SAID.items()} for lang in LANGS}
    names = f'{{ plain, speakWidgets, translated }} from "{assets.asset_path("app")}"'
    spoken = f"speakWidgets({json.dumps(texts, ensure_ascii=False)})"
    assets.serve_asset("lists", "js", f"import {names};\n{spoken};\nexport {{ plain, translated }};\n")
    for name, source in with_own_lists().items():
        assets.serve_asset(
            name.removesuffix(".js"), "js", source.replace("@@LISTS@@", assets.asset_path("lists"))
        )


def served_again() -> dict[str, str]:
    """Path of a script of Streamlit's -> the path that serves it changed; empty before `serve_widgets`."""
    stems = {name: name.removesuffix(".js") for name in with_own_lists()}
    return {script_path(name): assets.asset_path(stem) for name, stem in stems.items() if assets.has(stem)}


def script_path(name: str) -> str:
    """Where Streamlit serves a script."""
    return f"{assets.base_path()}/static/js/{name}"


@cache
def with_own_lists() -> dict[str, str]:
    """The scripts of Streamlit's that hold these widgets, changed, by name."""
    names = files.widget_scripts((*LISTS, upload_box.WIDGET))
    sources = {name: files.script_text(name) for name in names}
    changed = {
        name: upload_box.with_own_words(screen_reader_words(empty_list_words(folded_comparison(source))))
        for name, source in sources.items()
    }
    return {name: _standing(source) for name, source in changed.items() if source != sources[name]}


def folded_comparison(source: str) -> str:
    """The script with folding where it makes letters small to compare them."""
    found = COMPARED.search(source)
    return (
        re.sub(
            rf"\b{re.escape(found[2])}=\w+=>\w+\.toLowerCase\(\)", f"{found[2]}=dalilPlain", source, count=1
        )
        if found
        else source
    )


def empty_list_words(source: str) -> str:
    """The script with words of ours for an empty list."""
    return EMPTY.sub(r"\1dalilTranslated(\2)\3", source)


def screen_reader_words(source: str) -> str:
    """The script with words of ours for what a screen reader calls the parts of a list."""
    return NAMED.sub(lambda match: f'"aria-label":{_call(match[1], match[2])}', source)


def _call(text: str, value: str | None) -> str:
    return f"dalilTranslated(`{text}`,`{value}`)" if value else f"dalilTranslated(`{text}`)"


def _standing(source: str) -> str:
    """A script that is fetched from another folder than those it imports."""
    source = re.sub(r'(\bfrom|\bimport)"\./', rf'\1"{script_path("")}', source)
    return f'import {{ plain as dalilPlain, translated as dalilTranslated }} from "@@LISTS@@";\n{source}'
