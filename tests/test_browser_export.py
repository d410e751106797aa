"""The exported HTML file, opened from disk with the network off: pick, filter, language, charts, print; and
the same choices as data.select."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe import findings
from conftest import LIT, WAIT, plain, until
from playwright.sync_api import expect
from tiny import shipped

from data.i18n import name
from data.query.describe import describe
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import BORDER, LANGS, Lang
from export.order import Order
from export.webpage import page as html
from export.webpage.deck import story_deck
from ui.sentences.rules import ABOUT, About, rule_texts, rules_anchor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SUMMED_OR_ASSESSED: dict[About, str] = {"assessment": "statement:c06", "sums": "place:united-states"}
READY = "html[data-state=ready] .d-map[data-state=ready][data-received]"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The file of the opening view, and one that quotes the whole article."""
    folder = tmp_path_factory.mktemp("file")
    for key, whole in (("view", False), ("whole", True)):
        (folder / f"{key}.html").write_text(
            html.webpage_file(Order(select(shipped(), Selection()), LANGS, whole)), encoding="utf-8"
        )
    return {key: folder / f"{key}.html" for key in ("view", "whole")}


class Opened:
    """A file in a browser without network, and what it complained about or asked for."""

    def __init__(self, browser: Browser, path: Path, size: tuple[int, int] = (1400, 900), fragment: str = ""):
        self.context = browser.new_context(viewport={"width": size[0], "height": size[1]}, offline=True)
        self.complaints: list[str] = []
        self.context.expose_binding(
            "dalilViolation", lambda _source, what: self.complaints.append(f"policy: {what}")
        )
        self.context.add_init_script(
            "document.addEventListener('securitypolicyviolation', (e) => window.dalilViolation(`${e.violatedDirective} ${e.blockedURI}`));"
        )
        self.context.on(
            "request",
            lambda r: (
                None
                if r.url.startswith(("file:", "data:", "blob:"))
                else self.complaints.append(f"asked: {r.url}")
            ),
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(WAIT)
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(path.as_uri() + fragment)
        self.page.locator(READY).wait_for()

    def panel(self) -> list[str]:
        found: list[str] = self.page.evaluate(
            "[...document.querySelectorAll('.d-reader [data-passage]')].map((p) => p.dataset.passage)"
        )
        return found

    def title(self) -> str:
        return plain(self.page.locator(".d-card h2 bdi").first.inner_text())

    def sentence(self) -> str:
        return plain(self.page.locator(".x-head:not([hidden]) .d-shown").inner_text())


@pytest.fixture
def opened(browser: Browser, files: dict[str, Path]) -> Iterator[Any]:
    """Opens one of the files; afterwards nothing may have been asked for or complained about."""
    every: list[Opened] = []

    def open_(key: str = "view", **options: Any) -> Opened:
        every.append(Opened(browser, files[key], **options))
        return every[-1]

    yield open_
    complaints = [c for one in every for c in one.complaints]
    for one in every:
        one.context.close()
    assert complaints == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("about", ABOUT)
def test_an_assessment_and_a_sum_lead_to_their_rules_in_the_file(
    opened: Any, about: About, lang: Lang
) -> None:
    reader = opened(fragment=f"#lang={lang}&focus={SUMMED_OR_ASSESSED[about]}")
    section = reader.page.locator(f"#{rules_anchor(about, lang)}")
    expect(section).to_be_hidden()
    reader.page.locator(f".d-reader a.d-rule[href$='#{rules_anchor(about, lang)}']").first.click()
    expect(section).to_be_in_viewport()
    first_rule = rule_texts(shipped(), about, shipped().text(lang))[1][0][0]
    expect(section).to_contain_text(first_rule)


@pytest.mark.parametrize("lang", LANGS)
def test_it_opens_without_a_network_and_a_pick_leads_to_its_passages(opened: Any, lang: Lang) -> None:
    reader = opened()
    reader.page.locator(f"[data-speak={lang}]").click()
    until(reader.title, name(shipped().entities[BORDER], lang))
    assert reader.panel() == ["issa-2023.p17"]
    reader.page.locator('.d-point[data-entity="chaldovar"] .d-sign').click()
    heading = reader.page.locator(".d-pile p")
    assert plain(heading.inner_text()) == {"en": "3 places here", "ar": "هنا 3 أماكن"}[lang]
    reader.page.locator('.d-pile [data-entity="chaldovar"]').click()
    until(reader.panel, ["issa-2023.p12", "issa-2023.p13"])
    assert reader.title() == name(shipped().entities["chaldovar"], lang)
    assert reader.page.evaluate(LIT) == ["chaldovar"]
    css, texts = {"ar": (".d-quote", shipped().texts), "en": (".d-english", shipped().translations)}[lang]
    quote = plain(reader.page.locator(f"[data-passage='issa-2023.p12'] {css}").inner_text())
    assert plain(texts["issa-2023.p12"])[:40] in quote
    reader.page.locator(".d-card .d-close").click()
    until(lambda: len(reader.panel()), len(shipped().passages))


def test_filters_by_actor_and_topic_change_the_sentence_the_points_and_the_passages(opened: Any) -> None:
    reader = opened(fragment="#lang=en&focus=none")
    for facet, value in (("topics", "border-security"), ("actors", "united-states")):
        reader.page.locator(f"[data-facet={facet}] > summary").click()
        reader.page.locator(f'[data-key="{facet}/{value}"]').check()
    view = select(shipped(), Selection(topics=("border-security",), actors=("united-states",), focus=""))
    until(reader.panel, list(view.passages))
    assert reader.sentence().startswith(plain(describe(view, view.atlas.text("en"))))
    assert "topics=border-security" in reader.page.evaluate("location.hash")
    reader.page.go_back()
    until(reader.panel, list(select(shipped(), Selection(topics=("border-security",), focus="")).passages))
    reader.page.keyboard.press("Escape")  # closes the open list, which lies over what follows
    reader.page.locator("[data-key=clear]").click()
    until(lambda: len(reader.panel()), len(shipped().passages))


def test_a_link_with_a_fragment_opens_the_same_view(opened: Any) -> None:
    reader = opened(fragment="#lang=en&topics=tajik-politics&focus=place:gbao")
    assert reader.title() == shipped().entities["gbao"].name_en
    assert reader.page.locator("html").get_attribute("dir") == "ltr"
    view = select(shipped(), Selection(topics=("tajik-politics",), focus="place:gbao"))
    assert reader.panel() == list(view.panel)
    assert reader.sentence().startswith(plain(describe(view, view.atlas.text("en"))))


def test_the_words_it_was_made_with_stay_and_can_be_dropped(browser: Browser, tmp_path: Path) -> None:
    selection = Selection(text="border", focus="")
    path = tmp_path / "words.html"
    path.write_text(html.webpage_file(Order(select(shipped(), selection), ("en",))), encoding="utf-8")
    reader = Opened(browser, path)
    assert reader.panel() == list(select(shipped(), selection).passages)
    reader.page.locator("[data-key=clear]").click()
    until(lambda: len(reader.panel()), len(shipped().passages))
    assert reader.complaints == []
    reader.context.close()


def test_words_that_were_looked_for_are_lit_where_they_stand(opened: Any) -> None:
    reader = opened("whole", fragment="#lang=en&focus=none&text=Ayvaj")
    view = select(shipped(), Selection(text="Ayvaj", focus=""))
    until(reader.panel, list(view.passages))
    lit = reader.page.evaluate("[...CSS.highlights.get('dalil-hit')].map((range) => range.toString())")
    wanted = [
        text[start:end]
        for p, hits in view.hits.items()
        for text, spans in ((shipped().texts[p], hits.text), (shipped().translations[p], hits.translation))
        for start, end in spans
    ]
    assert sorted(lit) == sorted(wanted)


@pytest.mark.parametrize("lang", LANGS)
def test_scale_and_border_of_the_map_are_named_in_the_language_of_the_reader(opened: Any, lang: Lang) -> None:
    page, t = opened(fragment=f"#lang={lang}").page, shipped().text(lang)
    until(lambda: page.locator(".leaflet-control-scale-line").inner_text().endswith(t("unit.km")))
    called = t.name(shipped().entities[BORDER])
    assert page.locator(".d-border-hit").first.get_attribute("aria-label") == called


@pytest.mark.parametrize("lang", LANGS)
def test_charts_are_drawn_and_a_bar_leads_to_its_record(opened: Any, lang: Lang) -> None:
    reader = opened(fragment=f"#lang={lang}")
    until(lambda: reader.page.locator(f'[data-lang="{lang}"] .x-chart .main-svg').count() >= 5)
    bar = reader.page.locator(f'.x-aid[data-lang="{lang}"] [data-chart="largest"] .barlayer .point path').last
    bar.scroll_into_view_if_needed()  # the bar: the chart is higher than some windows
    box = bar.bounding_box()
    assert box
    reader.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    until(lambda: "focus=aid%3A" in reader.page.evaluate("location.hash"))
    assert reader.page.locator(".d-card h2").count() == 1


@pytest.mark.parametrize("lang", LANGS)
def test_no_label_of_a_chart_is_cut(opened: Any, lang: Lang) -> None:
    reader = opened(fragment=f"#lang={lang}")
    until(lambda: reader.page.locator(f'[data-lang="{lang}"] .x-chart .main-svg').count() >= 5)
    cut = """(lang) => [...document.querySelectorAll(`[data-lang="${lang}"] .x-chart`)].flatMap((chart) => {
      const room = chart.getBoundingClientRect();
      return [...chart.querySelectorAll(".ytick text, .xtick text")].map((text) => [text.textContent, text.getBoundingClientRect()])
        .filter(([, box]) => box.left < room.left - 1 || box.right > room.right + 1).map(([text]) => text);
    })"""
    assert reader.page.evaluate(cut, lang) == []


@pytest.mark.parametrize(("lang", "size"), [("ar", (390, 844)), ("en", (390, 844)), ("ar", (1920, 1080))])
def test_nothing_is_wider_than_the_window(opened: Any, lang: Lang, size: tuple[int, int]) -> None:
    reader = opened(size=size, fragment=f"#lang={lang}")
    assert (
        reader.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        == 0
    )
    assert reader.page.evaluate("getComputedStyle(document.body).direction") == (
        "rtl" if lang == "ar" else "ltr"
    )
    assert reader.page.evaluate("getComputedStyle(document.querySelector('.d-map')).direction") == "ltr"


@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_nothing_in_the_file(opened: Any, lang: Lang) -> None:
    page = opened("whole", fragment=f"#lang={lang}").page
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(400)
        assert findings(page) == [], scheme


def test_print_leaves_the_controls_out(opened: Any) -> None:
    reader = opened(fragment="#lang=ar&focus=place:chaldovar")
    reader.page.emulate_media(media="print")
    assert reader.page.locator("#x-filters").is_hidden()
    assert reader.page.locator(".d-reader .d-quote").first.is_visible()
    assert reader.page.locator(".x-imprint:not([hidden])").is_visible()


def typed(page: Page, key: str, code: str) -> None:
    """A key of another keyboard layout: what it writes, and where it is."""
    event = "([key, code]) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }))"
    page.evaluate(event, [key, code])


@pytest.mark.parametrize(
    ("lang", "ahead", "back"), [("ar", "ArrowLeft", "ArrowRight"), ("en", "ArrowRight", "ArrowLeft")]
)
def test_the_story_is_told_by_keys_that_follow_the_reading_direction(
    browser: Browser, tmp_path: Path, lang: Lang, ahead: str, back: str
) -> None:
    steps = tuple(shipped().story.values())
    order = Order(
        select(shipped(), Selection()), (lang, *(other for other in LANGS if other != lang)), story=steps
    )
    path = tmp_path / "story.html"
    path.write_text(html.webpage_file(order), encoding="utf-8")
    reader = Opened(browser, path, size=(1920, 1080))
    stage = story_deck(order)
    assert stage
    texts = [plain(slide["title"]) for slide in stage["decks"][lang]["slides"]]
    talk = sum(not step.backup for step in steps)
    reader.page.locator("[data-story]:visible").click()

    def shown() -> str:
        return plain(reader.page.locator(".d-slide h1 .d-one").inner_text())

    until(shown, texts[0])
    for n, key in enumerate([ahead, "PageDown", " "], start=1):
        reader.page.keyboard.press(key)
        until(shown, texts[n])
    reader.page.keyboard.press(back)
    until(shown, texts[2])
    for key, code in (("٦", "Digit6"), ("Enter", "Enter")):
        typed(reader.page, key, code)
    until(shown, texts[5])
    assert "d-lit" in str(reader.page.locator('.d-point[data-entity="chaldovar"]').get_attribute("class"))
    reader.page.keyboard.press("End")
    until(shown, texts[talk - 1])
    typed(reader.page, "م", "KeyL")  # an Arabic keyboard
    assert reader.page.locator(".d-slide h1 .d-two").is_visible() == (lang == "en")  # Arabic, English, both
    for key, code in (("لا", "KeyB"), (".", "Period")):
        typed(reader.page, key, code)
        expect(reader.page.locator(".d-deck")).to_have_class(re.compile("d-dark"))
        reader.page.keyboard.press("PageUp")  # brings the picture back, and does not step
        expect(reader.page.locator(".d-deck")).not_to_have_class(re.compile("d-dark"))
    typed(reader.page, "خ", "KeyO")
    expect(reader.page.locator(".d-overview [data-slide]")).to_have_count(len(steps))
    reader.page.keyboard.press("Escape")
    with reader.page.expect_popup() as opened:
        reader.page.keyboard.press("p")
    expect(opened.value.locator("#now h1")).to_be_visible()
    opened.value.keyboard.press("PageUp")
    expect(reader.page.locator(".d-deck")).to_have_attribute("data-step", str(talk - 1))
    reader.page.reload()
    expect(reader.page.locator(".d-deck")).to_have_attribute("data-step", str(talk - 1))
    reader.page.keyboard.press("Escape")  # says that another press leaves
    reader.page.keyboard.press("Escape")
    until(lambda: reader.page.locator("#x-filters").is_visible())
    reader.page.go_back()
    expect(reader.page.locator(".d-deck")).to_have_attribute("data-step", str(talk - 1))
    notes = [getattr(step, f"notes_{lg}") for step in steps for lg in LANGS]
    assert [note for note in notes if note[:40] in path.read_text(encoding="utf-8")] == []
    assert reader.complaints == []
    reader.context.close()
