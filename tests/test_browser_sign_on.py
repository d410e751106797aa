"""Signing on with a real provider of OpenID Connect, in a browser: what a reader, a reviewer and an editor see
and may, and that a message which no page sends writes nothing."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from conftest import Server, Visit, Visitor, until
from playwright.sync_api import Browser
from streamlit.proto.WidgetStates_pb2 import WidgetState
from test_session_desk import put, the
from tiny import shipped

from bench.session import opened
from data.documents.people import Role
from data.documents.store import Store
from data.tables.vocab import LANGS, Lang

PEOPLE: dict[str, dict[str, Any]] = {
    "rana": {"email": "rana@example.org", "email_verified": True, "groups": ["all"]},
    "anna": {"email": "anna@example.org", "email_verified": True, "groups": ["all"]},
    "basim": {"email": "basim@example.org", "email_verified": True, "groups": ["all", "reviewers"]},
    "edda": {"email": "edda@example.org", "email_verified": True, "groups": ["all", "editors"]},
    "mallory": {"email": "anna@example.org", "email_verified": False, "groups": ["all"]},
}
ROLES: dict[str, Role] = {"rana": "reader", "anna": "reviewer", "basim": "reviewer", "edda": "editor"}
SECRETS = """[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "a long and random word, for the tests alone"
client_id = "dalil"
client_secret = "not asked for"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


class SignOnServer(Server):
    """The app with a sign-on: it knows its own address only once it has a port."""

    provider = ""

    def begin(self) -> Server:
        """Write what the app needs to know of the provider, and start it."""
        secrets = self.log.with_name("secrets.toml")
        secrets.write_text(SECRETS.format(app=self.url, provider=self.provider), encoding="utf-8")
        lists = {"DALIL_EDITORS": "editors", "DALIL_REVIEWERS": "anna@example.org, reviewers"}
        self.env |= {"STREAMLIT_SECRETS_FILES": str(secrets), **lists}
        return super().begin()


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    from oidc_provider_mock import User, run_server_in_thread  # type: ignore[import-untyped]

    users = [User(sub=name, claims=claims) for name, claims in PEOPLE.items()]
    with run_server_in_thread(user_claims=users) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="module")
def app(provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SignOnServer]:
    folder = tmp_path_factory.mktemp("sign-on")
    SignOnServer.provider = provider
    server = SignOnServer(folder / "log.txt", store=f"sqlite:///{folder}/documents.sqlite")
    try:
        server.wait()
        yield server
    finally:
        server.stop()


@pytest.fixture
def store(app: SignOnServer) -> Store:
    return Store(app.env["DALIL_STORE"])


def documents(visit: Visitor, app: Server, lang: Lang = "en") -> Visit:
    """A new window at the documents page."""
    window = visit(lang, at=app)
    return at_documents(window, lang)


def at_documents(window: Visit, lang: Lang = "en") -> Visit:
    window.page.goto(f"{window.server.url}/documents?lang={lang}")
    window.page.locator(".st-key-documents-find, .st-key-sign").first.wait_for()
    return window.idle()


def sign_on(window: Visit, name: str, lang: Lang = "en") -> Visit:
    """Through the provider's own page and back."""
    window.page.locator(".st-key-sign button").click()
    window.page.get_by_role("button", name=name, exact=True).click()
    returned(window)
    return at_documents(window, lang)


def returned(window: Visit) -> None:
    """Wait until provider and app have sent the browser where it was going."""
    window.page.wait_for_url(lambda url: url.startswith(window.server.url) and "oauth2" not in url)
    window.page.locator("[data-testid=stApp] .st-key-sign, [data-testid=stApp] .d-nav").first.wait_for()


def signed_in(window: Visit) -> bool:
    """Whether the browser holds the app's cookie of somebody who has signed on."""
    return any("auth" in cookie["name"] or "user" in cookie["name"] for cookie in own_cookies(window))


def own_cookies(window: Visit) -> list[Any]:
    return list(window.context.cookies([window.server.url]))


def keys(window: Visit, what: str) -> int:
    return window.page.locator(f"[class*=st-key-{what}]").count()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", list(ROLES))
def test_each_role_sees_what_it_may_after_signing_on_at_the_provider(
    visit: Visitor, app: SignOnServer, store: Store, name: str, lang: Lang
) -> None:
    key, role, t = put(store, title=f"For {name} {lang}"), ROLES[name], shipped().text(lang)
    window = documents(visit, app, lang)
    assert window.page.locator(".st-key-sign").inner_text().endswith(t("people.sign-on"))
    assert (keys(window, f"open-{key}"), keys(window, f"ask-{key}")) == (0, 0), "nobody yet"
    sign_on(window, name, lang)
    line = window.page.locator(".st-key-sign-on").inner_text()
    held = {cookie["name"]: (cookie["httpOnly"], cookie["sameSite"]) for cookie in own_cookies(window)}
    assert held.pop("_streamlit_xsrf")[1] == "Strict"
    assert set(held.values()) == {(True, "Lax")}, "those of the sign-on: scripts cannot read them"
    assert PEOPLE[name]["email"] in line
    assert t(f"people.{role}") in line
    assert bool(keys(window, f"open-{key}")) == (role != "reader")
    assert bool(keys(window, f"ask-{key}")) == (role == "editor")
    assert bool(window.page.locator("textarea").count()) == (role != "reader")
    assert bool(keys(window, "dossier-save")) == (role != "reader")
    if role != "reader":
        with window.page.expect_download() as saved:
            window.page.locator(".st-key-dossier-save button").click()
        assert saved.value.failure() is None
    load = window.page.get_by_role("button", name=t("dossier.load"), exact=True)
    assert load.count() == (role == "editor")
    assert keys(window, f"only-{key}") == 1, "everybody reads"
    window.page.locator(".st-key-sign button").click()
    window.page.wait_for_url(f"{SignOnServer.provider}/**")  # it is told too
    until(lambda: not signed_in(window))
    at_documents(window, lang)
    assert window.page.locator(".st-key-sign").inner_text().endswith(t("people.sign-on"))
    assert keys(window, f"open-{key}") == 0
    window.outside.clear()  # the provider is another host


def test_an_address_that_the_provider_has_not_proven_gives_no_role(
    visit: Visitor, app: SignOnServer, store: Store
) -> None:
    key = put(store, title="For nobody")
    window = sign_on(documents(visit, app), "mallory")
    assert shipped().text("en")("people.reader") in window.page.locator(".st-key-sign-on").inner_text()
    assert keys(window, f"open-{key}") == 0
    window.outside.clear()


def test_one_accepts_another_verifies_a_third_deletes_and_takes_it_back(
    visit: Visitor, app: SignOnServer, store: Store
) -> None:
    key, t = put(store, title="A document of three"), shipped().text("en")
    anna, basim = (sign_on(documents(visit, app), name) for name in ("anna", "basim"))
    khorog = the(store, key, "khorog", 0)
    for window in (anna, basim):
        window.page.locator(f".st-key-open-{key} button").click()
        window.page.locator(".d-review").wait_for()
        window.idle()
        window.page.locator(".d-review mark", has_text="Khorog").first.click()
        window.page.locator(".d-review mark.r-here", has_text="Khorog").first.wait_for()
        window.idle()
        if window is anna:
            window.page.get_by_role("button", name=t("review.accept"), exact=False).first.click()
            until(lambda: the(store, key, "khorog", 0).state, "accepted")
    basim.page.locator(".st-key-verify button").click()
    until(lambda: the(store, key, "khorog", 0).verified, "basim@example.org")
    who = [act.who for act in store.log(key, khorog.key)]
    assert who == ["basim@example.org", "anna@example.org"]
    edda = sign_on(documents(visit, app), "edda")
    edda.page.locator(f".st-key-ask-{key} button").click()
    edda.page.locator(f".st-key-delete-{key} button").click()
    until(lambda: store.entry(key), None)
    edda.page.locator(f".st-key-restore-{key} button").click()
    until(lambda: bool(store.entry(key)))
    assert the(store, key, "khorog", 0).verified == "basim@example.org"
    for window in (anna, basim, edda):
        window.outside.clear()


def test_a_message_that_no_page_sends_writes_nothing(
    browser: Browser, visit: Visitor, app: SignOnServer, store: Store
) -> None:
    key = put(store, title="Not to be touched")
    reader, editor = (session_of(sign_on(documents(visit, app), name)) for name in ("rana", "edda"))
    before = store.version(), store.entry(key)
    apart(forge(app, key, reader, editor))
    after = store.entry(key)
    assert before[1] is not None
    assert after is not None
    assert (store.version(), after.review) == (before[0], before[1].review)
    apart(delete(app, key, editor))
    assert store.entry(key) is None, "the same message of somebody who may is heard"


def apart(act: Coroutine[Any, Any, None]) -> None:
    """Run what waits for a server in a thread of its own: this one has a loop already, playwright's."""
    with ThreadPoolExecutor(1) as threads:
        threads.submit(asyncio.run, act).result()


def session_of(window: Visit) -> dict[str, Any]:
    """What a program needs to speak to the app as somebody who has signed on in this window."""
    window.outside.clear()
    held = {cookie["name"]: cookie["value"] for cookie in own_cookies(window)}
    cookies = "; ".join(f"{name}={value}" for name, value in held.items())
    headers = {"Cookie": cookies, "Origin": window.server.url}
    return {"headers": headers, "token": held["_streamlit_xsrf"]}


async def forge(app: Server, key: str, reader: dict[str, Any], editor: dict[str, Any]) -> None:
    """Send, as a reader, what an editor's page sends: its buttons' ids are no secret."""
    async with opened(app.url, "documents", "lang=en", **editor) as (allowed, _):
        ids = {name: shown.id for name, (shown, _) in allowed.elements.items() if hasattr(shown, "id")}
    async with opened(app.url, "documents", "lang=en", **reader) as (own, _):
        assert f"delete-{key}" in ids
        assert f"delete-{key}" not in own.elements
        for name in (f"delete-{key}", f"open-{key}"):
            await own.run(WidgetState(id=ids[name], trigger_value=True))
        assert f"only-{key}" in own.elements, "the page is as it was"


async def delete(app: Server, key: str, editor: dict[str, Any]) -> None:
    async with opened(app.url, "documents", "lang=en", **editor) as (own, _):
        await own.press(f"delete-{key}")


def test_who_comes_back_from_no_sign_on_is_sent_to_the_first_page(app: SignOnServer) -> None:
    status, headers, _ = app.get("/oauth2callback?code=x&state=y")
    assert status in (302, 307)
    assert headers["location"].endswith("/")
    assert os.environ.get("DALIL_EDITORS") is None, "what the tests set is the server's alone"
    assert Path(app.env["STREAMLIT_SECRETS_FILES"]).is_file()
