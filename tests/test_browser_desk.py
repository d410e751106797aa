"""Putting a document right in a real browser: words are selected with mouse and keys, become a mark, are put
right and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Server, Visit, Visitor, until
from test_browser_documents import own as own
from test_browser_documents import page, paste
from test_compare_several import WRITTEN

from data.atlas.atlas import Atlas
from data.documents.ledger.statements import statement_row
from data.documents.review.suggestion import Suggestion, suggestions_of
from data.documents.store import Store
from data.tables.vocab import Lang

TEXT = "قافلة 🐫 على الطريق\nباعت لكمار 40 بغلاً في السوق. ولم يدفع أحد ثمن التبن."
FIGURE = "40 بغلاً"
DRAG = """words => {
  const quote = [...document.querySelectorAll('.d-review .d-quote')].find(one => one.textContent.includes(words));
  const walker = document.createTreeWalker(quote, NodeFilter.SHOW_TEXT), range = document.createRange();
  const start = quote.textContent.indexOf(words);
  const at = count => {
    let left = count;
    walker.currentNode = quote;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (left <= node.data.length) return [node, left];
      left -= node.data.length;
    }
  };
  range.setStart(...at(start));
  range.setEnd(...at(start + words.length));
  const r = range.getBoundingClientRect(), rtl = getComputedStyle(quote).direction === 'rtl';
  const middle = (r.top + r.bottom) / 2; // begun a little within the words, where a mark that takes the focus lets none be selected
  return rtl ? [r.right - 3, r.left + 1, middle] : [r.left + 3, r.right - 1, middle];
}"""

IN_SIGHT = """() => {
  const mark = document.querySelector('.d-review .r-here').getBoundingClientRect();
  const desk = document.querySelector('[data-testid=stColumn]:has(.st-key-desk)').getBoundingClientRect();
  const below = desk.left < mark.right && mark.left < desk.right ? desk.top : innerHeight;
  return mark.top >= 40 && mark.bottom <= below;
}"""


def drag(window: Visit, words: str) -> None:
    """Select words of the text with the mouse."""
    window.page.locator(".d-review .d-quote", has_text=words).first.scroll_into_view_if_needed()
    before, at = None, window.page.evaluate(DRAG, words)
    while at != before:  # what stood above the text has gone
        window.page.wait_for_timeout(400)
        before, at = at, window.page.evaluate(DRAG, words)
    start, end, y = at
    window.page.mouse.move(start, y)
    window.page.mouse.down()
    window.page.mouse.move((start + end) / 2, y)
    window.page.mouse.move(end, y)
    window.page.mouse.up()


def figures(kept: Store) -> list[Suggestion]:
    """The figures of the only document, as the store has them."""
    ((document, _),) = kept.entries()
    entry = kept.entry(document.id)
    assert entry is not None
    return [m for m in suggestions_of(entry) if m.kind == "figure"]


def test_words_become_a_figure_that_is_put_right_and_taken_back(
    own: Server, visit: Visitor, atlas: Atlas, tmp_path: Path
) -> None:
    window, kept, t = (
        page(visit, own, "ar"),
        Store(f"sqlite:///{tmp_path}/documents.sqlite"),
        atlas.text("ar"),
    )
    paste(window, TEXT)
    before = figures(kept)
    drag(window, FIGURE)
    window.page.get_by_text(t("review.what-is")).wait_for()
    window.idle()
    assert (
        window.page.evaluate("CSS.highlights.get('d-selected')?.values().next().value.toString()") == FIGURE
    )
    value = window.page.get_by_label(t("review.value"), exact=True)
    assert value.input_value() == "40", "the reader of figures proposes it"
    value.fill("٤٢")
    window.page.get_by_role("button", name=t("review.mark"), exact=True).click()
    until(lambda: [(m.state, m.value) for m in figures(kept)], [("accepted", "42")])
    window.page.locator(".d-review mark.r-accepted.r-here", has_text="40").first.wait_for()
    window.idle()
    assert not window.page.evaluate("CSS.highlights.has('d-selected')")
    window.page.get_by_text(t("review.put-right"), exact=True).click()
    unit = window.page.get_by_label(t("review.unit"), exact=True)

    def typed() -> str:
        unit.fill("بغل")
        window.idle()
        return unit.input_value()

    until(typed, "بغل")
    window.page.get_by_role("button", name=t("review.accept-so")).click()
    until(lambda: [(m.more or {})["unit"] for m in figures(kept)], ["بغل"])
    window.idle()
    for _ in range(2):
        window.page.get_by_role("button", name=t("review.undo")).click()
        window.idle()
    until(lambda: figures(kept), before)
    assert window.complaints() == {}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_title_that_is_half_written_stays_when_another_window_changes_it(
    lang: Lang, own: Server, visit: Visitor, atlas: Atlas
) -> None:
    one, t = page(visit, own, lang), atlas.text(lang)
    paste(one, TEXT)
    two = page(visit, own, lang)
    two.page.get_by_role("button", name=t("documents.review"), exact=True).click()
    for window in (two, one):
        window.page.get_by_text(t("review.about"), exact=True).click()
        window.idle()
    box = two.page.get_by_label(t("documents.title"), exact=True).first
    box.fill("Two")
    one.page.get_by_label(t("documents.title"), exact=True).first.fill("One")
    one.page.get_by_role("button", name=t("review.about-save"), exact=True).click()
    one.page.locator(".d-notice", has_text=t("review.described")).wait_for()
    two.page.get_by_role("button", name=t("review.next")).click()
    two.page.locator(".st-key-desk .d-notice", has_text="One").wait_for()
    two.idle()
    assert box.is_visible(), "the fold stays open"
    assert box.input_value() == "Two"
    for told in ("One", t("review.described")):
        two.page.get_by_role("button", name=t("review.about-save"), exact=True).click()
        two.page.locator(".st-key-desk-told .d-notice", has_text=told).wait_for()
        two.idle()
        assert box.input_value() == "Two"
    assert one.complaints() == two.complaints() == {}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_statements_of_the_document_stand_at_the_desk_to_pick(
    lang: Lang, own: Server, visit: Visitor, atlas: Atlas, tmp_path: Path
) -> None:
    window, kept = page(visit, own, lang), Store(f"sqlite:///{tmp_path}/documents.sqlite")
    t = atlas.text(lang)
    paste(window, TEXT)
    window.page.get_by_text(t("ledger.list", count=t.count("statements", 0))).click()
    window.page.get_by_text(t("ledger.hint")).wait_for()
    ((document, _),) = kept.entries()
    entry = kept.entry(document.id)
    assert entry is not None
    kept.change(entry, [statement_row(atlas, entry, WRITTEN | {"passage": 0, "start": 0, "end": 5}, set())])
    window.page.reload()
    window.page.get_by_role("button", name=t("documents.review"), exact=True).click()
    window.page.locator(".st-key-desk .d-states button", has_text=WRITTEN[f"says_{lang}"]).click()
    window.page.get_by_role("button", name=t("ledger.add-evidence")).wait_for()
    assert window.complaints() == {}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_words_are_selected_with_keys(lang: Lang, own: Server, visit: Visitor, atlas: Atlas) -> None:
    window, t = page(visit, own, lang), atlas.text(lang)
    paste(
        window, TEXT if lang == "ar" else "A caravan\nLakmar sold 40 mules at the fair. Nobody paid for hay."
    )
    window.page.locator(".d-review .r-here", has_text="40").wait_for()
    before, number, noun = ("لكمار", "40", "بغلاً") if lang == "ar" else ("sold", "40", "mules")
    window.page.locator(".d-review").focus()
    on, back = ("ArrowLeft", "ArrowRight") if lang == "ar" else ("ArrowRight", "ArrowLeft")
    for key, words in ((on, number), (f"Shift+{on}", f"{number} {noun}"), (back, before), (on, number)):
        window.page.keyboard.press(key)
        assert window.page.evaluate("getSelection().toString().trim()") == words, key
    window.page.get_by_text(t("review.what-is")).wait_for()
    window.idle()
    assert window.page.locator(".st-key-desk").get_by_text(number).first.is_visible()
    window.page.get_by_role("button", name=t("review.unselect")).click()
    window.page.get_by_text(t("review.what-is")).wait_for(state="detached")
    assert window.complaints() == {}


@pytest.mark.parametrize("size", [(390, 844), (1366, 768)])
def test_the_mark_that_is_asked_about_is_in_sight_above_the_desk(
    size: tuple[int, int], own: Server, visit: Visitor
) -> None:
    window = page(visit, own)
    window.page.set_viewport_size({"width": size[0], "height": size[1]})
    paste(window, "\n".join(f"{'Nobody paid for hay. ' * 12}Then Orla Brenn{end} left." for end in "abcdef"))
    for _ in range(4):
        before = window.page.locator(".d-review .r-here").inner_text()
        window.page.locator("[class*=st-key-accept-] button").click()
        window.page.locator(".d-review .r-here").filter(has_not_text=before).wait_for()
        window.idle()
        until(lambda: bool(window.page.evaluate(IN_SIGHT)))
    assert window.complaints() == {}
