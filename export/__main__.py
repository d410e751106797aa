"""Make a file from the command line: `python -m export data --lang ar --out FILE [--query "…"]`.

A command is a module with `options(parser)`, which adds options of its own, and `make(view, lang, chosen) ->
bytes`, which may raise ValueError with a message for the reader. Add yours to COMMANDS. `--query` takes the
part of a link after the "?". Documents that were added are carried as far as the link shows them; `--curated`
leaves them out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qsl

from data.atlas.atlas import Atlas
from data.documents.store import StoreDown, present, store
from data.i18n import LANGS, Lang
from data.load import load
from data.query.selection import Selection
from data.query.view import View, select
from data.tables.problem import BadData
from export.excerpt import excerpt
from export.image import chart_image, map_image
from export.pdf import pages
from export.pptx import deck
from export.tables import formats
from export.webpage import page


class Command(Protocol):
    """A module that makes one kind of file."""

    __doc__: str | None

    def options(self, parser: argparse.ArgumentParser) -> None:
        """Add options of its own."""

    def make(self, view: View, lang: Lang, chosen: argparse.Namespace) -> bytes:
        """The content of the file. Raises ValueError."""


COMMANDS: dict[str, Command] = {
    "html": page,
    "pptx": deck,
    "pdf": pages,
    "map": map_image,
    "chart": chart_image,
    "data": formats,
}


def parser() -> argparse.ArgumentParser:
    """The command line, one subcommand per kind of file."""
    whole = argparse.ArgumentParser(prog="python -m export", description="Make a file of what a link shows.")
    commands = whole.add_subparsers(dest="command", required=True, metavar="{" + ",".join(COMMANDS) + "}")
    for key, module in COMMANDS.items():
        about = (module.__doc__ or "").strip().splitlines()[0]
        one = commands.add_parser(key, help=about, description=about)
        one.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write")
        one.add_argument(
            "--lang", choices=getattr(module, "LANGUAGES", LANGS), help="language (the link's, else ar)"
        )
        one.add_argument("--query", default="", help="what the link has after the ?")
        one.add_argument("--curated", action="store_true", help="leave out the documents that people added")
        module.options(one)
    return whole


def chosen_view(atlas: Atlas, query: str) -> tuple[View, Lang]:
    """What a link's query chooses, and its language. Raises ValueError for values that mean nothing here."""
    asked = dict(parse_qsl(query.rpartition("?")[2]))
    selection, unknown = Selection.from_query(asked, atlas)
    if unknown:
        raise ValueError(f"--query: unknown values: {', '.join(unknown)}")
    return select(atlas, selection), "en" if asked.get("lang") == "en" else "ar"


def main(arguments: list[str] | None = None) -> int:
    """Run the command. 0 when the file is written, 2 for arguments that make no sense, 1 for data that is not
    sound or not there."""
    line = parser()
    chosen = line.parse_args(arguments)
    try:
        overlay = present() if chosen.curated else store().overlay()
        view, lang = chosen_view(load(overlay=overlay), chosen.query)
        held = excerpt(view, curated=chosen.curated)
        content = COMMANDS[chosen.command].make(
            held.view, chosen.lang if chosen.lang in LANGS else lang, chosen
        )
        chosen.out.write_bytes(content)
    except BadData as bad:
        print(bad, file=sys.stderr)
        return 1
    except StoreDown as problem:
        print(
            f"the store of added documents cannot be reached: {problem}; --curated makes the file without"
            " them",
            file=sys.stderr,
        )
        return 1
    except (ValueError, OSError) as error:
        line.error(str(error))
    print(f"{chosen.out}: {len(content):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
