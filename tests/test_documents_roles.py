"""Roles of the database: readers need one that reads and nothing else; whoever may makes the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from stores import empty, entry, postgres
from test_documents_log import ANNA, before_the_log, changed, marked
from test_session_app import _frame_first as _frame_first
from test_session_app import forget, open_app
from tiny import shipped

from data.documents.add import Given
from data.documents.add import entry as added
from data.documents.schema import META
from data.documents.store import Store, StoreDown

pytestmark = pytest.mark.slow
GRANTS = (
    "GRANT SELECT ON ALL TABLES IN SCHEMA public TO dalil_reader",
    "GRANT SELECT, INSERT ON acts TO dalil_editor",
    "GRANT SELECT, INSERT, UPDATE, DELETE"
    " ON version, cases, documents, rows, deleted, store_schema TO dalil_editor",
)


@dataclass
class Server:
    """One database, by the addresses of its owner, of an editors' instance and of a readers'."""

    owner: str
    editor: str
    reader: str

    def run(self, *statements: str) -> None:
        engine = create_engine(self.owner)
        with engine.begin() as link:
            for statement in statements:
                link.execute(text(statement))
        engine.dispose()


@pytest.fixture(scope="module")
def roles() -> Iterator[Server]:
    with postgres() as address:
        names = [
            make_url(address).set(username=name).render_as_string()
            for name in ("dalil_editor", "dalil_reader")
        ]
        server = Server(address, *names)
        server.run(
            "CREATE ROLE dalil_reader LOGIN",
            "CREATE ROLE dalil_editor LOGIN",
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        )
        yield server


@pytest.fixture
def server(roles: Server) -> Server:
    empty(roles.owner)
    return roles


def test_a_reader_of_a_store_without_tables_finds_nothing_and_makes_none(server: Server) -> None:
    reader = Store(server.reader)
    assert reader.version() == 0
    assert reader.overlay().documents == {}
    assert (reader.entries(), reader.list_deleted(), reader.log("a"), reader.extras()) == ([], [], [], {})
    assert reader.accepted.trouble == ""
    Store(server.owner).add([marked("a")])
    server.run(GRANTS[0])
    assert list(reader.overlay().documents) == ["a"], "it is there once it is made"


def test_a_reader_reads_everything_and_writes_nothing(server: Server) -> None:
    Store(server.owner).add([marked("a"), marked("b")], by=ANNA)
    server.run(*GRANTS)
    reader, editor = Store(server.reader), Store(server.editor)
    assert list(reader.overlay().documents) == ["a", "b"]
    own = reader.entry("a")
    assert own is not None
    assert reader.accepted.content("a").texts
    assert reader.accepted.folded_by_document().keys() == {"a", "b"}
    assert [one.who for one in reader.log("a")] == [ANNA.name]
    writes: list[Callable[[], int]] = [
        lambda: reader.add([entry("c")]),
        lambda: reader.change(own),
        lambda: reader.delete("a"),
        lambda: reader.restore("a"),
    ]
    for write in writes:
        with pytest.raises(StoreDown, match="permission denied"):
            write()
    changed(editor, "a", 0, ANNA, state="accepted")
    editor.delete("b", ANNA)
    assert list(reader.overlay().documents) == ["a"], "what editors write is there at once"
    editor.restore("b", ANNA)
    assert list(reader.overlay().documents) == ["a", "b"]


@pytest.mark.parametrize("statement", ["UPDATE acts SET who = 'x'", "DELETE FROM acts", "TRUNCATE acts"])
def test_not_even_the_editors_instance_changes_the_log(server: Server, statement: str) -> None:
    Store(server.owner).add([marked("a")], by=ANNA)
    server.run(*GRANTS)
    for address, why in ((server.editor, "permission denied"), (server.owner, "only added to")):
        engine = create_engine(address)
        with pytest.raises(Exception, match=why), engine.begin() as link:
            link.execute(text(statement))
        engine.dispose()


def test_a_reader_does_not_bring_up_a_store_and_says_who_must(server: Server) -> None:
    owner = Store(server.owner)
    before_the_log(owner)
    server.run(GRANTS[0])
    reader = Store(server.reader)
    with pytest.raises(StoreDown):
        reader.overlay()
    assert reader.accepted.trouble == "notice.store-older"
    owner.overlay()
    server.run(GRANTS[0])
    assert list(reader.overlay().documents) == ["old"]
    assert reader.accepted.trouble == ""
    assert len(META.sorted_tables) == 7


def test_the_app_of_readers_runs_on_a_role_that_only_reads(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, extras = added(shipped(), Given("For readers", "Blinken came to Dushanbe."), 0)
    owner = Store(server.owner)
    owner.add([own], extras, ANNA)
    owner.add([marked("gone")])
    owner.delete("gone", ANNA)
    server.run(*GRANTS)
    monkeypatch.setenv("DALIL_STORE", server.reader)
    monkeypatch.setenv("DALIL_ROLE", "reader")
    forget()
    key = own.document.id
    for page in ("map", "article"):
        assert open_app(page, lang="en", documents=key).multiselect(key="documents").value == [key], page
    app = open_app("documents", lang="en")
    assert app.button(key=f"only-{key}")
    drawn = {str(button.key).partition("-")[0] for button in app.button}
    assert not drawn & {"open", "delete", "restore", "ask"}
    assert not app.text_area
    assert shipped().text("en")("documents.lead-read") in " ".join(h.proto.body for h in app.get("html"))
    assert "store cannot be r" not in " ".join(h.proto.body for h in app.get("html"))
    forget()
