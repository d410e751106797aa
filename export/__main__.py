"""Make a file from the command line: `python -m export data --lang ar --out FILE [--query "…"]`.

`--query` takes the part of a link after the "?". Documents that were added are carried as far as the link
shows them; `--curated` leaves them out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from data.atlas.atlas import Atlas
from data.atlas.case import FIRST_CASE
from data.documents.availability import current_overlay, existing_store
from data.documents.store import StoreDown
from data.load import load
from data.query.selection import Selection
from data.query.view import View, select
from data.tables.problem import BadData
from data.tables.vocab import LANGS, Lang
from export.excerpt import excerpt
from export.formats import FORMATS, PICTURES, kind_from_name, make
from export.order import LANGUAGES, Order
from export.tables.files import TABLES
from ui.charts.registry import charts_of


@dataclass(frozen=True)
class Command:
    """kinds: of file that it makes; where there are several, the end of the file's name says which. option:
    what a file shows, its values (the first stands where none is named) and help."""

    about: str
    kinds: tuple[str, ...]
    option: tuple[str, Iterable[str], str] = ("", (), "")


COMMANDS = {
    "html": Command("One HTML file that opens by double click, without server or internet.", ("html",)),
    "pptx": Command("Slides with native charts and tables.", ("pptx",)),
    "pdf": Command("Pages to print or send.", ("pdf",)),
    "map": Command("The map of the view as a picture.", PICTURES),
    "chart": Command(
        "A chart as a picture.", PICTURES, ("chart", charts_of("image"), "which chart (itemised)")
    ),
    "data": Command(
        "The chosen rows: .csv (one table), .xlsx (all), .geojson (places), .json (places as Linked Places),"
        " .jsonld (passages and mentions as Web Annotations).",
        ("csv", "xlsx", "geojson", "json", "jsonld"),
        ("table", TABLES, "which table a .csv holds (passages)"),
    ),
}


def parser() -> argparse.ArgumentParser:
    """The command line, one subcommand per kind of file."""
    whole = argparse.ArgumentParser(prog="python -m export", description="Make a file of what a link shows.")
    commands = whole.add_subparsers(dest="command", required=True, metavar="{" + ",".join(COMMANDS) + "}")
    for key, command in COMMANDS.items():
        story = FORMATS[command.kinds[0]].story
        one = commands.add_parser(key, help=command.about, description=command.about)
        one.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write")
        one.add_argument(
            "--lang", choices=LANGUAGES if story else LANGS, help="language (the link's, else ar)"
        )
        one.add_argument("--query", default="", help="what the link has after the ?")
        one.add_argument("--curated", action="store_true", help="leave out the documents that people added")
        if story:
            add_story_options(one)
        if key == "pptx":
            one.add_argument("--template", type=Path, metavar="FILE", help="a .pptx whose design slides take")
        option, values, about = command.option
        if option:
            one.add_argument(f"--{option}", choices=list(values), default=next(iter(values)), help=about)
    return whole


def add_story_options(one: argparse.ArgumentParser) -> None:
    """The options of files that can tell a story."""
    one.add_argument(
        "--article", action="store_true", help="quote the whole article, not only the passages in view"
    )
    one.add_argument("--story", action="store_true", help="tell the story, not the view alone")
    one.add_argument("--notes", action="store_true", help="add the speaker notes of the story")


def order(view: View, lang: Lang, chosen: argparse.Namespace) -> Order:
    """The order that a command line gives; `lang` comes first where both languages are asked for."""
    if not FORMATS[COMMANDS[chosen.command].kinds[0]].story:
        return Order(view, (lang,))
    both: tuple[Lang, ...] = (lang, "en" if lang == "ar" else "ar")
    story = tuple(view.atlas.story.values()) if chosen.story or chosen.notes else ()
    langs = both if chosen.lang == "both" else (lang,)
    template = chosen.template.read_bytes() if getattr(chosen, "template", None) else b""
    return Order(view, langs, whole=chosen.article, story=story, notes=chosen.notes, template=template)


def file_content(view: View, lang: Lang, chosen: argparse.Namespace) -> bytes:
    """The content of the file. Raises ValueError for a name whose end is no format, or where the view has not
    what is asked for."""
    command = COMMANDS[chosen.command]
    kind = kind_from_name(chosen.out, command.kinds) if len(command.kinds) > 1 else command.kinds[0]
    return make(kind, order(view, lang, chosen), getattr(chosen, command.option[0], ""))


def chosen_view(atlas: Atlas, query: str) -> tuple[View, Lang]:
    """What a link's query chooses, and its language. Raises ValueError for values that mean nothing here."""
    query_values = dict(parse_qsl(query.rpartition("?")[2]))
    selection, unknown = Selection.from_query(query_values, atlas)
    if unknown:
        raise ValueError(f"--query: unknown values: {', '.join(unknown)}")
    return select(atlas, selection), "en" if query_values.get("lang") == "en" else "ar"


def main(arguments: list[str] | None = None) -> int:
    """Run the command. 0 when the file is written, 2 for arguments that make no sense, 1 for data that is not
    sound or not there."""
    line = parser()
    chosen = line.parse_args(arguments)
    try:
        case = dict(parse_qsl(chosen.query.rpartition("?")[2])).get("case", FIRST_CASE)
        overlay = current_overlay(case) if chosen.curated else existing_store(case).overlay()
        view, lang = chosen_view(load(overlay=overlay), chosen.query)
        excerpted = excerpt(view, curated=chosen.curated)
        content = file_content(excerpted.view, chosen.lang if chosen.lang in LANGS else lang, chosen)
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
