"""Who is named where: counts by voice and passage, actors crossed with topics, and those whom the article
never names."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import selections, shipped, small, with_tables

from data.atlas.atlas import Atlas
from data.query.actors import (
    aid_roles,
    by_voice,
    cooccurrence,
    counts_by_actor_and_passage,
    mentions_with_voice,
    never_named,
)
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import ROLES
from data.text.normalize import fold

ATLASES = [pytest.param(small(), id="tiny"), pytest.param(shipped(), id="shipped")]


def test_mentions_are_counted_by_the_voice_that_speaks_them() -> None:
    found = by_voice(select(small(), Selection()))
    assert found == {
        "sunland": {"attributed": 1, "author": 1},
        "moonland": {"author": 2},
        "minister": {"author": 1},
        "company": {"author": 1},
    }
    assert by_voice(select(small(), Selection(voices=("minister",)))) == {"sunland": {"attributed": 1}}


def test_mentions_are_counted_by_passage() -> None:
    found = counts_by_actor_and_passage(select(small(), Selection(actors=("moonland",))))
    assert found == {
        ("moonland", "note.p02"): {"author": 1},
        ("moonland", "note.p03"): {"author": 1},
        ("company", "note.p03"): {"author": 1},
        ("sunland", "note.p03"): {"author": 1},
    }


@pytest.mark.parametrize("atlas", ATLASES)
def test_every_mention_of_an_actor_is_counted_once(atlas: Atlas) -> None:
    view = select(atlas, Selection())
    mentions = sum(m.entity in atlas.actors for m in atlas.mentions.values())
    assert len(list(mentions_with_voice(view))) == mentions
    assert sum(counts.total() for counts in by_voice(view).values()) == mentions
    assert (
        sum((Counter(counts) for counts in counts_by_actor_and_passage(view).values()), Counter()).total()
        == mentions
    )


@pytest.mark.parametrize("atlas", ATLASES)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_cell_gives_what_choosing_its_actor_and_topic_gives(atlas: Atlas, data: st.DataObject) -> None:
    selection = data.draw(selections(atlas))
    found = cooccurrence(select(atlas, selection))
    for key in [*atlas.groups, *atlas.actors][::3]:
        for topic in atlas.topics:
            both = select(atlas, replace(selection, actors=(key,), topics=(topic,), match="any"))
            assert found.get((key, topic), 0) == len(both.passages), (key, topic)


@pytest.mark.parametrize("atlas", ATLASES)
def test_an_alleged_actor_is_in_no_sides_row(atlas: Atlas) -> None:
    alleged = {key for key, actor in atlas.actors.items() if actor.alleged}
    rest = with_tables(atlas, mentions={key: m for key, m in atlas.mentions.items() if m.entity in alleged})
    assert {key for key, _ in cooccurrence(select(rest, Selection()))} == alleged


def test_a_body_counts_for_the_entities_that_it_is_or_belongs_to() -> None:
    row = next(iter(small().aid.values()))
    atlas = replace(
        small(), aid={"a": row.model_copy(update={"id": "a", "donor": "office", "recipient": "giver"})}
    )
    assert {role: [r.id for r in rows] for role, rows in aid_roles(atlas, "moonland").items()} == {
        "donor": ["a"]
    }
    assert set(aid_roles(atlas, "giver")) == {"agency", "implementer", "recipient"}
    assert aid_roles(atlas, "minister") == {}


def test_who_the_article_never_names() -> None:
    found = never_named(select(small(), Selection()))
    assert {key: dict(entry.aid) for key, entry in found.items()} == {
        "giver": {role: ["boxes"] for role in ROLES}
    }
    assert found["giver"].records == ("boxes",)
    atlas = with_tables(
        small(), mentions={key: m for key, m in small().mentions.items() if m.entity != "minister"}
    )
    assert never_named(select(atlas, Selection()))["minister"].events == ["visit"]
    assert never_named(select(small(), Selection(since=2021))) == {}


def test_no_one_said_to_be_unnamed_is_in_the_articles_words() -> None:
    """Asked of the text, folded as the search folds it, not of the marked mentions."""
    atlas = shipped()
    names = {
        key: (atlas.entities.get(key) or atlas.bodies[key]).name_ar
        for key in never_named(select(atlas, Selection()))
    }
    assert len(names) > 20
    texts = {passage: " ".join(fold(text).text.split()) for passage, text in atlas.texts.items()}
    assert {
        key: p for key, words in names.items() for p, text in texts.items() if fold(words).text in text
    } == {}
    assert any(fold("مجموعة العشرين").text in text for text in texts.values()), (
        "the way of asking finds nothing at all"
    )


def test_the_filters_choose_the_records_that_are_looked_at() -> None:
    found = never_named(select(shipped(), Selection(donors=("japan",))))
    assert "japan" in found
    assert {record for entry in found.values() for record in entry.records} <= {
        r.id for r in shipped().aid.values() if r.donor == "japan"
    }
