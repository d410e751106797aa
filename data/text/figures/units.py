"""Units of figures, folded, and what they are called: ISO 4217 for money, km, m, mi, t, kg, %, times, spans of time."""

from __future__ import annotations

from typing import Literal

Kind = Literal["money", "length", "count", "date"]
MONEY = {
    "دولار": "USD", "دولارا": "USD", "دولارات": "USD", "يورو": "EUR", "روبل": "RUB", "روبلا": "RUB", "سوموني": "TJS", "يوان": "CNY",
    "ين": "JPY", "درهم": "AED", "تنغه": "KZT", "تنغي": "KZT", "$": "USD", "usd": "USD", "€": "EUR", "eur": "EUR", "£": "GBP", "₽": "RUB",
    "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB",
    "somoni": "TJS", "yuan": "CNY", "yen": "JPY", "tenge": "KZT", "afghanis": "AFN", "pounds": "GBP",
    "gbp": "GBP", "rub": "RUB", "tjs": "TJS", "cny": "CNY", "jpy": "JPY", "chf": "CHF", "kzt": "KZT", "uzs": "UZS",
    "sar": "SAR", "aed": "AED",
}  # fmt: skip
LENGTH = {
    "كيلومتر": "km", "كيلومترا": "km", "كيلومترات": "km", "كيلومترين": "km", "كلم": "km", "كم": "km", "متر": "m", "مترا": "m",
    "امتار": "m", "مترين": "m", "ميل": "mi", "ميلا": "mi", "اميال": "mi", "km": "km", "kms": "km", "kilometre": "km", "kilometres": "km",
    "kilometer": "km", "kilometers": "km", "metre": "m", "metres": "m", "meter": "m", "meters": "m", "mile": "mi", "miles": "mi",
}  # fmt: skip
TIME = {
    "قرن": "centuries", "قرنا": "centuries", "قرون": "centuries", "عقد": "decades", "عقدا": "decades", "عقود": "decades",
    "عام": "years", "عاما": "years", "اعوام": "years", "سنه": "years", "سنوات": "years", "سنين": "years", "شهر": "months",
    "شهرا": "months", "اشهر": "months", "شهور": "months", "اسبوع": "weeks", "اسبوعا": "weeks", "اسابيع": "weeks", "يوم": "days",
    "يوما": "days", "ايام": "days", "ساعه": "hours", "ساعات": "hours", "century": "centuries", "centuries": "centuries",
    "decade": "decades", "decades": "decades", "year": "years", "years": "years", "month": "months", "months": "months",
    "week": "weeks", "weeks": "weeks", "day": "days", "days": "days", "hour": "hours", "hours": "hours",
}  # fmt: skip
TIMES = {"ضعف": "times", "اضعاف": "times", "ضعفا": "times", "مره": "times", "مرات": "times", "times": "times", "fold": "times"}
WEIGHT = {
    "طن": "t", "طنا": "t", "اطنان": "t", "ton": "t", "tons": "t", "tonne": "t", "tonnes": "t", "كيلوغرام": "kg", "كيلوغراما": "kg",
    "كيلوغرامات": "kg", "كغ": "kg", "كلغ": "kg", "كيلوجرام": "kg", "kg": "kg", "kilogram": "kg", "kilograms": "kg", "kilogramme": "kg",
    "kilogrammes": "kg", "kilos": "kg",
}  # fmt: skip
SHARE = {"%": "%", "٪": "%", "percent": "%"}
TWICE: dict[str, tuple[Kind, str]] = {  # a dual that is number and unit in one
    "عقدين": ("date", "decades"), "عقدان": ("date", "decades"), "عامين": ("date", "years"), "عامان": ("date", "years"),
    "سنتين": ("date", "years"), "سنتان": ("date", "years"), "شهرين": ("date", "months"), "شهران": ("date", "months"),
    "اسبوعين": ("date", "weeks"), "اسبوعان": ("date", "weeks"), "يومين": ("date", "days"), "يومان": ("date", "days"),
    "كيلومترين": ("length", "km"), "كيلومتران": ("length", "km"), "مترين": ("length", "m"), "دولارين": ("money", "USD"),
    "طنين": ("count", "t"), "طنان": ("count", "t"), "مرتين": ("count", "times"), "ضعفين": ("count", "times"), "twice": ("count", "times"),
    **dict.fromkeys(("جنديان", "جنديين", "شخصان", "شخصين", "شقيقان", "شقيقين", "طفلان", "طفلين", "قتيلان", "قتيلين"), ("count", "")),
}  # fmt: skip
CODES = {"usd", "eur", "gbp", "rub", "tjs", "cny", "jpy", "chf", "kzt", "uzs", "sar", "aed"}  # that may stand before their number
SIGNS = {sign for sign in MONEY if not sign.isalnum()}
KINDS: tuple[tuple[Kind, dict[str, str]], ...] = (
    ("money", MONEY), ("length", LENGTH), ("date", TIME), ("count", TIMES), ("count", SHARE), ("count", WEIGHT),
)  # fmt: skip
OWN = {  # whose money bears a name that other countries use as well
    "USD": ("امريكي", "اميركي"), "AED": ("اماراتي",), "RUB": ("روسي",), "CNY": ("صيني",), "JPY": ("ياباني",), "TJS": ("طاجيكي",),
    "KZT": ("كازاخي", "كازاخستاني"), "EUR": ("اوروبي",),
}  # fmt: skip
