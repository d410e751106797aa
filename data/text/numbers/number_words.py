"""Number words of Arabic and English, folded, and what they are worth."""

from __future__ import annotations

from decimal import Decimal

ONES = {
    "صفر": 0,
    "واحد": 1,
    "واحده": 1,
    "اثنان": 2,
    "اثنين": 2,
    "اثنتان": 2,
    "اثنتين": 2,
    "اثنا": 2,
    "اثني": 2,
    "اثنتا": 2,
    "اثنتي": 2,
    "احد": 1,
    "احدي": 1,
    "ثلاثه": 3,
    "ثلاث": 3,
    "اربعه": 4,
    "اربع": 4,
    "خمسه": 5,
    "خمس": 5,
    "سته": 6,
    "ست": 6,
    "سبعه": 7,
    "سبع": 7,
    "ثمانيه": 8,
    "ثماني": 8,
    "ثمان": 8,
    "تسعه": 9,
    "تسع": 9,
    "عشره": 10,
    "عشر": 10,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
STEMS = ("ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع")
TENS = {
    stem + ending: 10 * n for n, stem in enumerate(("عشر", *STEMS), start=2) for ending in ("ون", "ين")
} | {
    word: 10 * n
    for n, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
HUNDREDS = (
    {"ميه": 100, "مايه": 100, "hundred": 100}
    | {stem + ending: 200 for stem in ("ميت", "مايت") for ending in ("ان", "ين", "ا", "ي")}
    | {
        stem + hundred: 100 * n
        for n, stem in enumerate(STEMS, start=3)
        for hundred in ("ميه", "مايه", "يميه", "يمايه")
    }
)
SCALES = {
    "الف": 10**3,
    "الفا": 10**3,
    "الاف": 10**3,
    "مليون": 10**6,
    "مليونا": 10**6,
    "ملايين": 10**6,
    "مليار": 10**9,
    "مليارا": 10**9,
    "مليارات": 10**9,
    "بليون": 10**9,
    "بليونا": 10**9,
    "تريليون": 10**12,
    "تريليونا": 10**12,
    "dozen": 12,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "k": 10**3,
    "tn": 10**12,
    "trn": 10**12,
    "b": 10**9,
    "t": 10**12,
    "mil": 10**6,
    "mm": 10**6,
}
TWOFOLD = {"الف": 10**3, "مليون": 10**6, "مليار": 10**9, "بليون": 10**9, "تريليون": 10**12}
DUALS = {word + ending: 2 * scale for word, scale in TWOFOLD.items() for ending in ("ان", "ين", "ي")}
DUAL_HEADS = {
    word + "ا": 2 * scale for word, scale in TWOFOLD.items()
}  # مليونا دولار; behind a number: 25 مليوناً
PARTS = {
    "نصف": Decimal("0.5"),
    "ربع": Decimal("0.25"),
    "ثلث": Decimal(1) / 3,
    "half": Decimal("0.5"),
    "quarter": Decimal("0.25"),
    "third": Decimal(1) / 3,
} | dict.fromkeys(("ثلثا", "ثلثان", "ثلثي", "ثلثين"), Decimal(2) / 3)
MANY_PARTS = {
    "quarters": Decimal("0.25"),
    "ارباع": Decimal("0.25"),
    "thirds": Decimal(1) / 3,
    "اثلاث": Decimal(1) / 3,
} | {
    word: Decimal(1) / n
    for n, words in enumerate(
        ("fifths اخماس", "sixths اسداس", "sevenths اسباع", "eighths اثمان", "ninths اتساع", "tenths اعشار"),
        start=5,
    )
    for word in words.split()
}
SHORT = {"mn", "mln", "bn", "bln", "trn"}  # right behind digits, or apart from them
GLUED = {
    "m",
    "k",
    "b",
    "t",
    "tn",
    "mil",
    "mm",
} | SHORT  # never in words; those not in SHORT mean something else unless money is meant
WITH_A = {
    "dozen",
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
}  # a dozen, a million; without a they count nothing
VAGUE = {"الاف", "ملايين", "مليارات"}  # thousands of refugees: no figure
ALONE = {"واحد", "واحده", "احد", "احدي", "one", "صفر"}  # no figure when nothing follows
ORDINALS = {  # the unit of an ordinal, without article: الخامس عشر
    word + ending: n
    for n, word in enumerate(
        ("حادي", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع"), start=1
    )
    for ending in ("", "ه")
}
ENGLISH_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
