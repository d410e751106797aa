"""Takes the pictures of the README from the running app: `make pictures`. Needs Chromium, like the browser tests."""

from __future__ import annotations

import io
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

OUT = Path(__file__).with_name("pictures")
ROOT = Path(__file__).parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
STILLS = {
    "map-en-light": ("/?lang=en", "light", (1400, 900)),
    "map-ar-dark": ("/?lang=ar&focus=place:chaldovar", "dark", (1400, 900)),
    "article-ar-light": ("/article?lang=ar&focus=passage:issa-2023.p13", "light", (1400, 900)),
    "phone-ar-light": ("/?lang=ar", "light", (390, 844)),
}
# What is clicked for the moving picture, one frame each: Chaldivar, a marked word, a passage, back to the border.
STEPS = (
    ".d-point[data-entity=chaldovar]",
    '[data-passage="issa-2023.p13"] mark[data-entity=ayvaj]',
    '[data-pick="passage:issa-2023.p13"]',
    ".st-key-start-badakhshan button",
    ".st-key-start-border button",
)


@contextmanager
def served() -> Iterator[str]:
    """The app on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.address", "127.0.0.1"]
    app = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)  # noqa: S310
                break
            except OSError:
                time.sleep(0.5)
        yield address
    finally:
        app.terminate()
        app.wait()


def open_page(browser: Browser, url: str, scheme: str, size: tuple[int, int]) -> Page:
    """A page with its map ready and its labels placed."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(url)
    page.wait_for_selector(".d-map[data-state=ready]")
    page.wait_for_timeout(2500)
    return page


def main() -> None:
    """Take the stills and the moving picture of the main job."""
    OUT.mkdir(exist_ok=True)
    chromium = shutil.which("chromium") or "chromium"
    with served() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, (path, scheme, size) in STILLS.items():
            save(open_page(browser, address + path, scheme, size).screenshot(), OUT / f"{name}.png")
        page = open_page(browser, f"{address}/?lang=en", "light", (1400, 900))
        frames = [page.screenshot()]
        for step in STEPS:
            page.eval_on_selector(step, "element => element.click()")
            page.wait_for_timeout(1800)
            frames.append(page.screenshot())
        pictures = [Image.open(io.BytesIO(frame)).convert("RGB").resize((1050, 675)) for frame in frames]
        pictures[0].save(OUT / "main-job.webp", save_all=True, append_images=pictures[1:], duration=1900, loop=0, quality=72)


def save(raw: bytes, path: Path) -> None:
    """A PNG with a palette: a third of the size, and flat colours lose nothing one can see."""
    Image.open(io.BytesIO(raw)).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
