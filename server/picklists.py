"""Streamlit's pick lists, taught to fold: what is typed and what is offered are compared as
`data.text.normalize.fold` has them (اشكاشم offers إشكاشم), and that nothing is offered is said in the
reader's language.

Streamlit has a setting for neither. Of its scripts, those that hold the lists are served again from here with
two expressions changed, and an import map in the page's head lets the browser take these for those. What a
version of Streamlit writes otherwise stays as it is; a test tells."""

from __future__ import annotations

import json
import re
from functools import cache

from data.atlas.atlas import Atlas
from data.i18n import LANGS, say
from server import streamlit_files
from web import assets, scripts

LISTS = ("Multiselect", "Selectbox")
COMPARED = re.compile(r"FILTER_MODE_CONTAINS\?(\w+)\.filter\(\w+=>(\w+)\(\w+\.label\)\.includes")
EMPTY = re.compile(r"(renderEmptyState:\(\)=>\w+\(\w+,\{children:)([^{}]+)(\}\))")
NONE = "No results"
PLAIN = "const plain = (text) => fold(text).text;"


def serve(atlas: Atlas) -> None:
    """Serve what the lists need."""
    said = json.dumps({lang: {NONE: say(atlas, "lists.none", lang)} for lang in LANGS}, ensure_ascii=False)
    spoken = (
        f"const SAID = {said};\nconst told = (text) => SAID[document.documentElement.lang]?.[text] ?? text;"
    )
    ours = f"{scripts.source(scripts.FOLD)}\n{PLAIN}\n{spoken}\nexport {{ plain, told }};\n"
    assets.put("lists", "js", ours)
    for name, source in remade().items():
        assets.put(name.removesuffix(".js"), "js", source.replace("@@LISTS@@", assets.path("lists")))


def served_again() -> dict[str, str]:
    """Path of a script of Streamlit's -> the path that serves it changed; empty before `serve`."""
    stems = {name: name.removesuffix(".js") for name in remade()}
    return {f"/static/js/{name}": assets.path(stem) for name, stem in stems.items() if assets.has(stem)}


@cache
def remade() -> dict[str, str]:
    """The scripts of Streamlit's that hold pick lists, changed, by name."""
    sources = {name: streamlit_files.script(name) for name in streamlit_files.widget_scripts(LISTS)}
    changed = {name: empty(compared(source)) for name, source in sources.items()}
    return {name: _standing(source) for name, source in changed.items() if source != sources[name]}


def compared(source: str) -> str:
    """The script with folding where it makes letters small to compare them."""
    found = COMPARED.search(source)
    return (
        re.sub(
            rf"\b{re.escape(found[2])}=\w+=>\w+\.toLowerCase\(\)", f"{found[2]}=dalilPlain", source, count=1
        )
        if found
        else source
    )


def empty(source: str) -> str:
    """The script with words of ours for an empty list."""
    return EMPTY.sub(r"\1dalilTold(\2)\3", source)


def _standing(source: str) -> str:
    """A script that is fetched from another folder than those it imports."""
    source = re.sub(r'(\bfrom|\bimport)"\./', r'\1"/static/js/', source)
    return f'import {{ plain as dalilPlain, told as dalilTold }} from "@@LISTS@@";\n{source}'
