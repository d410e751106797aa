"""The forms that make a record of aid of a figure of money, and an event of a date; and what was made."""

from __future__ import annotations

from functools import partial
from typing import Any, get_args

import streamlit as st

from data.atlas.atlas import Atlas
from data.documents.entities import LONGEST_NAME
from data.documents.ledger.bodies import ENTITY
from data.documents.ledger.records import records_in
from data.documents.ledger.written import LONGEST_LINE, LONGEST_TEXT
from data.documents.review.suggestion import Place, Suggestion
from data.documents.schema import Entry
from data.facts.origin import body_name
from data.i18n import Text
from data.i18n.isolates import isolate
from data.tables.model import Aid, Event
from data.tables.model.aid import OwnAid
from data.tables.vocab import LANGS, ROLES, Confidence, Status
from ui.sentences.rules import rules_link
from ui.session.pick_list import pick_list
from ui.session.review.desk.ledger import look_at
from ui.session.review.desk.records import delete_record, save_event, save_record
from ui.session.session import session
from ui.session.written import limit_field, write_line

CATEGORIES: tuple[str, ...] = get_args(Aid.model_fields["category"].annotation)
STATUSES: tuple[str, ...] = get_args(Status)
CONFIDENCES: tuple[str, ...] = get_args(Confidence)[::-1]
LONG = ("note",)  # fields that may hold several sentences


def show_making(atlas: Atlas, entry: Entry, mark: Suggestion, t: Text) -> None:
    """For an accepted figure: the form that makes a record of an amount, or an event of a date; of an amount
    of which a record was made, that it was."""
    if (mark.kind, mark.state) != ("figure", "accepted") or mark.what not in ("money", "date"):
        return
    place, words = (mark.passage, mark.start, mark.end), _words(entry, mark)
    passage = entry.block.passages[mark.passage]
    for row in records_in(atlas, entry.document.id):
        if isinstance(row, OwnAid) and (row.passages, row.look_for) == ((passage,), words):
            st.text(t("record.made", what=isolate(t.name(row, "what"))))
            return
    value = (mark.value or "").partition("/")[0]
    if mark.what == "money":
        with st.expander(t("record.make")):
            more = mark.more or {}
            given = {
                "usd": value if more.get("unit") == "USD" else "",
                "at_least": more.get("qualifier") in ("more than", "at least"),
                "amount_note": words,
            }
            _record_form(atlas, place, None, given, t)
    else:
        with st.expander(t("event.make")):
            _event_form(atlas, place, None, {"date": value}, t)


def written_anew(atlas: Atlas, entry: Entry, seen: OwnAid | Event, t: Text) -> None:
    """The form of the record or event that was `seen`, to be put right."""
    number = entry.block.passages.index(seen.passages[0])
    text = entry.content.texts[number]
    words = seen.look_for if isinstance(seen, OwnAid) else text
    start = max(text.find(words), 0)
    place = (number, start, min(start + len(words), len(text)))
    given = {name: value for name, value in seen.model_dump().items() if value is not None}
    if isinstance(seen, OwnAid):
        given["usd"] = f"{seen.usd:.2f}".removesuffix(".00") if seen.usd is not None else ""
        _record_form(atlas, place, seen, given, t)
    else:
        _event_form(atlas, place, seen, given, t)


def show_own_records(atlas: Atlas, entry: Entry, t: Text) -> None:
    """The records and events that were made of the document, each with buttons that open and delete it."""
    if not (rows := records_in(atlas, entry.document.id)):
        return
    with st.expander(t("record.list", count=t.number(len(rows)))):
        for row in rows:
            with st.container(border=True, key=f"record-{row.id}"):
                field = "what" if isinstance(row, OwnAid) else "title"
                when = t.date(row.date) if row.date else ""
                st.text(" · ".join(map(isolate, filter(None, (t.name(row, field), when)))))
                with st.container(horizontal=True):
                    st.button(
                        t("ledger.edit"),
                        on_click=look_at,
                        args=("", "record", row),
                        key=f"edit-record-{row.id}",
                    )
                    st.button(
                        t("ledger.delete"),
                        on_click=delete_record,
                        args=(row,),
                        key=f"delete-record-{row.id}",
                    )


def _words(entry: Entry, mark: Suggestion) -> str:
    return " ".join(entry.content.texts[mark.passage][mark.start : mark.end].split())


def _place(place: Place) -> dict[str, Any]:
    return dict(zip(("passage", "start", "end"), place, strict=True))


def _turn(place: Place, seen: OwnAid | Event | None) -> str:
    """What tells the widgets of one form from those of another, and of one that was written before."""
    return f"{session().review.written}-{seen.id if seen else '-'.join(map(str, place))}"


def _line(what: str, key: str, given: dict[str, Any], t: Text) -> dict[str, str]:
    """A line in each language, that of the reader first; what stands for both is written once."""
    found = {}
    alike = given.get(f"{what}_ar") == given.get(f"{what}_en")
    for lang in (t.lang, *(other for other in LANGS if other != t.lang)):
        label = t(f"record.field-{what.replace('_', '-')}")
        if lang != t.lang:
            label = t("ledger.in-language", field=label, language=t(f"lang.{lang}"))
        name = f"{what}_{lang}"
        written = "" if alike and lang != t.lang else given.get(name, given.get(what, ""))
        longest = LONGEST_TEXT if what in LONG else LONGEST_LINE
        found[name] = write_line(label, written, longest, f"{name}-{key}")
    return found


def _record_form(atlas: Atlas, place: Place, seen: OwnAid | None, given: dict[str, Any], t: Text) -> None:
    key = f"record-{_turn(place, seen)}"
    with st.form(key, border=False, enter_to_submit=False):
        values = _place(place) | _line("what", key, given, t) | _parties(atlas, key, given, t)
        left, right = st.columns(2)
        values["usd"] = left.text_input(t("record.field-usd"), given.get("usd", ""), key=f"usd-{key}")
        values["date"] = right.text_input(
            t("record.field-date"),
            given.get("date", ""),
            key=f"date-{key}",
            placeholder="2024-05-06",
        )
        values["at_least"] = st.checkbox(
            t("record.field-at-least"), given.get("at_least", False), key=f"at-least-{key}"
        )
        values |= _kind(key, given, t)
        values["place"] = pick_list(
            t("record.field-place"),
            atlas.places,
            given.get("place"),
            lambda place: t.name(atlas.entities[place]),
            f"at-{key}",
            t,
        )
        for what in ("district", "amount_note", "note"):
            values |= _line(what, key, given, t)
        values["sums"] = st.checkbox(t("record.field-sums"), given.get("sums", False), key=f"sums-{key}")
        st.html(rules_link("sums", t, apart=True))
        if st.form_submit_button(t("ledger.save"), type="primary"):
            save_record(values, seen)
            st.rerun()


def _parties(atlas: Atlas, key: str, given: dict[str, Any], t: Text) -> dict[str, Any]:
    """Who gives, spends, carries out and receives it: a body of the tables, a name that the documents have,
    or one that is written here."""
    been = {entity for body in atlas.bodies.values() if len(body.entities) == 1 for entity in body.entities}
    offered = [*atlas.bodies, *(f"{ENTITY}{entity}" for entity in atlas.actors if entity not in been)]
    for role in ROLES:
        limit_field(t(f"record.field-{role}"), LONGEST_NAME, f"{role}-{key}")
    return {
        role: pick_list(
            t(f"record.field-{role}"),
            offered,
            given.get(role),
            partial(_party, atlas, t),
            f"{role}-{key}",
            t,
            placeholder=t("ledger.new-name-hint"),
            accept_new_options=True,
        )
        for role in ROLES
    }


def _party(atlas: Atlas, t: Text, key: str) -> str:
    if key in atlas.bodies:
        return body_name(atlas, key, t)
    entity = atlas.entities.get(key.removeprefix(ENTITY))
    return t.name(entity) if entity else key


def _kind(key: str, given: dict[str, Any], t: Text) -> dict[str, Any]:
    """Which kind of aid it is, how far it has come, and how sure that is."""
    closed = {"category": CATEGORIES, "status": STATUSES, "confidence": CONFIDENCES}
    labels = {"confidence": t("ledger.field-confidence")}
    return {
        name: pick_list(
            labels.get(name) or t(f"record.field-{name}"),
            options,
            given.get(name),
            partial(_called, name, t),
            f"{name}-{key}",
            t,
        )
        for name, options in closed.items()
    }


def _called(name: str, t: Text, value: str) -> str:
    return t(f"{name}.{value}")


def _event_form(atlas: Atlas, place: Place, seen: Event | None, given: dict[str, Any], t: Text) -> None:
    key = f"event-{_turn(place, seen)}"
    with st.form(key, border=False, enter_to_submit=False):
        values = _place(place) | _line("title", key, given, t)
        values["date"] = st.text_input(t("record.field-date"), given.get("date", ""), key=f"date-{key}")
        for what, table in (("places", atlas.places), ("actors", atlas.actors)):
            values[what] = st.multiselect(
                t(f"record.field-{what}"),
                list(table),
                default=[one for one in given.get(what, ()) if one in table],
                key=f"{what}-{key}",
                format_func=lambda one: t.name(atlas.entities[one]),
                placeholder=t("lists.choose"),
                filter_mode="contains",
                select_all=False,
            )
        values |= _line("note", key, given, t)
        if st.form_submit_button(t("ledger.save"), type="primary"):
            save_event(values, seen)
            st.rerun()
