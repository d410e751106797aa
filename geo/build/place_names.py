"""What the names of places are, spelled and as common words, for the recipe of the places of the world."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from wordfreq import zipf_frequency

from data.text.normalize import fold

ARABIC, LATIN = re.compile("[\u0620-\u064a]"), re.compile(r"[A-Za-z][A-Za-z' .-]+")
FOREIGN = re.compile("[\u0671-\u06ff]")  # letters of Persian, Urdu and others that Arabic lacks
# Letters of Persian, and how Arabic newspapers write them: لاچین is لاتشين.
PERSIAN = str.maketrans({"ی": "ي", "ک": "ك", "گ": "غ", "چ": "تش", "پ": "ب", "ژ": "ج"})
LEAST, CITY = 15_000, 300_000  # people: of a town that is no small one, of a city
# Read in the table: names, but words first, though of cities or not the most common.
WORDS = frozenset(
    (
        "منا سالم ميدان قوم رشيد حصار باري طراز السد واتس الكنايس ربك النجمه جاسم فرعون انتبه السلميه "
        "سلميه جوهر محلات خالص يهود قصور كوبر تاني نايف القبه بشري بورصه الحراك كريمه عشاق داخله بحري "
        "الكردي قبلي بحركه الشروق غالي لونه سلاله فيني النعمه لاول الميادين ستره سهيل مساكن كيري خفي "
        "وردا سحاب بركان كوت ورود تور لوم فورت جنان بيتش بالا الصافي الوقف سلوي تربه المذنب الجرف دخيل "
        "ليمون دوله اطار كونا قدس مكن البدع مدينه دولا مينا ديانا رياض حلوان سن سنه وان معرب حديده بيلا "
        "مهربين اباك ابله اقدام البا الباي اندر بلوك بليد دلتا سلامات سنتر فالكون كلير لارا ليته خاين افيون "
        "ماليه الصوماليه جورا تشين انس ماري مارا مادونا ميراندا ايزابيل عبري قمار قربه السلمان الرقاب سيزار "
        "reading nice mobile orange male sale gold soul victoria santa wedding batman "
    ).split()
)
# Read in the table: towns and lands that the news names so often that they seem common words.
TOWNS = frozenset("درعا الرقه الخليل ادلب رفح عكا جنيف القطيف scotland wales england".split())
OTHERS = ("de", "fr", "es", "it", "nl")
ARTICLE = re.compile("^(?:A[ldnrstz]h?|E[ldnrstz]h?)[ -](?=[A-Z]\\w{3})")


def latin_name(name: str) -> str:
    """A name in plain Latin letters."""
    letters = unicodedata.normalize("NFKD", name.translate(str.maketrans("‘’ʻʼ`", "'''''")))
    return re.sub(r"^'|'(?=\s|$)", "", "".join(c for c in letters if not unicodedata.combining(c))).strip()


@cache
def known_en(name: str) -> float:
    """How common a name is in English, on Zipf's scale: 3 is once in a million words."""
    return float(zipf_frequency(name, "en"))


def strip_vowel_marks(name: str) -> str:
    """An Arabic name without vowel marks."""
    return "".join(c for c in name if not unicodedata.combining(c))


def least(name: str) -> float:
    """How common another spelling must be in English; one of several words more so."""
    return 2.8 if " " in name else 1.2


def known_ar(name: str) -> float:
    """The same in Arabic, the most common first."""
    return -float(zipf_frequency(name, "ar"))


def rank_ar(name: str) -> tuple[float, bool, int, str]:
    """By what the spellings of a name in Arabic are ranked, so that no order is left to chance: the most
    common first, then those written with final ya and with hamza."""
    return known_ar(name), name.endswith("ى"), -sum(name.count(letter) for letter in "أإؤئ"), name


def is_respelled(name: str, english: str) -> bool:
    """Whether a Persian name in Arabic letters is all Arabic, and no common word in Arabic."""
    here = float(zipf_frequency(name, "ar"))
    return not FOREIGN.search(name) and (here < 2.8 or here - known_en(english) < 0.5)


def is_word(name: str, lang: str, english: str, people: int) -> bool:
    """Whether a name is a common word, or the name of people, rather than of a place of that size."""
    here = max(
        zipf_frequency(spelled, lang) for spelled in (name, name.replace("ا", "أ"), name.replace("ا", "إ"))
    )
    if (key := fold(name).text) in WORDS | TOWNS:
        return key in WORDS
    if " " in name or "-" in name or (people >= CITY and here < 5.3):
        return name.startswith("The ")
    if lang == "ar":
        small = people < LEAST and here >= 3.3 and here - zipf_frequency(english, "en") > 1
        return len(name) < 4 or here >= 4.2 or small
    elsewhere = sum(zipf_frequency(name, other) for other in OTHERS) / len(OTHERS)
    return len(name) < 4 or here >= 3.9 or (here >= 2.8 and here - elsewhere > 0.9)
