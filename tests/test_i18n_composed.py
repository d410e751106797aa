"""Sentences that functions put together of several: each written out in Arabic for none, one, two, three,
eleven and a hundred, and for feminine and masculine names."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from test_i18n_words import plain
from tiny import shipped

from data.i18n import Text
from data.query.describe import counted_apart, describe, describe_along_border
from data.query.selection import Selection
from data.tables.model import Aid
from export import about
from ui.html.comparison import pair as comparison
from ui.sentences import actors, aid

ROOT = Path(__file__).parents[1]
NUMBERS = (0, 1, 2, 3, 11, 100)
COMPOSING = ("ui/sentences/*.py", "data/query/describe.py", "export/about.py", "ui/html/comparison/*.py")
ELSEWHERE = {  # what composes no count, and what other tests compare with what is written out
    "filter_phrase": "test_i18n_words",
    "voices_line": "test_i18n_sentences",
    "actor_lines": "its lines are voices_line and one of arabic_sentences.csv",
    "sums_against_claim": "sums, and aid.equal of arabic_sentences.csv",
    "filters_applied": "one of arabic_sentences.csv with phrases",
    "as_of_comparison": "sums, and aid.cut-sum of arabic_sentences.csv",
    "rule_texts": "rules of the tables",
    "relation_counts": "rules.assessment-found of arabic_sentences.csv",
    "passage_citation": "author, title, date and passage, without a sentence",
    "quoted_at": "a link",
    "revision_lines": "revision.line of arabic_sentences.csv",
    "map_title": "no count and no name",
    "own_work": "no count and no name",
    "origin": "a name alone",
    "record_edition": "no count and no name",
    "edition_cell": "no count and no name",
    "decision_line": "compare.decided of arabic_sentences.csv",
    "comparison_head": "sentence, and compare.decided-count of arabic_sentences.csv",
    "added_documents_note": "_carried, titles and omitted_note",
    "unsummed_records": "HTML of headings and rows",
    "claims_vs_records_html": "HTML of claims_vs_records",
    "official_totals_html": "HTML of rows",
    "rules_html": "HTML of the tables",
    "comparison": "HTML of headings and quotations",
    "comparison_legend": "no count and no name",
    "on_subject": "HTML of compare.subject and compare.subject-answer of arabic_sentences.csv",
    "several_head": "HTML of several_answer",
    "with_overview": "HTML of comparison and overview",
    "overview": "HTML of headings, names and numbers",
    "several_answer": "compare.answer-several of arabic_sentences.csv",
    "verdict": "a verdict and a reason, neither with a count or a name",
    "because": "compare.because of arabic_sentences.csv",
    "step_title": "compare.step of arabic_sentences.csv",
    "pair_label": "a verdict, and quotations",
    "translation_label": "a series without a count; whose name it holds stands last",
}


def arabic() -> Text:
    """The Arabic interface."""
    return shipped().text("ar")


def records(n: int, **changes: Any) -> list[Aid]:
    """So many records of items that were handed over, each of 100,000 dollars."""
    one = next(row for row in shipped().aid.values() if row.sums and row.category == "training")
    told = {"usd": 1e5, "at_least": False} | changes
    return [one.model_copy(update={"id": f"item-{number}"} | told) for number in range(n)]


def view(passages: int = 0, **parts: Any) -> Any:
    """What the sentences read of a view of 200 passages."""
    atlas = SimpleNamespace(passages=dict.fromkeys(range(200)), documents={}, chainage={}, overlay=None)
    whole: dict[str, Any] = {
        "selection": Selection(text="حرس"),
        "passages": tuple(range(passages)),
        "aid": (),
        "certain_aid": (),
        "uncertain_aid": (),
        "undecided": (),
        "undecided_statements": (),
        "apart": {},
    }
    return SimpleNamespace(atlas=atlas, **whole | parts)


def summed(n: int) -> str:
    return " ".join(aid.sums(records(n), arabic()))


def broken_down(n: int) -> str:
    return aid.sum_breakdown(
        records(1) + [row.model_copy(update={"id": f"free-{row.id}"}) for row in unpriced(n)], arabic()
    )


def unpriced(n: int) -> list[Aid]:
    return records(n, usd=None, sums=False)


def unsettled(n: int) -> str:
    left = [row.id for row in records(n)]
    return aid.records_summary(
        view(selection=Selection(), aid=records(1), certain_aid=records(1), uncertain_aid=left), arabic()
    )


def as_donor(n: int) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(actors, "aid_roles", lambda *_: {"donor": unpriced(n)})
        return " ".join(actors.aid_lines(view(aid=unpriced(n)), "any", arabic()))


def found(n: int) -> str:
    return describe(view(n), arabic())


def left_elsewhere(n: int) -> str:
    return describe_along_border(view(1, aid=records(n)), arabic()).removeprefix(found(1) + " ")


def apart(n: int) -> str:
    passages = tuple(range(n))
    both = {"undated": set(passages), "unplaced": set(passages)}
    return counted_apart(view(undecided=passages, apart=both), "passages", arabic())


def statements_apart(n: int) -> str:
    own = tuple(SimpleNamespace(passage=number) for number in range(n))
    return counted_apart(
        view(undecided_statements=own, apart={"undated": set(range(n))}), "statements", arabic()
    )


def agreement(n: int) -> str:
    names = SimpleNamespace(both=tuple(range(n)))
    pairs = tuple(range(n))
    both = SimpleNamespace(places=names, actors=names, agreeing=pairs, differing=pairs, copies=pairs)
    return comparison.sentence(both, arabic())  # type: ignore[arg-type]


def omitted(n: int) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(about, "carried_overlay", lambda _: SimpleNamespace(curated_only=True, left=n))
        return about.omitted_note(shipped(), arabic())


WRITTEN: dict[str, tuple[Callable[[int], str], Sequence[str]]] = {
    "sums": (
        summed,
        (
            "",
            "البنود الأمنية: 100,000 دولار في بند واحد.",
            "البنود الأمنية: 200,000 دولار في بندين.",
            "البنود الأمنية: 300,000 دولار في 3 بنود.",
            "البنود الأمنية: 1.1 مليون دولار في 11 بنداً.",
            "البنود الأمنية: 10 ملايين دولار في 100 بند.",
        ),
    ),
    "sum_breakdown": (
        broken_down,
        [
            f"البنود الأمنية: 100,000 دولار في بند واحد. وتُرك خارج الجمع: {left}."
            for left in (
                "لا شيء",
                "سجل واحد بلا مبلغ منشور بالدولار",
                "سجلان بلا مبلغ منشور بالدولار",
                "3 سجلات بلا مبلغ منشور بالدولار",
                "11 سجلاً بلا مبلغ منشور بالدولار",
                "100 سجل بلا مبلغ منشور بالدولار",
            )
        ],
    ),
    "records_summary": (
        unsettled,
        [
            "البنود الأمنية: 100,000 دولار في بند واحد. وتُرك خارج الجمع: لا شيء." + more
            for more in (
                "",
                *(
                    f" على حدة وخارج كل مجموع: {n} (لا يُعرف من التاريخ أو المكان إن كان ضمن المختار)."
                    for n in ("سجل واحد", "سجلان", "3 سجلات", "11 سجلاً", "100 سجل")
                ),
            )
        ],
    ),
    "aid_lines": (
        as_donor,
        (
            "",
            "جهة مانحة في سجل واحد.",
            "جهة مانحة في سجلين.",
            "جهة مانحة في 3 سجلات.",
            "جهة مانحة في 11 سجلاً.",
            "جهة مانحة في 100 سجل.",
        ),
    ),
    "describe": (
        found,
        (
            "لا توجد فقرات مطابقة (من أصل 200): كلمات «حرس».",
            "تُعرض فقرة واحدة من أصل 200: كلمات «حرس».",
            "تُعرض فقرتان من أصل 200: كلمات «حرس».",
            "تُعرض 3 فقرات من أصل 200: كلمات «حرس».",
            "تُعرض 11 فقرة من أصل 200: كلمات «حرس».",
            "تُعرض 100 فقرة من أصل 200: كلمات «حرس».",
        ),
    ),
    "describe_along_border": (
        left_elsewhere,
        (
            "لا توجد سجلات مساعدات مطابقة لعوامل التصفية.",
            *(
                "لا توجد على الحدود سجلات مساعدات مطابقة لعوامل التصفية؛ وفي أماكن أخرى أو بلا مكان: " + n
                for n in ("سجل واحد.", "سجلان.", "3 سجلات.", "11 سجلاً.", "100 سجل.")
            ),
        ),
    ),
    "counted_apart": (
        apart,
        (
            "",
            *(
                f"وعلى حدة، لأن عوامل التصفية لا تحسم أمرها: {n} ({n} بلا حدث مؤرخ؛ {n} بلا موضع على الحدود)."
                for n in ("فقرة واحدة", "فقرتان", "3 فقرات", "11 فقرة", "100 فقرة")
            ),
        ),
    ),
    "counted_apart of statements": (
        statements_apart,
        (
            "",
            *(
                f"وعلى حدة، لأن عوامل التصفية لا تحسم أمرها: {n} بلا حدث مؤرخ."
                for n in ("قول واحد", "قولان", "3 أقوال", "11 قولاً", "100 قول")
            ),
        ),
    ),
    "sentence": (
        agreement,
        [
            f"المشترك بين الوثيقتين: {names}. أزواج الأرقام المتوافقة: {n}، والمختلفة: {n}."
            f" المواضع التي تكاد تتطابق لفظاً: {n}."
            for names, n in zip(
                (
                    "لا أماكن ولا جهات فاعلة",
                    "مكان واحد وجهة فاعلة واحدة",
                    "مكانان وجهتان فاعلتان",
                    "3 أماكن و3 جهات فاعلة",
                    "11 مكاناً و11 جهة فاعلة",
                    "100 مكان و100 جهة فاعلة",
                ),
                NUMBERS,
                strict=True,
            )
        ],
    ),
    "omitted_note": (
        omitted,
        [
            f"استُبعد من المعروض، بحسب الطلب: {n}"
            for n in ("لا وثائق", "وثيقة واحدة", "وثيقتان", "3 وثائق", "11 وثيقة", "100 وثيقة")
        ],
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_composed_sentence_agrees_for_any_count(name: str) -> None:
    compose, written = WRITTEN[name]
    assert [plain(compose(n)) for n in NUMBERS] == list(written)


def composing(pattern: str) -> set[str]:
    """The public functions of a module that make strings with the words of a language."""
    return {
        node.name
        for file in ROOT.glob(pattern)
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and any(arg.annotation and ast.unparse(arg.annotation) == "Text" for arg in node.args.args)
        and node.returns
        and ast.unparse(node.returns) in ("str", "list[str]", "tuple[str, list[tuple[str, str]]]")
    }


@pytest.mark.parametrize("pattern", COMPOSING)
def test_every_function_that_composes_sentences_is_written_out(pattern: str) -> None:
    names = composing(pattern)
    assert names
    assert names - WRITTEN.keys() - ELSEWHERE.keys() == set(), "write its right forms out in this file"
