"""Streamlit's scripts of widgets, taken at once where the page has run them before. Streamlit hands each to
React.lazy, which waits for a promise even when the script is there, and what it waited for React draws after
everything else of a page: the first charts came when the whole page had been drawn. React takes what answers
in the same turn without waiting, and web/start/first_page.js keeps the scripts that it has run in that form.

Streamlit has no setting for it. What a version of it writes otherwise stays as it is; a test tells."""

from __future__ import annotations

import json
import re

KEPT = "dalilScripts"  # of the window: name of a script -> the answer that React takes at once
LAZY = re.compile(
    r"(\.lazy\)\(\(\)=>)"
    r"(\w+\(\(\)=>import\(`\./([\w.-]+\.js)`\)(?:\.then\(\w+=>\w+\.(\w+)\))?,__vite__mapDeps\(\[([\d,]*)\]\))"
)
FILES = re.compile(r"__vite__mapDeps=.*?m\.f=\[([^\]]*)\]", re.S)  # what the numbers of __vite__mapDeps mean


def taken_at_once(source: str) -> str:
    """The script with a look at what has been run before in front of each script that it would wait for, but
    for those that come with a style sheet: Streamlit fetches both."""
    found = FILES.search(source)
    files = found[1].split(",") if found else []
    sheets = {str(number) for number, file in enumerate(files) if ".css" in file}
    return LAZY.sub(lambda match: _looked_for(match, sheets), source)


def _looked_for(match: re.Match[str], sheets: set[str]) -> str:
    """A widget may be a part of its script, which is named behind it: (e) => e.n."""
    start, waiting, name, part, needed = match.groups()
    if sheets & {*needed.split(",")}:
        return match[0]
    return f"{start}window.{KEPT}?.[`{name}`]?.(`{part or ''}`)??{waiting}"


def run_before(paths: dict[str, str], keeper: str) -> str:
    """A tag that runs scripts, by name, before Streamlit asks for them, and keeps them. keeper: path of the
    script that knows how (keepScript of web/start/first_page.js)."""
    return (
        f'<script type="module">import {{ keepScript }} from "{keeper}"; '
        f"for (const [name, path] of Object.entries({json.dumps(paths)})) keepScript(name, path);</script>"
    )
