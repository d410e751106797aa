"""The whole way of an analyst in a real browser: a text is pasted, its marks put right, two statements written,
evidence set beside them, a record of aid tied, a translation brought, a pair of figures decided on; a slide shows
both sides; and the dossier brings all of it to another store, equal."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Server, Visit, Visitor, plain, until
from playwright.sync_api import Locator
from test_browser_desk import drag
from test_browser_documents import own as own
from test_browser_documents import page, paste, press, select_mark

from data.atlas.atlas import Atlas
from data.documents.store import Store
from data.i18n import Text
from data.tables.model import Corroboration, Evidence, Statement
from data.tables.model.comparisons import ComparedPair
from data.tables.model.translations import OwnTranslation
from data.tables.vocab import LANGS, Lang

GIVEN = "قدمت الولايات المتحدة لطاجيكستان أكثر من 300 مليون دولار"
CAME = "زار أنتوني بلينكن دوشنبه"
TEXT = f"""ورقة عن الحدود
{GIVEN} منذ عام 2002.
و{CAME} وتحدث عن إشكاشم."""
TRANSLATION = "The United States gave over $300 million.\nBlinken came to Dushanbe."
RECORD = "us-cumulative-300m-2021"


def button(window: Visit, name: str) -> Locator:
    """A button by its whole name."""
    return window.page.get_by_role("button", name=name, exact=True).first


def choose(window: Visit, box: Locator, words: str) -> None:
    """Type into a pick list, and take what it offers first."""
    box.locator("input").first.click()
    window.page.keyboard.type(words)
    window.page.locator("[role=option]").first.wait_for()
    window.page.keyboard.press("Enter")
    window.idle()


def state(window: Visit, t: Text, words: str, says: str) -> None:
    """Make a statement of words of the text."""
    drag(window, words)
    window.page.locator(".st-key-state button").wait_for()
    window.idle()
    window.page.locator(".st-key-state button").click()
    window.page.get_by_label(t("ledger.field-says"), exact=True).fill(says)
    window.page.get_by_label(t("ledger.field-would-change"), exact=True).fill("سجل منشور")
    button(window, t("ledger.save")).click()
    window.page.locator(".st-key-add-evidence button").wait_for()
    window.idle()


def to_marks(window: Visit, t: Text) -> None:
    """Leave the statements for the marks."""
    way = window.page.get_by_role("button", name=t("ledger.to-marks"), exact=True)
    way.first.click()
    way.first.wait_for(state="detached")
    window.idle()


def rows(kept: Store, kind: type[Any]) -> list[Any]:
    """The rows of a kind that came with the documents of a store."""
    return [e.row for extras in kept.extras().values() for e in extras if isinstance(e.row, kind)]


def whole(kept: Store) -> list[Any]:
    """Everything that a dossier carries of a store, in an order of its own; who decided stays at home."""
    found: list[Any] = []
    for document, _ in kept.entries():
        entry = kept.entry(document.id)
        assert entry
        found.append((document, entry.content.texts, entry.content.figures, entry.review))
    brought = sorted(
        (
            e.kind,
            e.key,
            str(e.row.model_copy(update={"by": ""}) if isinstance(e.row, ComparedPair) else e.row),
        )
        for extras in kept.extras().values()
        for e in extras
    )
    return [*found, *brought]


def begin_evidence(window: Visit, t: Text, relation: str, says: str) -> None:
    """Open the form of evidence on the statement that is looked at, and say what it says."""
    window.page.get_by_text(t(f"bears.{relation}"), exact=True).first.click()
    window.page.get_by_label(t("ledger.field-evidence"), exact=True).fill(says)


@pytest.mark.parametrize("lang", LANGS)
def test_from_a_pasted_text_to_a_slide_with_both_sides_and_to_another_store(
    lang: Lang, own: Server, visit: Visitor, atlas: Atlas, start: Callable[..., Server], tmp_path: Path
) -> None:
    window, t = page(visit, own, lang), atlas.text(lang)
    kept = Store(f"sqlite:///{tmp_path}/documents.sqlite")
    paste(window, TEXT)

    # marks put right
    button(window, t("review.accept-sure")).click()
    window.page.locator(".d-review mark.r-accepted").first.wait_for()
    window.idle()
    select_mark(window, "إشكاشم")
    press(window, "x", "rejected", "إشكاشم")
    select_mark(window, "إشكاشم")
    press(window, "a", "accepted", "إشكاشم")

    # a record of aid
    select_mark(window, "300 مليون دولار")
    if window.page.locator(".d-review mark.r-open", has_text="300").count():
        press(window, "a", "accepted", "300 مليون دولار")
    window.page.locator(f".st-key-tie-{RECORD} [class*=st-key-tie-supports] button").click()
    until(lambda: [row.aid for row in rows(kept, Corroboration)], [RECORD])
    window.idle()

    # two statements, each with evidence: a page, and a passage of the article
    state(window, t, GIVEN, "بلغت المساعدات 300 مليون دولار")
    window.page.locator(".st-key-add-evidence button").click()
    window.page.get_by_label(t("ledger.field-url"), exact=True).fill("https://example.org/aid?year=2021")
    window.page.get_by_label(t("ledger.field-title"), exact=True).fill("Aid since 2002")
    begin_evidence(window, t, "supports", "يذكر المبلغ نفسه")
    choose(window, window.page.locator("[class*=st-key-publisher-]"), "Radio Nobody")
    button(window, t("ledger.save")).click()
    until(lambda: [row.relation for row in rows(kept, Evidence)], ["supports"])
    window.idle()
    window.page.locator(".st-key-edit-statement button").click()
    window.page.get_by_role("radiogroup").get_by_text(t("assessment.supported"), exact=True).click()
    button(window, t("ledger.save")).click()
    until(lambda: [row.assessment for row in rows(kept, Statement)], ["supported"])
    window.idle()
    to_marks(window, t)
    state(window, t, CAME, "زار الوزير دوشنبه")
    window.page.locator(".st-key-add-evidence button").click()
    window.page.get_by_text(t("ledger.way-passage"), exact=True).click()
    window.page.locator("[class*=st-key-passage-]").wait_for()
    window.idle()
    choose(window, window.page.locator("[class*=st-key-passage-]"), t("passage.title", n=3))
    begin_evidence(window, t, "context", "يذكر المقال الزيارة")
    button(window, t("ledger.save")).click()
    until(lambda: sorted(str(row.passage) for row in rows(kept, Evidence)), ["None", "issa-2023.p03"])
    window.idle()
    to_marks(window, t)

    # a translation: one passage short at first, which loses nothing
    window.page.get_by_text(t("translation.title"), exact=True).click()
    box = window.page.get_by_label(t("translation.text"), exact=True)
    box.wait_for()
    box.fill(TRANSLATION.rpartition("\n")[0])
    window.page.get_by_text(t("translation.made-human"), exact=True).click()
    button(window, t("translation.save")).click()
    window.page.locator(".d-notice", has_text=re.compile(r"2.*1")).wait_for()
    window.idle()
    assert box.input_value() == TRANSLATION.rpartition("\n")[0]
    assert rows(kept, OwnTranslation) == []
    box.fill(TRANSLATION)
    button(window, t("translation.save")).click()
    until(lambda: [row.texts for row in rows(kept, OwnTranslation)], [tuple(TRANSLATION.split("\n"))])
    window.idle()

    # a pair of figures, and a slide that shows both sides
    ((document, _),) = kept.entries()
    window.page.goto(f"{own.url}/compare?lang={lang}&compared=issa-2023,{document.id}")
    window.page.locator(".d-comparison").wait_for()
    window.idle()
    window.page.get_by_role("radiogroup").get_by_text(
        t("compare.verdict-no-contradiction"), exact=True
    ).click()
    choose(window, window.page.locator("[class*=st-key-decision-reason]"), t("compare.reason-period"))
    button(window, t("compare.save")).click()
    window.page.locator(".d-decided").wait_for()
    window.idle()
    ((pair),) = rows(kept, ComparedPair)
    assert (pair.verdict, pair.reason) == ("no-contradiction", "period")
    window.page.locator(".st-key-pair-to-story button").click()
    until(
        lambda: f"comparison:{pair.id}" in (window.page.evaluate("localStorage.getItem('dalil-story')") or "")
    )
    window.page.goto(f"{own.url}/present?lang={lang}&story=mine&step=1")
    slide = window.page.locator(".d-stage .d-slide-comparison")
    slide.wait_for()
    assert [plain(text) for text in slide.locator("mark").all_text_contents()] == [
        "أكثر من 330 مليون دولار",
        "أكثر من 300 مليون دولار",
    ]
    said = plain(slide.inner_text())
    for words in ("compare.verdict-no-contradiction", "compare.reason-period", "compare.own"):
        assert plain(t(words)) in said
    boxes = [side.bounding_box() for side in slide.locator(".d-sides .d-said").all()]
    assert all(box and box["width"] > 100 and box["height"] > 40 for box in boxes)

    # the dossier out, and into another store
    window.page.goto(f"{own.url}/documents?lang={lang}")
    save = window.page.locator(".st-key-dossier-save button")
    save.wait_for()
    window.idle()
    with window.page.expect_download() as saving:
        save.click()
    file = tmp_path / "dalil-dossier.jsonl.gz"
    saving.value.save_as(file)
    (tmp_path / "other").mkdir()
    there = start(store=f"sqlite:///{tmp_path}/other/documents.sqlite")
    other = page(visit, there, lang)
    other.page.locator("input[type=file]").last.set_input_files(file)
    button(other, t("dossier.load")).click()
    copy = Store(f"sqlite:///{tmp_path}/other/documents.sqlite")
    until(lambda: len(copy.entries()), 1)
    other.idle()
    until(
        lambda: f"comparison:{pair.id}" in (other.page.evaluate("localStorage.getItem('dalil-story')") or "")
    )
    assert whole(copy) == whole(kept)
    other.page.goto(
        f"{there.url}/article?lang={lang}&documents={document.id}&focus=passage:{document.id}.p02"
    )
    other.page.locator(".d-english", has_text="The United States gave").wait_for()
    assert window.complaints() == other.complaints() == {}
