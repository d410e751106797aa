"""Arabic writing: what counts as the same letter, where hits stand in the text as quoted, and particles
joined to a word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import shipped

from data.annotate.mentions import find_mentions
from data.index.search import entities_named, find
from data.query.describe import describe
from data.query.selection import Selection
from data.query.view import select
from data.tables.vocab import LANGS
from data.text.normalize import fold, stem
from data.text.search_term import phrase_pattern, search_term, word_pattern

SAME = [  # two ways to write it, and why they count as one
    ("مُحَمَّدٌ", "محمد", "short vowels, doubling and nunation are optional"),
    ("هٰذا", "هذا", "the dagger alef is a diacritic"),
    ("حـــدود", "حدود", "tatweel only stretches a word"),
    ("أفغانستان", "افغانستان", "hamza above alef is often not typed"),
    ("إيفاج", "ايفاج", "nor is hamza below it"),
    ("آسيا", "اسيا", "nor madda"),
    ("ٱلحدود", "الحدود", "alef wasla is an alef"),
    ("مؤتمر", "موتمر", "hamza on waw"),
    ("رئيس", "رييس", "hamza on yaa"),
    ("أجزاء", "اجزا", "hamza on the line"),
    ("مستشفى", "مستشفي", "the final yaa is written without dots in Egypt"),
    ("قاعدة", "قاعده", "taa marbuta is often written as haa"),
    ("تاجیکستان", "تاجيكستان", "Persian yaa and kaf"),
    ("ئەفغان", "يهفغان", "the haa of Kurdish and Uyghur"),
    ("ہند", "هند", "the haa of Urdu"),
    ("٢٠٢٣", "2023", "Arabic-Indic digits"),
    ("۱۴۰۰", "1400", "Persian digits"),
    ("\ufee3\ufeee\ufeb3\ufedc\ufeee", "موسكو", "presentation forms, as copied from some PDF files"),
    ("س\ufefbح", "سلاح", "the ligature of lam and alef is two letters"),
    ("می\u200cروم", "ميروم", "the zero-width non-joiner shapes letters and says nothing"),
    ("حد\u200dود", "حدود", "nor does the joiner"),
    ("\u200fحدود\u200e", "حدود", "marks of direction are invisible"),
    ("\u2068حدود\u2069", "حدود", "isolates too, as copied from our own pages"),
    ("Chaldovâr", "chaldovar", "Latin accents and capitals"),
    ("STRASSE", "straße", "the German sharp s in capitals"),
    ("Ҷумҳурӣ", "ҷумҳури", "the macron of the Tajik long i"),
    ("ＲＱ", "rq", "full-width letters"),
]


@pytest.mark.parametrize(("one", "other", "why"), SAME, ids=[why for _, _, why in SAME])
def test_two_ways_to_write_it_count_as_one(one: str, other: str, why: str) -> None:
    assert fold(one).text == fold(other).text, why


@pytest.mark.parametrize(
    ("one", "other"), [("حدود", "جدود"), ("قلب", "كلب"), ("سار", "صار"), ("2023", "2032"), ("Panj", "Punj")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


arabic = st.text(alphabet="اأإآبتةهىيئءؤولدمنسر ـًٌُّٰ\u200c\u200f\ufefb\ufdfa٣۳", max_size=20)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=20) | arabic, st.data())
def test_a_span_of_the_folded_text_is_a_span_of_the_text_with_the_same_letters(
    text: str, data: st.DataObject
) -> None:
    folded = fold(text)
    length = len(folded.text)
    start = data.draw(st.integers(0, length))
    end = data.draw(st.integers(start, length))
    first, last = folded.span(start, end)
    assert 0 <= first <= last <= len(text)
    found = fold(text[first:last]).text
    assert folded.text[start:end] in found
    whole = {0, length} | {n for n in range(1, length) if folded.origin[n] != folded.origin[n - 1]}
    if {start, end} <= whole:  # not cut inside a ligature
        assert found == folded.text[start:end]


def test_a_span_takes_the_vowel_marks_of_its_last_letter_with_it() -> None:
    text = "قال مُحَمَّدٌ نعم"
    folded = fold(text)
    start = folded.text.index("محمد")
    first, last = folded.span(start, start + 4)
    assert text[first:last].strip() == "مُحَمَّدٌ"


def test_a_word_inside_a_ligature_of_words_is_marked() -> None:
    """U+FDFA is one character that reads as four words."""
    folded = fold("قال \ufdfa ذلك")
    match = word_pattern("صلى").search(folded.text)
    assert match is not None
    start, end = folded.span(match.start(1), match.end(1))
    assert (start, end) == (4, 5)


@pytest.mark.parametrize(
    "before",
    ["", "و", "ف", "ب", "ك", "ل", "ال", "وال", "بال", "كال", "وبال", "فبال", "لل", "ولل", "وب", "ول", "فل"],
)
def test_a_word_is_found_behind_joined_particles_and_marked_without_them(before: str) -> None:
    match = word_pattern("حدود").search(fold(f"قال {before}حدود هنا").text)
    assert match is not None
    assert match[1] == "حدود"


@pytest.mark.parametrize("before", ["ال", "وال", "فال", "بال", "كال", "وبال", "لل", "ولل"])
def test_the_article_and_what_stands_before_it_fall_away_from_a_query(before: str) -> None:
    assert stem(fold(f"{before}حدود").text) == "حدود"
    assert word_pattern(f"{before}حدود").search(fold("والحدود").text)


@pytest.mark.parametrize(
    "query",
    ["وأفغانستان", "لأفغانستان", "بأفغانستان", "فأفغانستان", "كأفغانستان", "ولأفغانستان", "وبأفغانستان"],
)
def test_a_name_typed_with_particles_is_found(query: str) -> None:
    assert set() != set(find(shipped(), query)) <= set(find(shipped(), "أفغانستان"))


def test_a_letter_that_belongs_to_the_word_is_not_taken_for_a_particle() -> None:
    assert set(find(shipped(), "وزير")) == {
        "issa-2023.p03",
        "issa-2023.p04",
        "issa-2023.p05",
        "issa-2023.p06",
        "issa-2023.p10",
    }
    assert "issa-2023.p12" in find(shipped(), "كان")
    assert stem(fold("الله").text) != ""


@pytest.mark.parametrize(
    ("query", "text", "hit"),
    [
        ("لو", "دونالد لو حول", True),
        ("لو", "مسؤولون", False),
        ("لو", "لوما", False),
        ("حدود", "الحدودية", True),
        ("حدود", "محدود", False),
        ("US", "use", False),
        ("bor", "the border", True),
    ],
)
def test_short_words_match_whole_and_longer_ones_as_beginnings(query: str, text: str, hit: bool) -> None:
    assert bool(word_pattern(query).search(fold(text).text)) is hit


@pytest.mark.parametrize(
    "query",
    ["Chaldovar", "Chaldivar", "chaldivar", "تشالديفار", "تشالدوفار", "Чалдовар", "چالديفار", "Chaldiwar"],
)
def test_chaldivar_is_found_by_every_name_of_it(query: str) -> None:
    hits = find(shipped(), query)
    assert set(hits) == {"issa-2023.p12", "issa-2023.p13"}
    text = shipped().texts["issa-2023.p13"]
    assert "تشالديفار" in {text[start:end] for start, end in hits["issa-2023.p13"].text}


@pytest.mark.parametrize("query", ["Ishkashim", "Ishkoshim", "إشكاشم", "اشكاشم", "Ишкошим", "اشکاشم"])
def test_ishkashim_is_not_in_the_article_by_any_name(query: str) -> None:
    assert find(shipped(), query) == {}


@pytest.mark.parametrize(
    "query",
    ["Muhriddin", "Kurilla", "كوريلا", "Taliban", "طالبان", "DEA", "Puma", "بوما", "Lavrov", "Лавров"],
)
def test_a_name_is_found_in_any_language(query: str) -> None:
    assert find(shipped(), query)


def test_every_word_of_a_query_must_occur_and_a_phrase_in_its_order() -> None:
    assert set(find(shipped(), "حرس الحدود")) >= set(find(shipped(), "“حرس الحدود”")) != set()
    assert find(shipped(), "الحدود حرس").keys() == find(shipped(), "حرس الحدود").keys()
    assert find(shipped(), '"الحدود حرس"') == {}
    assert set(find(shipped(), "«أكثر من 1400»")) == {"issa-2023.p17"}


@pytest.mark.parametrize("query", ["", "  ", '""', "“”", '"', "«", "ـ", "\u200f"])
def test_a_query_without_letters_finds_nothing(query: str) -> None:
    assert find(shipped(), query) == {}


@pytest.mark.parametrize(
    ("query", "word"), [("حدود", "حدود"), ("الحدودية", "حدوديه"), ("مليون", "مليون"), ("1400", "1400")]
)
def test_arabic_hits_are_marked_exactly(query: str, word: str) -> None:
    hits = {p: h.text for p, h in find(shipped(), query).items() if h.text}
    assert hits
    for passage, spans in hits.items():
        named = {(m.start, m.end) for m in shipped().mentions_of[passage]}
        for start, end in spans:
            assert word in fold(shipped().texts[passage][start:end]).text or (start, end) in named
            assert not shipped().texts[passage][end : end + 1].isalnum(), "the mark ends where the word ends"


@pytest.mark.parametrize("query", ["drones", "border", "helicopters"])
def test_english_hits_are_marked_exactly(query: str) -> None:
    hits = {p: h.translation for p, h in find(shipped(), query).items() if h.translation}
    assert hits
    for passage, spans in hits.items():
        for start, end in spans:
            assert fold(shipped().translations[passage][start:end]).text.startswith(query)


def test_words_are_found_in_whatever_spelling_the_reader_types() -> None:
    plain = find(shipped(), "أفغانستان")
    assert (
        plain == find(shipped(), "افغانستان") == find(shipped(), "أَفْغَانِسْتَان") == find(shipped(), "افغانـستان")
    )


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30) | arabic)
def test_no_query_breaks_the_search(query: str) -> None:
    for passage, hits in find(shipped(), query).items():
        assert all(0 <= start < end <= len(shipped().texts[passage]) for start, end in hits.text)


BLOCKS = "بيان لوزارة الخارجية.\nبيان بوزارة  الخارجية.\nووزارة\u00a0الخارجية.\nوزارة الخارجيتين."


def test_a_phrase_is_found_behind_particles_and_over_any_space() -> None:
    pattern = phrase_pattern(fold("وزارة الخارجية").text.split())
    lines = [fold(line).text for line in BLOCKS.split("\n")]
    assert [bool(pattern.search(line)) for line in lines] == [True, True, True, False]
    assert all(match[1].startswith("وزار") for line in lines if (match := pattern.search(line)))
    assert not pattern.search("وزاره\nالخارجيه"), "a phrase does not go on in the next passage"


@pytest.mark.parametrize(
    ("phrase", "passage"), [("سلوك واشنطن", "issa-2023.p02"), ("زيادة نفوذها", "issa-2023.p08")]
)
def test_the_article_is_found_by_phrases_behind_particles(phrase: str, passage: str) -> None:
    assert passage in find(shipped(), f"«{phrase}»")
    assert passage in find(shipped(), f'"{phrase.replace(" ", "  ")}"')


@pytest.mark.parametrize(
    ("typed", "text", "lit"),
    [
        ("ألمانيا", "زار ألمانيا أمس", "ألمانيا"),
        ("ألمانيا", "وصل بألمانيا", "ألمانيا"),
        ("إلقاء", "بعد إلقاء كلمة", "إلقاء"),
        ("الحدود", "على الحدود", "حدود"),
        ("والحدود", "على الحدود", "حدود"),
    ],
)
def test_an_alef_with_hamza_is_no_article(typed: str, text: str, lit: str) -> None:
    folded = fold(text)
    (match,) = word_pattern(typed).finditer(folded.text)
    assert text[slice(*folded.span(*match.span(1)))] == lit


@pytest.mark.parametrize(
    "text", ["الولايات  المتحدة", "الولايات\tالمتحدة", "الولايات \u00a0 المتحدة", "United   States"]
)
def test_a_name_is_marked_over_any_space(text: str) -> None:
    (found,) = find_mentions(shipped(), [f"هناك  {text}  أمس"])
    assert (found.entity, found.text) == ("united-states", text)


@pytest.mark.parametrize("wanted", ["Tajikistan", "طاجيكستان"])
@pytest.mark.parametrize("unwanted", ["Russia", "روسيا", "«الولايات المتحدة»", "الحدود"])
@pytest.mark.parametrize("minus", ["-", "−", "–"])
def test_a_minus_before_a_word_leaves_out_what_has_it(wanted: str, unwanted: str, minus: str) -> None:
    every, have = set(find(shipped(), wanted)), set(find(shipped(), unwanted))
    assert every & have
    assert set(find(shipped(), f"{wanted} {minus}{unwanted}")) == every - have
    assert set(find(shipped(), f"{minus}{unwanted}")) == set(shipped().passages) - have


def test_a_hyphen_inside_a_word_excludes_nothing() -> None:
    assert set(find(shipped(), "Gorno-Badakhshan")) == set(find(shipped(), "gorno badakhshan")) | set(
        find(shipped(), "Gorno–Badakhshan")
    )
    assert set(find(shipped(), "Tajikistan -")) == set(find(shipped(), "Tajikistan"))


# hamza on the line, hamza before waw, letters like the article


@pytest.mark.parametrize(
    ("typed", "text", "lit"),
    [
        ("ماء", "ما قاله عن الماء", ["ماء"]),
        ("ماء", "نقص المياه والموارد المائية", ["مائية"]),
        ("ماء", "وما بماءِ النهر", ["ماءِ"]),
        ("ما", "ما قاله", ["ما"]),
        ("سماء", "سماح ثم سماء ثم سمائنا", ["سماء", "سمائنا"]),
        ("علماء", "علماني وعلماء وعلمائها", ["علماء", "علمائها"]),
        ("شيء", "شيخ وشيئا وشئ", ["شيئا", "شئ"]),
        ("أجزاء", "كل الاجزا", ["اجزا"]),
        ("رءوس", "روسيا والرؤوس والرءوس", ["رؤوس", "رءوس"]),
        ("مسئول", "المسؤولون والمسئولين", ["مسؤولون", "مسئولين"]),
        ("مسؤول", "المسؤولون والمسئولين", ["مسؤولون", "مسئولين"]),
        ("المسئولية", "مسؤولية", ["مسؤولية"]),
        ("شئون", "وزارة الشؤون", ["شؤون"]),
        ("المانيا", "زار ألمانيا وبالمانيا", ["ألمانيا", "المانيا"]),
        ("والمانيا", "زار ألمانيا", ["ألمانيا"]),
        ("الالتزام", "بالتزام لا بتزامن", ["التزام"]),
        ("التزام", "تزامن مع التزامها وبالالتزام", ["التزامها", "التزام"]),
        ("وإلقاء", "بعد إلقاء كلمة", ["إلقاء"]),
        ("الغام", "حقول ألغام وغامضة", ["ألغام"]),
        ("الله", "له ولها والله", ["الله"]),
        ("الحدود", "على الحدود", ["حدود"]),
        ("1357", "من ١٬٣٥٧ إلى 1,357 و1357 لا 11357", ["١٬٣٥٧", "1,357", "1357"]),
        ("١٬٣٥٧", "1357 و1,357", ["1357", "1,357"]),
        ("1,357", "طولها ١٣٥٧ كم", ["١٣٥٧"]),
        ("1,35", "1,35 لا 135", ["1,35"]),
    ],
)
def test_a_word_is_lit_where_it_stands_and_nowhere_else(typed: str, text: str, lit: list[str]) -> None:
    assert [text[slice(*span)] for span in search_term(typed).spans(text)] == lit


@pytest.mark.parametrize(
    ("typed", "text", "lit"),
    [
        ("الولايات المتحدة", "سياسة للولايات  المتحدة", ["ولايات  المتحدة"]),
        ("الولايات المتحدة", "بالولايات المتحدة ووالولايات المتحدة", ["الولايات المتحدة"]),
        ("الولايات المتحدة", "ولايات متحدة", []),
        ("مسئول أمريكي", "قال مسؤول\tأمريكي", ["مسؤول\tأمريكي"]),
        ("سلوك واشنطن", "لسلوك واشنطن", ["سلوك واشنطن"]),
        ("Gorno-Badakhshan Region", "the Gorno–Badakhshan  Region", ["Gorno–Badakhshan  Region"]),
    ],
)
def test_a_phrase_is_lit_behind_particles_and_over_any_space(typed: str, text: str, lit: list[str]) -> None:
    assert [text[slice(*span)] for span in search_term(typed).spans(text)] == lit


def test_water_is_not_the_particle_in_the_article() -> None:
    assert find(shipped(), "ما") != {}
    assert set(find(shipped(), "ماء")) == {p for p, text in shipped().texts.items() if "ماء" in text} == set()


def test_both_spellings_of_an_official_find_the_same() -> None:
    assert find(shipped(), "مسئول") == find(shipped(), "مسؤول") != {}
    assert find(shipped(), "«المسئولين»") == find(shipped(), "«المسؤولين»") != {}


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("Gorno-Badakhshan", "gbao"),
        ("Gorno‑Badakhshan", "gbao"),
        ("Mazar-i-Sharif", "mazar"),
        ("RQ-20", "rq-20-puma"),
        ("Qala-e Panja", "qala-panja"),
        ("Qala–e Panja", "qala-panja"),
        ("والحدود", "tajik-afghan-border"),
        ("Chaldyvar", "chaldovar"),
        ("Tajikistan’s", "tajikistan"),
    ],
)
def test_a_name_as_it_is_printed_names_its_entity_or_stands_in_the_text(typed: str, means: str) -> None:
    named = [means in entities_named(shipped(), word) for word in (typed, *typed.split())]
    every = (*shipped().texts.values(), *shipped().translations.values())
    stands = [text for text in every if search_term(typed).spans(text)]
    assert any(named) or stands
    if any(m.entity == means for found in shipped().mentions_of.values() for m in found):
        assert find(shipped(), typed) != {}


@pytest.mark.parametrize("typed", ["and", "The", "of the", "في", "إلى"])
def test_a_stop_word_alone_finds_nothing_and_the_sentence_says_why(typed: str) -> None:
    view = select(shipped(), Selection(text=typed))
    assert len(view.passages) == 0
    for lang in LANGS:
        assert shipped().text(lang)("shown.stop-words") in describe(view, shipped().text(lang))
        text = describe(select(shipped(), Selection(text="no such words")), shipped().text(lang))
        assert shipped().text(lang)("shown.stop-words") not in text


def test_a_stop_word_among_others_is_left_out_and_in_quotation_marks_looked_for() -> None:
    assert find(shipped(), "war and Ukraine") == find(shipped(), "war Ukraine") != {}
    assert find(shipped(), '"and"') != {}
    assert set(find(shipped(), "Tajikistan -Russia")) < set(find(shipped(), "Tajikistan"))
