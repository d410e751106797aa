"""Links that earlier versions wrote, as they stand in messages and papers: each opens what it opened, in the
app and in the exported file, and is written today as one of the forms beside it.

A parameter, a value or a page is never renamed without a row here that still opens."""

from __future__ import annotations

from dataclasses import fields
from urllib.parse import parse_qsl, urlencode

import pytest
from starlette.datastructures import QueryParams
from test_query_filters import plain
from test_web_choice_js import ask, file
from tiny import shipped

from data.query.selection import SWITCHES, Selection
from data.query.view import select
from frame import PAGES

ATLAS = shipped()
# As a version wrote it, from the first one on, and what it means.
WRITTEN = {
    "": Selection(),
    "focus=none": Selection(focus=""),
    "focus=place:chaldovar": Selection(focus="place:chaldovar"),
    "focus=actor:kurilla": Selection(focus="actor:kurilla"),
    "focus=thing:rq-20-puma": Selection(focus="thing:rq-20-puma"),
    "focus=passage:issa-2023.p13": Selection(focus="passage:issa-2023.p13"),
    "actors=united-states,lavrov&match=all&focus=none": Selection(
        actors=("united-states", "lavrov"), match="all", focus=""
    ),
    "topics=border-security&voices=author,attributed&since=2001&until=2020&focus=none": Selection(
        topics=("border-security",), voices=("author", "attributed"), since=2001, until=2020, focus=""
    ),
    "text=%D8%AD%D8%AF%D9%88%D8%AF&topics=counter-narcotics": Selection(
        text="حدود", topics=("counter-narcotics",)
    ),
    "focus=passage:issa-2023.p13&reading=ar": Selection(focus="passage:issa-2023.p13", reading="ar"),
    "reading=en": Selection(reading="en"),
    "donors=united-states,japan&categories=facility&statuses=handed-over&focus=aid:us-puma-2022": Selection(
        donors=("united-states", "japan"),
        categories=("facility",),
        statuses=("handed-over",),
        focus="aid:us-puma-2022",
    ),
    "places=gbao&assessments=supported,differ&focus=statement:c38": Selection(
        places=("gbao",), assessments=("supported", "differ"), focus="statement:c38"
    ),
    "km_from=100&km_to=250&lens=aid&focus=none": Selection(km_from=100, km_to=250, lens="aid", focus=""),
    "lens=assessments&documents=issa-2023&page=2": Selection(
        lens="assessments", documents=("issa-2023",), page=2
    ),
    "cut=us-cumulative-330m-2022-kurilla": Selection(cut="us-cumulative-330m-2022-kurilla"),
    "focus=event:e-2001-11-basing-study": Selection(focus="event:e-2001-11-basing-study"),
    "focus=body:afghan-border-police": Selection(focus="body:afghan-border-police"),
    "topics=border-security&focus=place:chaldovar&first=found": Selection(
        topics=("border-security",), focus="place:chaldovar", first="found"
    ),
    "compared=issa-2023": Selection(compared=("issa-2023",)),
    "counted=all": Selection(counted="all"),
}
# What a version took or people and programs make of links, and the form that means the same.
TAKEN = {
    "focus=": "focus=none",
    "match=any&lens=passages&reading=both&first=focus&page=1": "",
    "since=&until=&km_from=&km_to=&text=&actors=": "",
    "topics=border-security&topics=counter-narcotics": "topics=border-security,counter-narcotics",
    "actors=russia%2Clavrov&focus=place%3Achaldovar": "actors=russia,lavrov&focus=place:chaldovar",
    "actors=lavrov,lavrov,": "actors=lavrov",
    "text=border+guards": "text=border%20guards",
    "compared=issa-2023,issa-2023": "compared=issa-2023",
    "lang=ar&embed=1&step=3&story=mine&both=1&focus=none": "focus=none",
    "utm_source=mail&topics=border-security": "topics=border-security",
    "case=first&reading=en": "reading=en",
}
LINKS = [*WRITTEN, *TAKEN]
PATHS = {
    "map",
    "article",
    "evidence",
    "aid",
    "border",
    "actors",
    "compare",
    "present",
    "leave",
    "documents",
    "sources",
}


def parameters(link: str) -> dict[str, str]:
    """The parameters of a link as the app and its API take them."""
    query = QueryParams(link)
    return {key: ",".join(query.getlist(key)) for key in query}


def opened(link: str) -> tuple[Selection, tuple[str, ...]]:
    """What a link asks for, and what of it means nothing."""
    return Selection.from_query(parameters(link), ATLAS)


@pytest.mark.parametrize("link", WRITTEN)
def test_a_link_that_was_written_opens_what_it_meant_and_is_written_alike(link: str) -> None:
    assert opened(link) == (WRITTEN[link], ())
    assert sorted(WRITTEN[link].to_query().items()) == sorted(parse_qsl(link))


@pytest.mark.parametrize("link", TAKEN)
def test_another_form_of_a_link_opens_the_same_view(link: str) -> None:
    assert opened(link) == opened(TAKEN[link])
    assert opened(link)[1] == ()
    assert urlencode(opened(link)[0].to_query(), safe=":,") == TAKEN[link].replace("%20", "+")


def test_the_border_is_looked_at_whether_an_old_link_says_so_or_a_new_one_says_nothing() -> None:
    old, new = (select(ATLAS, opened(link)[0]) for link in ("focus=place:tajik-afghan-border", ""))
    assert old.selection.in_focus == new.selection.in_focus
    assert old.passages == new.passages


@pytest.mark.parametrize("link", LINKS)
def test_the_exported_file_opens_it_as_the_app_does(link: str) -> None:
    cards = {s.focus: "a card" for s in WRITTEN.values() if s.focus}
    code = "(query, cards) => fromQuery(data, query, cards)"
    assert ask(file(ATLAS), code, parameters(link), cards) == plain(opened(link)[0])


def test_every_parameter_every_value_of_a_switch_and_every_kind_of_focus_has_a_link_that_was_written() -> (
    None
):
    written = [
        (key, value) for link in WRITTEN for key, values in parse_qsl(link) for value in values.split(",")
    ]
    of_stores = {"case"}  # others than the first are of one store: see test_session_cases.py
    assert {key for key, _ in written} | of_stores == {f.name for f in fields(Selection)}
    usual = {(key, values[0]) for key, values in SWITCHES.items()}
    assert {(key, v) for key, values in SWITCHES.items() for v in values} - usual <= set(written)
    kinds = {value.partition(":")[0] for key, value in written if key == "focus"}
    assert kinds == {"none", "place", "actor", "thing", "passage", "aid", "statement", "event", "body"}


def test_every_page_that_has_been_linked_to_is_there() -> None:
    assert set(PAGES) >= PATHS
