"""The app below a path of its host (`server.baseUrlPath`): pages, files, WebSocket, links, presentation and
downloads stay below it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from conftest import Server, Visitor, until
from test_browser_share import copied

from frame import PAGES
from server.headers import content_security_policy

BASE, PUBLIC = "/maps/dalil", "https://example.org/evidence"
REFUSED = """async (hosts) => {
  const refused = [];
  const note = (event) => refused.push(event.blockedURI);
  document.addEventListener("securitypolicyviolation", note);
  await Promise.all(hosts.map((host) => new Promise((done) => {
    setTimeout(done, 3000);  // some versions of Chromium say nothing to a link that the policy refuses
    try {
      const link = new WebSocket(`ws://${host}/_stcore/stream`, ["streamlit"]);
      link.onopen = link.onclose = () => { link.close(); done(); };
    } catch { done(); }
  })));
  await new Promise((done) => setTimeout(done, 100));
  document.removeEventListener("securitypolicyviolation", note);
  return refused;
}"""  # the WebSockets to these hosts that the policy keeps the page from
SHOWN = {"lang": "en", "topics": "border-security", "focus": "place:chaldovar"}


@pytest.fixture(scope="module")
def below(start: Callable[..., Server]) -> Iterator[Server]:
    """The app below a path of two parts, reached by people at another."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DALIL_PUBLIC_URL", PUBLIC)
        server = start(base=BASE)
    yield server
    server.stop()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        *((f"/{page}", 200) for page in PAGES[1:]),
        ("", 307),
        ("/map", 307),
        ("/aid/", 301),
        ("/health", 200),
        ("/_stcore/health", 200),
        ("/api/aid.json", 200),
        ("/none", 404),
        ("/article/none", 404),
    ],
)
def test_every_address_stands_below_the_path_and_none_beside_it(
    below: Server, path: str, status: int
) -> None:
    got, headers, _ = below.get(path)
    assert (path, got) == (path, status)
    own = f"127.0.0.1:{below.port}"
    assert headers["content-security-policy"] == content_security_policy(
        connect=f"'self' wss://{own} ws://{own}"
    )
    if status in (301, 307):
        assert urlsplit(headers["location"]).path == (f"{BASE}/aid" if path == "/aid/" else f"{BASE}/")
    if status == 404:
        assert f'href="{BASE}/?lang=ar"' in below.get(path)[2]


@pytest.mark.slow
def test_programs_are_told_where_the_tables_stand(below: Server) -> None:
    told = json.loads(below.get("/api/openapi.json")[2])
    assert told["servers"] == [{"url": f"{BASE}/"}]
    for path in [*told["paths"]][:2]:
        assert below.get(path)[0] == 200


@pytest.mark.slow
def test_what_a_page_names_is_there(below: Server) -> None:
    _, _, html = below.get("/article")
    named = re.findall(r'(?:src|href)="(/[^"]+|\./static/[^"]+)"', html)
    assert len(named) > 20
    for path in dict.fromkeys(named):
        path = path.removeprefix(".") if path.startswith(".") else path.removeprefix(BASE)
        assert below.get(path)[0] == 200, path


def test_a_reader_below_a_path_picks_turns_shares_presents_and_downloads(
    below: Server, visit: Visitor, tmp_path: Path
) -> None:
    reader = visit("en", at=below)
    asked: list[str] = []
    reader.context.on("request", lambda request: asked.append(request.url))
    reader.open(SHOWN)
    reader.page.locator("#d-first").wait_for(state="detached")
    reader.pick("ayvaj")
    assert reader.page.evaluate(REFUSED, [f"127.0.0.1:{below.port}{BASE}"]) == []
    others = ["127.0.0.1:9", "elsewhere.example"]
    assert reader.page.evaluate(REFUSED, others) == [f"ws://{host}/_stcore/stream" for host in others]
    assert all(any(host in error for host in others) for error in reader.errors)
    reader.errors.clear()
    link = copied(reader, "link")
    assert link.startswith(f"{PUBLIC}/?"), "the proxy knows it by another path"
    assert dict(parse_qsl(urlsplit(link).query)) == SHOWN | {"focus": "place:ayvaj"}
    reader.page.locator('.d-nav a[data-page="article"]').click()
    until(lambda: reader.path, f"{BASE}/article")
    reader.idle()
    reader.page.goto(f"{below.url}/present?lang=en&step=2")
    reader.page.locator(".d-stage h1").wait_for()
    reader.page.locator(".d-map[data-state=ready]").wait_for(state="attached")
    reader.page.goto(f"{below.url}/sources?lang=en")
    with reader.page.expect_download() as came:
        reader.page.locator(".st-key-download-xlsx button").first.click()
    came.value.save_as(tmp_path / "rows.xlsx")
    assert (tmp_path / "rows.xlsx").read_bytes().startswith(b"PK")
    again = reader.context.request.get(came.value.url)
    assert (again.status, again.body()) == (200, (tmp_path / "rows.xlsx").read_bytes())
    assert again.headers["cache-control"] == "private, no-store", "no proxy keeps what a session has made"
    paths = {urlsplit(url).path for url in asked if url.startswith("http")}
    assert [path for path in paths if not path.startswith(f"{BASE}/")] == []
    assert reader.complaints() == {"policy": [f"connect-src ws://{host}/_stcore/stream" for host in others]}
