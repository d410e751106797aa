"""Takes the pictures of the README from the running app: `make pictures`. Needs Chromium, like the browser
tests."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from bench.servers import app, chromium
from data.load import load
from data.query.selection import Selection
from data.query.view import select
from export.order import Order
from export.pdf import pages as pdf
from export.webpage import page as html

OUT = Path(__file__).with_name("pictures")
STILLS = {
    "map-en-light": ("/?lang=en", "light", (1400, 900)),
    "map-ar-dark": ("/?lang=ar&focus=place:chaldovar", "dark", (1400, 900)),
    "article-ar-light": ("/article?lang=ar&focus=passage:issa-2023.p13", "light", (1400, 900)),
}
# The story on the whole screen of a projector: language and step, both languages at once.
TOLD = {"present-both": "/present?lang=ar&step=3&both=1"}
PAGES = (0, 1, 2, 4)  # of the PDF: the brief, the map, the figures, the statements
# What is clicked for the moving picture, one frame each: Chaldivar, a marked word, a passage, back to the
# border.
STEPS = (
    ".d-point[data-entity=chaldovar]",
    '[data-passage="issa-2023.p13"] mark[data-entity=ayvaj]',
    '[data-pick="passage:issa-2023.p13"]',
    ".d-map-starts .d-start:nth-of-type(3)",  # Badakhshan
    ".d-map-starts .d-start:nth-of-type(1)",  # the border
)


def open_page(browser: Browser, url: str, scheme: str, size: tuple[int, int]) -> Page:
    """A page with its map ready and its labels placed."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(url)
    page.wait_for_selector(".d-map[data-state=ready]")
    page.wait_for_timeout(2500)
    return page


def present(browser: Browser, address: str) -> None:
    """The story as an audience sees it."""
    for name, path in TOLD.items():
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        page.goto(address + path)
        page.wait_for_selector(".d-slide h1")
        page.wait_for_timeout(4000)
        save(page.screenshot(), OUT / f"{name}.png", 1400)
        page.close()


def left_behind(browser: Browser, order: Order) -> None:
    """The one HTML file opened from disk with the network off, its story too; pages of the PDF side by
    side."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "dalil.html"
        file.write_text(html.webpage_file(order), encoding="utf-8")
        context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
        page = context.new_page()
        page.goto(f"{file.as_uri()}#lang=en&focus=place:chaldovar")
        page.wait_for_selector("html[data-state=ready] .d-map[data-state=ready]")
        page.wait_for_timeout(2500)
        save(page.screenshot(), OUT / "file-en.png")
        context.close()
    document = pypdfium2.PdfDocument(pdf.pdf_file(Order(order.view, ("ar",))))
    pages = [document[n].render(scale=1.4).to_pil() for n in PAGES]
    height = max(page.height for page in pages)
    sheet = Image.new(
        "RGB", (sum(page.width for page in pages) + 16 * (len(pages) + 1), height + 32), "#8A8F98"
    )
    left = 16
    for page_ in pages:
        sheet.paste(page_, (left, 16))
        left += page_.width + 16
    out = io.BytesIO()
    sheet.save(out, "PNG")
    save(out.getvalue(), OUT / "pages-ar.png", 1800)


def main() -> None:
    """Take the stills and the moving picture of the main job."""
    OUT.mkdir(exist_ok=True)
    with app("app.py") as (address, _), sync_playwright() as play:
        browser = chromium(play)
        for name, (path, scheme, size) in STILLS.items():
            save(open_page(browser, address + path, scheme, size).screenshot(), OUT / f"{name}.png")
        present(browser, address)
        atlas = load()
        left_behind(
            browser, Order(select(atlas, Selection()), ("en", "ar"), story=tuple(atlas.story.values()))
        )
        page = open_page(browser, f"{address}/?lang=en", "light", (1400, 900))
        frames = [page.screenshot()]
        for step in STEPS:
            page.eval_on_selector(step, "element => element.click()")
            page.wait_for_timeout(1800)
            frames.append(page.screenshot())
        pictures = [Image.open(io.BytesIO(frame)).convert("RGB").resize((1050, 675)) for frame in frames]
        pictures[0].save(
            OUT / "main-job.webp",
            save_all=True,
            append_images=pictures[1:],
            duration=1900,
            loop=0,
            quality=72,
        )


def save(raw: bytes, path: Path, most: int = 9999) -> None:
    """A PNG with a palette, at most so broad: a third of the size, and flat colours lose nothing one can
    see."""
    picture = Image.open(io.BytesIO(raw)).convert("RGB")
    picture.thumbnail((most, most), Image.Resampling.LANCZOS)
    picture.quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
