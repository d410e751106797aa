"""The words of the interface: each is used and each that is used exists; numbers, plural forms and dates; no
stray script."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import shipped, small

from data.compare.figures import Outcome
from data.documents.people import ROLES as PEOPLE
from data.documents.readers.read import _BINARY
from data.documents.review.corrections import FIGURE_KINDS, SAID
from data.documents.review.suggestion import STATES
from data.facts.aid import REASONS
from data.facts.bilingual import bilingual_texts
from data.facts.review import REASONS as REVIEW_REASONS
from data.facts.statements import WAYS_IN
from data.i18n import Filled, date, in_marks, preferred_language, short_title, shorten
from data.i18n.amounts import compact_usd, number
from data.i18n.isolates import FSI, ISOLATES, LRI, PDI, RLI, isolate
from data.query.describe import describe
from data.query.filters import FILTERS, Scope
from data.query.selection import LENSES, SWITCHES, Selection
from data.query.view import select
from data.tables.columns import references
from data.tables.model import (
    TABLES,
    Aid,
    Annual,
    Entity,
    Event,
    Evidence,
    Mention,
    Place,
    Provenance,
    Publisher,
    Row,
    Statement,
    Voice,
)
from data.tables.vocab import DIFFERENCE_REASONS, LANGS, MAKERS, ROLES, VERDICTS, Lang
from data.text.figures.qualifiers import QUALIFIERS
from data.text.units import MEASURES
from export.image.map_image import Kind
from export.pptx.reader_template import REFUSED
from export.tables.files import TABLES as EXPORT_TABLES
from export.tables.files import UNROWED
from export.webpage.filters import WORDS as PAYLOAD_WORDS
from ui.charts.lengths import SHAPES
from ui.html.comparison.pair import NAMED_BY, NAMED_BY_SEVERAL
from ui.html.places import MAP_WORDS
from ui.html.sources import UNNAMED
from ui.sentences.citation import WORKS
from ui.sentences.rules import ABOUT
from ui.session.review.forms.words import KINDS
from ui.session.review.history import ACTS as LOGGED
from ui.session.review.history import LEDGER, OF_CASES
from ui.session.review.ledger.evidence_form import READ, WAYS
from ui.session.review.ties import RELATIONS as TIES
from ui.session.story.story_file import EXPECTED
from ui.story.lists import LISTS
from ui.story.readiness import ASKED

ROOT = Path(__file__).parents[1]
ROOMS = ("data", "geo", "ui", "web", "server", "pages", "export")
CODE = [*sorted(ROOT.glob("*.py")), *(path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))]
TEMPLATES = [path for room in ("ui", "export") for path in sorted((ROOT / room).rglob("templates/*.html"))]
KEY = re.compile(r"[a-z]+(?:\.[a-z0-9-]*[a-z0-9])+(?<!\.js)(?<!\.css)(?<!\.html)")
ARABIC = re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")
LATIN = re.compile(
    r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f](?:[\w.-]*\w)?"
)  # × and ÷ stand among the letters
FOREIGN = {  # Latin in Arabic cells, and why
    **dict.fromkeys(("MIT", "CC", "BY", "ODbL"), "licences are cited by these names"),
    **dict.fromkeys(
        ("JSON-LD", "HTML", "CSV", "PNG", "SVG", "PDF", "RTF", "docx", "UTF-8", "JavaScript"),
        "formats, as programs name them",
    ),
    **dict.fromkeys(("PPTX", "XLSX", "JSON", "GeoJSON"), "formats of the files handed over"),
    **dict.fromkeys(("https", "http"), "how an address begins"),
    "WGS84": "the ellipsoid on which lengths are measured, as maps name it",
    "USD": "a code of money, as it must be written in the form",
    "ar.iuvmpress.co": "the address at which a copy of the article was seen",
    "CLDR": "a body of data that is known by this name alone",
    "QR": "the code that phones read, by its usual name",
    **dict.fromkeys(
        ("PowerPoint", "Keynote", "LibreOffice", "timezonefinder", "DALIL_PUBLIC_URL"),
        "programs, and a setting of ours",
    ),
    **dict.fromkeys(
        ("N", "P", "B", "F", "G", "L", "J", "Esc", "Alt", "Home", "End", "Enter", "Shift"),
        "what stands on the keys",
    ),
    "RQ-20": "the type of the drone; the article itself writes it in Latin letters",
    "Puma": "the name of the drone, as the article writes it",
}


@pytest.mark.parametrize(
    ("locale", "lang"),
    [
        ("ar", "ar"),
        ("ar-EG,ar;q=0.9,en;q=0.8", "ar"),
        ("AR", "ar"),
        ("", "ar"),
        ("en-GB,en;q=0.9,ar;q=0.8", "en"),
        ("fr-FR", "en"),
    ],
)
def test_the_browser_says_which_language_comes_first(locale: str, lang: Lang) -> None:
    assert preferred_language(locale) == lang


def choices(schema: type[Row], column: str) -> set[str]:
    """The values that a column may have."""
    annotation = schema.model_fields[column].annotation
    return {value for value in get_args(annotation) if value}


def constants(file: str, name: str) -> set[str]:
    """The strings of a constant, or the keys of a dict; without importing the file, since pages run when
    imported."""
    for node in ast.parse((ROOT / file).read_text(encoding="utf-8")).body:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == name
        ):
            parts = node.value.keys if isinstance(node.value, ast.Dict) else [node.value]
            return {
                c.value
                for part in parts
                if part
                for c in ast.walk(part)
                if isinstance(c, ast.Constant) and isinstance(c.value, str)
            }
    raise KeyError(name)


EXPORTED = {"from", "document", "case", "selection", "aid", "as-of", "data", "credit"}
COLUMNS = {
    key
    for table in EXPORT_TABLES.values()
    for lang in LANGS
    for record in table(select(shipped(), Selection()), shipped().text(lang))
    for key in record
} | {key for columns in UNROWED.values() for key in columns}
SECTIONS = constants("ui/session/sections/sources.py", "SECTIONS")
EDITING = constants("ui/session/sections/sources.py", "EDITING")
API = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "server" / "api").glob("*.py")))
READERS = "".join(
    path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "data" / "documents" / "readers").rglob("*.py"))
)
APART = {row.apart for row in FILTERS.values() if row.apart}
FAMILIES: dict[str, set[str]] = {  # keys put together by the code: "…{}…" -> what may stand in the gap
    "page.{}": constants("frame.py", "PAGES"),
    "compare.{}": {"one", "other", "places", "actors", "events", "said"},
    "compare.by-{}": {*NAMED_BY, *NAMED_BY_SEVERAL},
    "compare.shared-{}": {"source", "matter", "words"},
    "compare.figures-{}": set(get_args(Outcome)),
    "compare.verdict-{}": set(VERDICTS),
    "compare.reason-{}": set(DIFFERENCE_REASONS),
    "nav.{}": {"label", "more", "map", "skip"},
    "panel.{}": {"close", "more", "less"},
    "filter.{}": {"any", "all"},
    "documents.{}": {"paste", "upload"},
    "review.{}": {*STATES, *SAID},
    "review.tie-{}": set(TIES),
    "case.name-{}": set(LANGS),
    "log.{}": {*LOGGED, *STATES, "marked", "removed", "noted", "verified", "rows", "described"}
    | {f"{table}-{did}" for table in LEDGER for did in ("added", "changed", "removed")}
    | {f"case-{did}" for did in OF_CASES},
    "ledger.field-{}": {"says", "would-change", "explanation"}
    | {"url", "title", "date", "locator", "look-for"},
    "ledger.way-{}": set(WAYS),
    "ledger.read-{}": {part or "none" for part in READ},
    "people.{}": set(PEOPLE),
    "translation.made-{}": set(MAKERS),
    "record.field-{}": {
        *ROLES,
        "category",
        "status",
        "what",
        "title",
        "district",
        "amount-note",
        "note",
        "places",
        "actors",
    },
    "aid.counted-{}": set(SWITCHES["counted"]),
    "voice.{}": choices(Voice, "voice"),
    "voice.says-{}": choices(Voice, "form") - {"narration"},
    "where.{}": {side.lower() for side in choices(Place, "side")},
    "basis.{}": choices(Place, "basis") | {"country", "group"},
    "kind.{}": {"place", "actor", "thing", "topic", "passage", "statement", "aid", "figure"},
    "start.{}": constants("ui/html/places.py", "STARTS"),
    "begin.{}": set(WAYS_IN),
    "map.{}": set(MAP_WORDS.values()),
    "jump.{}": {"label", "hint", "none", "near", "last"},
    "reading.{}": {"both", "ar", "en"},
    "reason.{}": set(REVIEW_REASONS),
    "origin.{}": set(WORKS.values()),
    "rules.{}": set(ABOUT),
    "sources.{}": {
        *SECTIONS,
        *EDITING,
        "source",
        "publisher",
        "date",
        "seen",
        "rows",
        "supports",
        "licence",
        "link",
        "kind",
        "country",
        "owner",
        "side",
        "count",
        "arabic-table",
        "drafted",
        "reviewed",
        "provenance",
        "revisions",
        "document",
        "added",
        "downloads",
        "all",
        "publishers",
        "definitions",
        "gaps",
        "next",
        "reasons",
    },
    "sources.download-{}": {*constants("ui/session/downloads/table_files.py", "WHOLE"), "csv"},
    "definition.{}": choices(Publisher, "kind"),
    "table.{}": {
        s.table for s in TABLES if "sources" in references(s).values() or "ar_status" in s.model_fields
    }
    | {row.of_table for row in shipped().revisions.values()}
    | {text.table for text in bilingual_texts(shipped())},
    "licence.{}": set(UNNAMED.values()),
    "sources.{}-text": SECTIONS | EDITING,
    "api.{}": set(re.findall(r'Refusal\(\d+, "([a-z-]+)"', API)),
    "unreadable.{}": (
        set(re.findall(r'Unreadable\("([a-z-]+)"', READERS))
        | {what for _, what in _BINARY}
        | {"locked", "broken"}
    ),
    "problem.{}": {"file", "row", "field", "what", "mend"},
    "lang.{}": {"ar", "en", "tg"},
    "panel.event-{}": choices(Event, "relation"),
    "shown.{}": APART,
    "passage.{}": {"outside", *APART},
    "aid.left.{}": set(REASONS),
    "aid.why.{}": {*REASONS, "unsettled"},
    "aid.measure.{}": choices(Annual, "measure"),
    "aid.dollars.{}": choices(Annual, "dollars"),
    "aid.column.{}": {
        "date",
        "donor",
        "what",
        "kind",
        "amount",
        "published",
        "status",
        "confidence",
        "edition",
        "note",
        "source",
        "link",
        "year",
    },
    "category.{}": choices(Aid, "category"),
    "status.{}": choices(Aid, "status"),
    "confidence.{}": choices(Aid, "confidence"),
    "actors.in-{}": {"aid", "events"},
    "actors.as-{}": set(ROLES),
    "actors.voices-{}": {"author", "attributed"},
    "type.{}": choices(Entity, "type"),
    "form.{}": choices(Mention, "form"),
    "provenance.{}": choices(Provenance, "about"),
    "export.{}": EXPORTED,
    "export.credit-{}": {"texts", "article", "map"},
    "export.sheet-{}": {"about", *EXPORT_TABLES},
    "column.{}": {"about", "text", *COLUMNS},
    "lens.{}": set(LENSES),
    "lens.{}-alt": set(LENSES),
    "lengths.{}": {"exact", "about", "over"},
    "unit.{}": {unit.lower().replace("/", "-") for unit in MEASURES if unit == unit.rstrip("²³")},
    "lengths.{}-kind": set(SHAPES),
    "lengths.column.{}": constants("ui/charts/lengths.py", "COLUMNS"),
    "strip.lane-{}": {"passages", "tj", "km", "af", "aid"},
    "figure.{}": {*FIGURE_KINDS},
    "qualifier.{}": {q.replace(" ", "-") for q in QUALIFIERS},
    "review.gist-{}": set(LANGS),
    "review.is-{}": {*KINDS},
    "strip.column.{}": constants("geo/profile/data.py", "COLUMNS"),
    "strip.{}": {*constants("geo/profile/data.py", "KEYS")},
    "leave.format-{}": constants("ui/session/downloads/order_form.py", "OFFERED"),
    "leave.about-{}": constants("ui/session/downloads/order_form.py", "OFFERED"),
    "leave.content-{}": constants("ui/session/downloads/order_form.py", "CONTENTS"),
    "leave.languages-{}": {*LANGS, "both"},
    "leave.template-{}": {*REFUSED},
    "copy.{}": {*constants("pages/leave.py", "SHARED"), "story"},
    "chart.yearly-{}": choices(Annual, "measure"),
    "chart.unit-years-{}": choices(Annual, "dollars"),
    "chart.file-{}": {"csv", *get_args(Kind)},
    "story.{}": {"add", "here", "ours", "mine", "up", "down", "duplicate", "drop", "from-here"},
    "story.field-{}": constants("ui/session/story/step_form.py", "FIELDS"),
    "story.link-{}": {"take", "add", "leave"},
    "story.front-{}": {"author", "contact", "date", "mark"},
    "story.front-{}-hint": {"author", "contact", "date", "mark"},
    "story.expected-{}": {*EXPECTED.values(), "columns"},
    "story.large-{}": {
        "map",
        "document",
        "points",
        "aid",
        "statement",
        "profile",
        *LISTS,
        "chart",
        "comparison",
    },
    "story.gone-{}": {"view", "passage", "quote", "show", "frame", "sources"},
    "present.{}": {
        *constants("ui/story/slides.py", "DECK_WORDS"),
        *constants("ui/story/slides.py", "SPEAKER_WORDS"),
        "agency",
        "implementer",
        "recipient",
        "end",
    },
    "present.say-{}": set(LANGS),
    "checks.{}": {"quotes", "sums", "languages", *ASKED},
    "checks.{}-found": set(ASKED),
    "assessment.{}": choices(Statement, "assessment"),
    "meaning.{}": choices(Statement, "assessment"),
    "claim.{}": choices(Statement, "kind"),
    "statement.{}": {"one-side", "one-source"},
    "side.{}": choices(Publisher, "side"),
    "publisher.{}": choices(Publisher, "kind"),
    "text.{}": choices(Evidence, "kind"),
    "revision.{}": {"date", "table", "row", "was", "now", "why"},
    "bears.{}": choices(Evidence, "relation"),
    "evidence.read-{}": choices(Evidence, "read") - {""},
}


def literal_keys() -> set[str]:
    """Keys that stand whole in the code or the templates."""
    found: set[str] = set()
    for path in CODE:
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        found |= {
            n.value
            for n in nodes
            if isinstance(n, ast.Constant) and isinstance(n.value, str) and KEY.fullmatch(n.value)
        }
    for path in TEMPLATES:
        found |= set(re.findall(f"'({KEY.pattern})'", path.read_text(encoding="utf-8")))
    return {
        key
        for key in found
        if not key.endswith((".csv", ".json"))
        and key.split(".")[0] in {word.split(".")[0] for word in shipped().words}
    }


def built_families() -> set[str]:
    """Keys that the code or the templates put together, with {} for the gap."""
    found = set()
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                found.add("".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in node.values))
    for path in TEMPLATES:
        found |= {
            f"{start}{{}}" for start in re.findall(r"\bt\('([a-z.-]+)' ~", path.read_text(encoding="utf-8"))
        }
    prefixes = {word.split(".")[0] for word in shipped().words}
    return {
        f
        for f in found
        if re.fullmatch(r"[a-z]+(\.[a-z]+)*\.[a-z-]*\{\}(-[a-z]+)?", f) and f.split(".")[0] in prefixes
    }


def used_keys() -> set[str]:
    """Every key that can be asked for."""
    families = {family.format(value) for family, values in FAMILIES.items() for value in values}
    filters = {word for row in FILTERS.values() for scope in get_args(Scope) for word in row.words(scope)}
    return literal_keys() | families | filters


def test_every_key_that_is_put_together_is_known_to_this_test() -> None:
    assert built_families() == set(FAMILIES)


def test_every_key_that_is_used_exists() -> None:
    assert sorted(used_keys() - shipped().words.keys()) == []


def test_every_word_is_used() -> None:
    assert sorted(shipped().words.keys() - used_keys()) == []


def test_every_counted_noun_exists_and_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in CODE)
    assert set(re.findall(r'\bcount\(\s*"(\w+)"', code)) == {noun for noun, _ in shipped().plurals}


@pytest.mark.parametrize(
    ("n", "english", "arabic"),
    [
        (0, "0 passages", "لا فقرات"),
        (1, "1 passage", "فقرة واحدة"),
        (2, "2 passages", "فقرتان"),
        (3, "3 passages", "3 فقرات"),
        (11, "11 passages", "11 فقرة"),
        (100, "100 passages", "100 فقرة"),
        (102, "102 passages", "102 فقرة"),
        (103, "103 passages", "103 فقرات"),
    ],
)
def test_a_count_takes_its_plural_form(n: int, english: str, arabic: str) -> None:
    assert shipped().text("en").count("passages", n) == english
    assert shipped().text("ar").count("passages", n) == arabic


@pytest.mark.parametrize("lang", LANGS)
def test_digits_are_latin_in_both_languages(lang: Lang) -> None:
    shown = [
        number(1343.957, lang, 2),
        number(1_000_000, lang),
        date("2023-04-20", lang),
        shipped().text(lang).count("places", 1400),
    ]
    assert shown[:2] == ["1,343.96", "1,000,000"]
    assert not re.search("[٠-٩۰-۹]", "".join(shown))


MONTHS = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
]


@pytest.mark.parametrize(("month", "named"), enumerate(MONTHS, start=1))
def test_months_in_arabic_are_the_gregorian_ones(month: int, named: str) -> None:
    assert date(f"2023-{month:02d}", "ar") == f"{named} 2023"
    assert date(f"2023-{month:02d}-05", "ar") == f"5 {named} 2023"


def test_a_date_is_told_as_far_as_it_is_known() -> None:
    assert [date(d, "en") for d in ("2023-04-20", "2023-04", "2023")] == [
        "20 April 2023",
        "April 2023",
        "2023",
    ]
    assert date("2023", "ar") == "2023"


def plain(text: str) -> str:
    """Without the marks that isolate directions."""
    return text.translate(dict.fromkeys(map(ord, (LRI, RLI, FSI, PDI))))


SENTENCES = [
    (Selection(), "Showing the whole article: 5 passages.", "يُعرض المقال كله: 5 فقرات."),
    (
        Selection(actors=("sun", "moon"), match="all"),
        "Showing 1 passage of 5: all of them named: The sun's side, The moon's side.",
        "تُعرض فقرة واحدة من أصل 5: ترد فيها معاً الأسماء: جانب الشمس، جانب القمر.",
    ),
    (
        Selection(actors=("minister",), match="all"),
        "Showing 1 passage of 5: named: The minister.",
        "تُعرض فقرة واحدة من أصل 5: الأسماء: الوزير.",
    ),
    (
        Selection(since=2021),
        (
            "Showing 1 passage of 5: events since 2021. Counted apart, as the filters cannot judge them: 3"
            " passages without a dated event."
        ),
        (
            "تُعرض فقرة واحدة من أصل 5: أحداث منذ 2021. وعلى حدة، لأن عوامل التصفية لا تحسم أمرها: 3 فقرات"
            " بلا حدث مؤرخ."
        ),
    ),
    (
        Selection(since=2021, until=2022),
        (
            "Showing 1 passage of 5: events of 2021 to 2022. "
            "Counted apart, as the filters cannot judge them: 3 passages without a dated event."
        ),
        (
            "تُعرض فقرة واحدة من أصل 5: أحداث من 2021 إلى 2022. وعلى حدة، لأن عوامل التصفية لا تحسم أمرها:"
            " 3 فقرات بلا حدث مؤرخ."
        ),
    ),
    (
        Selection(until=2020, km_to=10),
        (
            "No passages fit (of 5): events until 2020; kilometres 0 to 10 of the border. "
            "Counted apart, as the filters cannot judge them: 2 passages "
            "(1 passage without a dated event; 2 passages without a place on the border)."
        ),
        (
            "لا توجد فقرات مطابقة (من أصل 5): أحداث حتى 2020؛ من الكيلومتر 0 إلى الكيلومتر 10 على الحدود."
            " وعلى حدة، لأن عوامل التصفية لا تحسم أمرها: فقرتان (فقرة واحدة بلا حدث مؤرخ؛ فقرتان بلا موضع على"
            " الحدود)."
        ),
    ),
    (
        Selection(voices=("attributed",), text=" نورا "),
        "Showing 1 passage of 5: spoken by those he quotes; words “نورا”.",
        "تُعرض فقرة واحدة من أصل 5: المتحدث: من ينقل عنهم؛ كلمات «نورا».",
    ),
    (
        Selection(topics=("visits",), voices=("minister",)),
        "Showing 1 passage of 5: on Visits; spoken by The minister.",
        "تُعرض فقرة واحدة من أصل 5: الموضوع: زيارات؛ المتحدث: الوزير.",
    ),
]


@pytest.mark.parametrize(("selection", "english", "arabic"), SENTENCES)
def test_what_is_shown_is_said_in_one_sentence(selection: Selection, english: str, arabic: str) -> None:
    view = select(small(), selection)
    assert plain(describe(view, view.atlas.text("en"))) == english
    assert plain(describe(view, view.atlas.text("ar"))) == arabic


@given(st.text(st.sampled_from("ab ا\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), max_size=20))
def test_nothing_reaches_out_of_an_isolate_or_is_left_open_in_it(text: str) -> None:
    depths = list(accumulate(1 if c in (FSI, LRI, RLI) else -1 if c == PDI else 0 for c in isolate(text)))
    assert min(depths[:-1]) == 1, "it closes where it ends and not before"
    assert depths[-1] == 0
    assert not set(isolate(text)) & set("\u202a\u202b\u202c\u202d\u202e")
    assert plain(isolate(text)) == re.sub("[\u202a-\u202e\u2066-\u2069]", "", text), "no letter is lost"
    assert isolate(isolate("a")) == f"{FSI}{FSI}a{PDI}{PDI}", "what is balanced stays"


def test_values_put_into_a_sentence_are_isolated_and_kept_as_they_are() -> None:
    told = shipped().text("ar")("shown.text", words="{x} %s <b>")
    assert f"{FSI}{{x}} %s <b>{PDI}" in told


def test_an_unknown_word_is_an_error() -> None:
    with pytest.raises(KeyError):
        shipped().text("en")("no.such-word")


def cells(lang: Lang) -> Iterator[tuple[str, str]]:
    """Where and what: every cell that is written in `lang`."""
    for schema in TABLES:
        for key, row in getattr(shipped(), schema.table).items():
            spoken = getattr(row, "lang", "") == lang and schema.table == "plurals"
            for column in schema.model_fields:
                if (
                    column == lang
                    or column.endswith(f"_{lang}")
                    or (spoken and column not in ("noun", "lang"))
                ):
                    value = getattr(row, column)
                    yield (
                        f"{schema.table} {key} {column}",
                        " ".join(value) if isinstance(value, tuple) else str(value),
                    )


def test_arabic_cells_have_no_latin_letters() -> None:
    addresses = {
        f"publishers {row.id} name_ar" for row in shipped().publishers.values() if row.name in row.name_ar
    }  # of pages without a name
    plain = (
        (where, re.sub(r"\{[\w.-]+(?::oblique)?\}", "", text))
        for where, text in cells("ar")
        if where not in addresses
    )
    stray = {where: words for where, text in plain if (words := set(LATIN.findall(text)) - set(FOREIGN))}
    assert stray == {}


def test_only_an_address_stands_for_the_arabic_name_of_a_publisher() -> None:
    kept = [row for row in shipped().publishers.values() if LATIN.search(row.name_ar)]
    assert all(
        re.search(r"[\w-]\.[a-z]{2,}\b", row.name_ar)
        and set(LATIN.findall(row.name_ar)) <= set(LATIN.findall(row.name))
        for row in kept
    )
    assert len(kept) < 20


def test_english_cells_have_no_arabic_letters() -> None:
    assert {where: text for where, text in cells("en") if ARABIC.search(text)} == {}


def test_the_english_translation_is_english() -> None:
    assert [p for p, text in shipped().translations.items() if ARABIC.search(text)] == []


def test_a_shortened_title_ends_with_a_word() -> None:
    assert shorten("تجديد مطار عيني، بتمويل من الهند", 20) == "تجديد مطار عيني…"
    assert shorten("A bridge, and more of it", 12) == "A bridge…"


def test_a_title_in_a_list_reads_in_its_own_direction() -> None:
    (own,) = shipped().documents.values()
    assert short_title(own, "ar") == f"\u200f\u2068{shorten(own.title)}\u2069"
    assert short_title(own, "en") == f"\u200e\u2068{shorten(own.title_en)}\u2069", (
        "in English for readers of it"
    )
    long = own.model_copy(update={"language": "en", "title": "word " * 20})
    assert short_title(long, "ar").startswith("\u200e\u2068word word")
    assert short_title(long, "ar").endswith("…\u2069")


@pytest.mark.parametrize(
    ("n", "said"), [(1, "في فقرة واحدة."), (2, "في فقرتين."), (3, "في 3 فقرات."), (11, "في 11 فقرة.")]
)
def test_a_dual_has_its_other_form_after_a_preposition(n: int, said: str) -> None:
    told = shipped().text("ar")("panel.named", count=shipped().text("ar").count("passages", n))
    assert told.translate(ISOLATES) == f"ورد الاسم في المقال {said}"
    assert format(Filled("طاجيكستان"), "") == format(Filled("طاجيكستان"), "oblique") == f"{FSI}طاجيكستان{PDI}"


def test_a_percent_sign_stands_with_its_number() -> None:
    assert shipped().text("ar")("compare.alike", share=66) == f"الكلمات المتطابقة: {FSI}66%{PDI}"


def test_a_sentence_that_ends_with_a_shortened_title_has_one_sign_at_its_end() -> None:
    t = shipped().text("ar")
    key, word = next((k, w) for k, w in shipped().words.items() if re.fullmatch(r"[^{]*\{\w+\}\.", w.ar))
    name = re.findall(r"\{(\w+)\}", word.ar)[0]
    assert t(key, **{name: "أرقام متقاربة…"}).translate(ISOLATES).endswith("متقاربة…")
    assert t(key, **{name: "قال: «ثم…»"}).translate(ISOLATES).endswith("«ثم…».")
    assert t(key, **{name: "كما كتب…."}).translate(ISOLATES).endswith("كما كتب…..")


def test_every_arabic_dual_has_another_form_and_none_is_asked_for_in_a_browser() -> None:
    for plural in shipped().plurals.values():
        if plural.lang == "ar":
            two = shipped().text("ar").count(plural.noun, 2)
            assert format(Filled(two), "oblique").translate(ISOLATES) == " ".join(
                re.sub("ان$", "ين", word) for word in two.split()
            )
            assert two.oblique != two == plural.two
            assert shipped().text("ar").count(plural.noun, 1).oblique == plural.one
    assert [key for key in PAYLOAD_WORDS if ":oblique" in shipped().words[key].ar] == []


def test_after_a_preposition_every_count_is_asked_for_in_that_form() -> None:
    """Where a plural stands behind a preposition, Arabic needs the other form of the dual."""
    nouns = {
        "count",
        "items",
        "records",
        "places",
        "actors",
        "sources",
        "statements",
        "evidence",
        "steps",
        "priced",
        "published",
        "of",
    }
    bare = re.compile(r"(?:^|[\s(«])(?:في|من|إلى|على|عن|مع|بين|كل من) \{(\w+)\}")
    assert [
        (key, name) for key, row in shipped().words.items() for name in bare.findall(row.ar) if name in nouns
    ] == []


def test_an_arabic_string_of_placeholders_alone_runs_from_right_to_left() -> None:
    told = shipped().text("ar")("where.province", district="شهرتوز", province="ختلون")
    assert told == f"{RLI}{FSI}شهرتوز{PDI}، {FSI}ختلون{PDI}{PDI}"
    assert shipped().text("en")("where.province", district="A", province="B") == f"{FSI}A{PDI}, {FSI}B{PDI}"


def test_sums_on_an_axis_are_short_and_in_words_of_the_language() -> None:
    sums = (0, 450_000, 20e6, 1.5e9)
    assert [compact_usd(usd, "en") for usd in sums] == ["$0", "$450K", "$20M", "$1.5B"]
    assert [compact_usd(usd, "ar").replace("\u00a0", " ") for usd in sums] == [
        "0",
        "450 ألف",
        "20 مليون",
        "1.5 مليار",
    ]


def test_no_pick_list_leaves_its_placeholder_to_streamlit_which_speaks_english() -> None:
    calls = [
        (file.name, node.lineno, {keyword.arg for keyword in node.keywords})
        for room in ("ui", "pages")
        for file in (Path(__file__).parents[1] / room).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("selectbox", "multiselect")
    ]
    assert calls
    assert [call[:2] for call in calls if not {"placeholder", None} & call[2]] == []


def test_marks_around_a_quotation_change_no_letter_of_it() -> None:
    assert in_marks('he said "no" twice', "en") == '“he said "no" twice”'
    assert in_marks('قال "لا"', "ar") == '«قال "لا"»'
