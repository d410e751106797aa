"""Two documents side by side: copied passages, figures and dates, names; and the case to learn from."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stores import entry, laid_over
from tiny import shipped

from data.atlas.atlas import Atlas
from data.atlas.join import join
from data.compare.comparison import Comparison, compare_documents, compared_documents
from data.compare.copies import ALIKE, FREQUENT, GAP, SHORTEST, Copy, PassageWords, copies
from data.compare.figures import same_amount
from data.compare.spoken import document_passages
from data.documents.dossier.first_case import FILE
from data.documents.dossier.first_case import first_case as packed_case
from data.documents.dossier.load import load_into
from data.documents.dossier.vetting import Notes
from data.documents.store import Store
from data.i18n.isolates import strip_isolates
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS
from data.text.normalize import fold
from geo.points import compared_points
from ui.html.comparison.pair import NAMED_BY, comparison, comparison_head, sentence

ARTICLE = "issa-2023"
WORD = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=3, max_size=8)
FRAME = "كتب محرر هذه الصفحة في باب آخر من الجريدة {} ثم مضى إلى شأن مختلف كل الاختلاف."


@pytest.fixture(scope="module")
def first_case(tmp_path_factory: pytest.TempPathFactory) -> tuple[Atlas, Notes]:
    """The article with the case to learn from, and what of that was not taken as it stands."""
    own, notes = Store(f"sqlite:///{tmp_path_factory.mktemp('case') / 'd.sqlite'}"), Notes()
    assert load_into(own, shipped(), packed_case(), notes) == (1, 0)
    return join(shipped(), own.overlay()), notes


@pytest.fixture(scope="module")
def found(first_case: tuple[Atlas, Notes]) -> Comparison:
    atlas, _ = first_case
    return compare_documents(atlas, *compared_documents(atlas, ()))


# copied passages


def stretch(copy: Copy, one: str, other: str) -> tuple[str, str]:
    """The words of both sides."""
    return one[copy.one.start : copy.one.end], other[copy.other.start : copy.other.end]


def test_a_quotation_within_other_words_is_found_though_six_words_are_left_out() -> None:
    longer = shipped().texts[f"{ARTICLE}.p06"]
    words = longer.split()
    shorter = FRAME.format(" ".join([*words[20:35], *words[41:]]))
    (copy,) = copies({"a": longer}, {"b": shorter})
    theirs, ours = stretch(copy, longer, shorter)
    assert theirs.split()[0] == ours.split()[0] == words[20]
    assert fold(theirs).text.endswith(fold(words[-1].strip(' ".')).text)
    left_out = [longer[start:end] for start, end in copy.one.differing]
    assert " ".join(left_out).split() == [word.strip('"') for word in words[35:41]]
    assert copy.other.differing == ()
    assert ALIKE <= copy.alike < 1


def test_both_paragraphs_of_the_article_that_an_agency_has_are_found_in_its_words() -> None:
    texts = {p: shipped().texts[p] for p in document_passages(shipped(), ARTICLE)}
    agency = [FRAME.format(texts[f"{ARTICLE}.p0{n}"]) for n in (6, 7)]
    copied = copies(texts, {"x.p01": FRAME.format("لا شيء"), "x.p02": agency[1], "x.p03": agency[0]})
    assert [(c.one.passage, c.other.passage) for c in copied] == [
        (f"{ARTICLE}.p06", "x.p03"),
        (f"{ARTICLE}.p07", "x.p02"),
    ]


def test_spelling_and_marks_do_not_hide_a_copy() -> None:
    one = "أعلنت إدارة المدينة أن إصلاح الطريق الأعلى سيبدأ إثر انتهاء الأمطار"
    other = "اعلنت اداره المدينه ان اصلاحَ الطريق الاعلى، سيبدأ اثر انتهاء الامطار"
    (copy,) = copies({"a": one}, {"b": other})
    assert (stretch(copy, one, other), copy.alike) == ((one, other), 1)


def test_the_article_copies_nothing_from_itself_but_each_passage() -> None:
    texts = {p: shipped().texts[p] for p in document_passages(shipped(), ARTICLE)}
    long = [p for p, text in texts.items() if len(PassageWords.of(p, text).words) >= SHORTEST]
    copied = copies(texts, texts)
    assert [(c.one.passage, c.other.passage, c.alike) for c in copied] == [(p, p, 1) for p in long]


@given(
    st.lists(WORD, min_size=SHORTEST, max_size=30, unique=True),
    st.lists(st.text(max_size=8), max_size=12),
    st.lists(st.text(max_size=8), max_size=12),
)
def test_a_copied_run_is_found_wherever_it_stands(
    run: list[str], before: list[str], after: list[str]
) -> None:
    one, other = " ".join(run), " ".join([*before, *run, *after])
    copied = copies({"a": one}, {"b": other})
    assert [stretch(copy, one, other)[0] for copy in copied] == [one]


@given(st.lists(st.sampled_from(["أبت", "ثجح", "خدذ", "رزس", "شصض", "طظع", "غفق"]), max_size=120), st.data())
def test_stretches_lie_in_their_texts_and_apart(words: list[str], data: st.DataObject) -> None:
    one, other = (" ".join(data.draw(st.permutations(words))) for _ in range(2))
    copied = copies({"a": one}, {"b": other})
    for side in ("one", "other"):
        spans = sorted((getattr(c, side).start, getattr(c, side).end) for c in copied)
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
        for own in (getattr(c, side) for c in copied):
            assert all(own.start <= start < end <= own.end for start, end in own.differing)
    assert all(copy.alike >= ALIKE for copy in copied)


def test_a_phrase_that_comes_again_and_again_points_to_no_copy() -> None:
    text = " ".join(["قال الوزير أمس"] * (FREQUENT + 5))
    assert copies({"a": text}, {"b": text}) == ()


def test_words_far_apart_are_no_copy() -> None:
    run = [f"كلمه{chr(0x0628 + n)}" for n in range(12)]
    gap = [f"غير{chr(0x0628 + n)}" for n in range(GAP + 2)]
    apart = [*run[:4], *gap, *run[4:8], *gap, *run[8:]]
    assert copies({"a": " ".join(run)}, {"b": " ".join(apart)}) == ()


# figures


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((1344, 1344), (1344.15, 1344.15), True),
        ((1344, 1344), (1340, 1340), True),
        ((1344, 1344), (1300, 1300), True),
        ((1344, 1344), (1400, 1400), False),
        ((1344, 1344), (1000, 1000), False),
        ((330e6, 330e6), (300e6, 300e6), False),
        ((995e3, 995e3), (1e6, 1e6), True),
        ((30, 50), (45, 45), True),
        ((30, 50), (51, 60), False),
        ((0, 0), (0, 0), True),
    ],
)
def test_amounts_are_the_same_within_rounding(
    one: tuple[float, float], other: tuple[float, float], same: bool
) -> None:
    assert same_amount(one, other) is same
    assert same_amount(other, one) is same


AMOUNT = st.floats(1e-3, 1e12, allow_nan=False)


@given(AMOUNT, AMOUNT)
def test_which_document_comes_first_does_not_matter(one: float, other: float) -> None:
    assert same_amount((one, one), (other, other)) == same_amount((other, other), (one, one))
    assert same_amount((one, one), (one, one))


# documents


def test_two_documents_stand_side_by_side_unless_others_are_asked_for(store: Store) -> None:
    assert compared_documents(laid_over(store), ()) == ("note", "letter")
    store.add([entry("first-01"), entry("last-01")])
    atlas = laid_over(store)
    assert compared_documents(atlas, ()) == ("note", "last-01")
    assert compared_documents(atlas, ("first-01",)) == ("note", "first-01")
    assert compared_documents(atlas, ("note",)) == ("note", "last-01")
    assert compared_documents(atlas, ("last-01", "first-01")) == ("last-01", "first-01")
    assert compared_documents(shipped(), ()) == (ARTICLE,)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path / 'd.sqlite'}")


def test_names_are_those_of_the_mentions_each_in_one_list(store: Store) -> None:
    store.add([entry("last-01")])
    atlas = laid_over(store)
    both = compare_documents(atlas, "note", "last-01")
    named = {
        document: {m.entity for p in document_passages(atlas, document) for m in atlas.mentions_of[p]}
        for document in ("note", "last-01")
    }
    for names, kind in ((both.places, atlas.places), (both.actors, atlas.actors.keys() - atlas.places)):
        assert {*names.both} == named["note"] & named["last-01"] & {*kind}
        assert {*names.one} == (named["note"] - named["last-01"]) & {*kind}
        assert {*names.other} == (named["last-01"] - named["note"]) & {*kind}
    with pytest.raises(KeyError):
        compare_documents(atlas, "note", "nothing-01")


def test_the_pair_is_in_links_and_links_of_before_still_open(store: Store) -> None:
    store.add([entry("last-01")])
    atlas = laid_over(store)
    chosen = Selection(compared=("note", "last-01"), actors=("minister",))
    assert chosen.to_query()["compared"] == "note,last-01"
    assert Selection.from_query(chosen.to_query(), atlas) == (chosen, ())
    assert chosen.without_filters().compared == ("note", "last-01")
    assert Selection.from_query({"actors": "minister"}, atlas)[0] == Selection(actors=("minister",))
    assert "compared" not in Selection().to_query()
    many, unknown = Selection.from_query({"compared": "letter,gone-01,note,last-01"}, atlas)
    assert (many.compared, unknown) == (("letter", "note", "last-01"), ("gone-01",))


# the case to learn from


def test_the_case_to_learn_from_comes_in_as_it_stands_and_its_marks_are_sound(
    first_case: tuple[Atlas, Notes],
) -> None:
    atlas, notes = first_case
    assert notes == Notes()
    (document,) = atlas.documents.keys() - shipped().documents.keys()
    _, line = FILE.read_text(encoding="utf-8").splitlines()
    cells = json.loads(line)
    assert {mark["state"] for mark in cells["marks"]} == {"accepted", "rejected"}, "nothing is left open"
    passages = document_passages(atlas, document)
    assert tuple(atlas.texts[p] for p in passages) == tuple(cells["texts"])
    for passage in passages:
        text = atlas.texts[passage]
        for mention in atlas.mentions_of[passage]:
            words = text[mention.start : mention.end]
            assert (mention.text, words) == (words, words.strip())
            assert mention.entity in atlas.entities
        for figure in atlas.figures_of[passage]:
            assert figure.text == text[figure.start : figure.end]


def test_the_case_says_that_it_is_an_exercise(first_case: tuple[Atlas, Notes]) -> None:
    atlas, _ = first_case
    (document,) = atlas.documents.keys() - shipped().documents.keys()
    assert "تمرين" in atlas.documents[document].title
    assert "تدريبي" in atlas.texts[f"{document}.p02"]


def test_the_known_pairs_of_the_case_are_found(found: Comparison) -> None:
    pairs = [(p.one.value, p.other.value, p.outcome) for p in found.figures]
    assert pairs == [
        ("330000000", "300000000", "differ"),
        ("20000000", "20000000", "same"),
        ("1400", "1344", "differ"),
    ]
    assert [p.near for p in found.figures] == [
        ("tajikistan", "united-states"),
        ("rq-20-puma", "tajikistan", "united-states"),
        ("tajik-afghan-border",),
    ]
    assert [(p.one.value, p.other.value) for p in found.dates] == [
        ("2023-02", "2023-02-28"),
        ("2020", "2020-12"),
    ]
    assert {"chaldovar", "ayvaj"} <= {*found.places.both}
    assert {"khorog", "ishkashim"} <= {*found.places.other}
    assert {"lavrov", "blinken"} <= {*found.actors.both}
    assert "pommersheim" in found.actors.other


def test_the_quotation_of_the_case_is_found_with_the_word_that_it_leaves_out(
    first_case: tuple[Atlas, Notes], found: Comparison
) -> None:
    atlas, _ = first_case
    (copy,) = found.copies
    assert (copy.one.passage, copy.other.passage) == (f"{ARTICLE}.p07", "second-article.p10")
    (differing,) = copy.one.differing
    assert atlas.texts[copy.one.passage][slice(*differing)] == "ولذلك"
    assert [pair.statement.id for pair in found.statements] == ["c13"]


# what is shown


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_quotes_exactly_and_leads_to_the_passages(
    first_case: tuple[Atlas, Notes], found: Comparison, lang: str
) -> None:
    atlas, _ = first_case
    t = atlas.text("ar" if lang == "ar" else "en")
    html = comparison(atlas, found, t)
    assert "8" in sentence(found, t)
    assert sentence(found, t) in comparison_head(atlas, found, t)
    assert ("Unofficial translation" in html) == (lang == "en")
    assert '<mark class="m-differing">ولذلك</mark>' in html
    assert 'data-pick="read:passage:second-article.p10"' in html
    for pair in found.figures:
        assert f">{pair.one.text}</mark>" in html
    for by in NAMED_BY:
        assert f"c-{by}" in html


def test_the_answer_in_arabic_agrees_for_any_count(found: Comparison) -> None:
    def said(*names: tuple[str, ...]) -> str:
        both = [
            replace(kind, both=own) for kind, own in zip((found.places, found.actors), names, strict=True)
        ]
        changed = replace(found, places=both[0], actors=both[1])
        return strip_isolates(sentence(changed, shipped().text("ar"))).partition(".")[0]

    shared = "المشترك بين الوثيقتين: "
    assert said((), ()) == f"{shared}لا أماكن ولا جهات فاعلة"
    assert said(("x",), ("x", "y")) == f"{shared}مكان واحد وجهتان فاعلتان"
    assert said(("x", "y"), ("x",) * 3) == f"{shared}مكانان و3 جهات فاعلة"


def test_words_of_documents_are_never_markup(store: Store) -> None:
    line = 'قال الوزير <img src=x onerror=alert(1)> إن "الطريق" & النهر ${x} واحد هنا وهناك كل يوم من العام'
    store.add(
        [entry(f"{key}-01", (line,), ((0, "الوزير", "minister"),), "<b>خبر</b>") for key in ("one", "two")]
    )
    atlas = laid_over(store)
    for lang in LANGS:
        html = comparison(atlas, compare_documents(atlas, "one-01", "two-01"), atlas.text(lang))
        assert "<img" not in html
        assert "<b>خبر" not in html
        assert "&lt;img src=x onerror=alert(1)&gt;" in html


def test_the_map_tells_by_shape_and_words_who_names_a_place(
    first_case: tuple[Atlas, Notes], found: Comparison
) -> None:
    atlas, _ = first_case
    t = atlas.text("en")
    live = compared_points.compared_map_state(
        select(atlas, Selection()), t, {"seq": 0, "focus": "", "gentle": True}, found
    )
    points = {feature["id"]: feature["properties"] for feature in live["points"]}
    for by in NAMED_BY:
        for place in getattr(found.places, by):
            if place in points:
                assert points[place]["tone"] == f"d-compared c-{by}"
                assert t(f"compare.by-{by}") in points[place]["title"]
    named = {*found.places.both, *found.places.one, *found.places.other}
    assert {p for p, own in points.items() if own["named"]} == named & points.keys()
    assert {row["id"] for row in live["areas"]} == {
        place for place in named if atlas.places[place].geometry in ("area", "line")
    }
