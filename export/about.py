"""What every exported file says of itself: the documents, what was chosen, as of when, from which data, and
whose it is."""

from __future__ import annotations

import re

from data.atlas.atlas import Atlas
from data.documents.availability import trouble
from data.facts.origin import curated_atlas
from data.i18n import Text
from data.i18n.isolates import FSI, LRI, PDI, RLI
from data.query.describe import describe
from data.query.view import View
from data.tables.columns import printable
from export.excerpt import LONGEST, MOST, carried_overlay, excerpted_additions
from ui.html.headings import case_title
from ui.sentences.aid import records_summary

STICKS = {
    True: re.compile(f"{PDI}(?=\\W*[0-9A-Za-z])"),
    False: re.compile(f"{PDI}(?=\\W*[0-9\u0600-\u06ff])"),
}
ISOLATED = re.compile(f"[{FSI}{LRI}{RLI}]([^{FSI}{LRI}{RLI}{PDI}]*){PDI}")  # what holds none itself
MARKS = dict.fromkeys(map(ord, (FSI, LRI, RLI, PDI)))
ARABIC = re.compile(r"[\u0600-\u06ff]")
LISTED = 12  # added documents that a file names at its head; each quotation names its own


def about_lines(view: View, t: Text) -> list[tuple[str, str]]:
    """(heading, text) pairs in `lang`, plain text without isolates. They hold no time of day: the same choice
    from the same data makes the same file."""
    atlas = view.atlas
    first = [
        ("from", f"{t('app.name')} · {t('app.tagline')}"),
        *(
            ("document", bidi_safe(t.citation(atlas.documents[key]), rtl=t.lang == "ar"))
            for key in curated_atlas(atlas).documents
        ),
    ]
    rows = [("case", case_title(atlas.case, t))] if atlas.case.named else []
    rows += [("selection", describe(view, t)), ("aid", records_summary(view, t))]
    rows += [("as-of", t.date(as_of(atlas))), ("data", f"sha256:{atlas.digest}")]
    rows += [("credit", t(f"export.credit-{part}")) for part in ("texts", "article", "map")]
    rows += [("credit", t("export.credit-added"))] if excerpted_additions(atlas) else []
    head = t("export.added")
    own = [(head, plain_label(text)) for text in added_documents_note(atlas, t)]
    before, rest = ([(t(f"export.{key}"), plain_label(text)) for key, text in part] for part in (first, rows))
    return before + own + rest


def as_of(atlas: Atlas) -> str:
    """The last day on which a source was seen, as an ISO date: what came out later is not in the data."""
    return max((source.seen_on for source in atlas.sources.values()), default="") or max(
        d.date for d in atlas.documents.values()
    )


def added_documents_note(atlas: Atlas, t: Text) -> list[str]:
    """The added documents that a file carries, how many in view it does not and why, and whether the store
    could not be read; nothing where there are none."""
    own, part = excerpted_additions(atlas), carried_overlay(atlas)
    lines = [_carried(atlas, own, t)] if own else []
    lines += [bidi_safe(t.citation(atlas.documents[key]), rtl=t.lang == "ar") for key in own[:LISTED]]
    if len(own) > LISTED:
        lines.append(t("export.added-more", count=t.count("documents", len(own) - LISTED)))
    if part and part.left:
        lines.append(omitted_note(atlas, t))
    curated = part is not None and part.curated_only
    return lines + ([t("export.store-away")] if trouble() and not curated else [])


def _carried(atlas: Atlas, own: tuple[str, ...], t: Text) -> str:
    """How many added documents a file carries, and how many of their marks a second person has verified,
    where one has."""
    carried = t("export.added-carried", count=t.count("documents", len(own)))
    counts = [atlas.overlay.read(key).reviewed for key in own] if atlas.overlay else []
    accepted, verified = (sum(numbers) for numbers in zip(*counts, strict=True)) if counts else (0, 0)
    if not verified:
        return carried
    return (
        f"{carried} · {t('export.verified', verified=t.number(verified), marks=t.count('marks', accepted))}"
    )


def omitted_note(atlas: Atlas, t: Text) -> str:
    """How many added documents in view a file does not carry, and why."""
    part = carried_overlay(atlas)
    key = "export.added-out" if part and part.curated_only else "export.added-left"
    left = t.count("documents", part.left if part else 0)
    room = {"passages": t.number(MOST), "characters": t.number(LONGEST)} if key == "export.added-left" else {}
    return t(key, count=left, **room)


def plain_label(text: str) -> str:
    """A text without the marks that isolate directions: other programs show them as boxes or split words at
    them."""
    return printable(text.translate(MARKS))


def bidi_safe(text: str, *, rtl: bool) -> str:
    """A text without those marks, for a line that runs right to left or not: what would stick to a name of
    the other direction, such as the date after it or the next name, is kept apart by the one mark that every
    program knows, and its own quotation marks and stops stay with it by the other one."""
    line, name = ("\u200f", "\u200e") if rtl else ("\u200e", "\u200f")

    def held(isolated: re.Match[str]) -> str:
        words = isolated[1]
        if not words or runs_right_to_left(words, rtl=rtl) == rtl:
            return isolated[0]
        before, after = (("" if end.isalnum() else name) for end in (words[0], words[-1]))
        return f"{FSI}{before}{words}{after}{PDI}"

    return plain_label(STICKS[rtl].sub(line, ISOLATED.sub(held, text)))


def runs_right_to_left(text: str, *, rtl: bool) -> bool:
    """Does a text run from right to left? The mark around it says or its first letter outside of isolated
    names, unless it is an Arabic quotation that begins with a Latin name; without letters, it runs as what is
    around it."""
    while text.startswith((f"{FSI}{LRI}", f"{FSI}{RLI}")) and text.endswith(f"{PDI}{PDI}"):
        text = text[1:-1]  # a sentence that says its direction, kept apart as a whole
    if text.startswith((LRI, RLI)) and text.endswith(PDI):
        return text.startswith(RLI)
    if text.startswith("«") and ARABIC.search(text):
        return True
    around = ISOLATED.sub("", text)
    first = next((char for char in (around if any(map(str.isalpha, around)) else text) if char.isalpha()), "")
    return bool(ARABIC.match(first)) if first else rtl
