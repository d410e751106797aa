"""Composed Arabic sentences agree by construction: each that holds a count, written out for 0, 1, 2, 3, 11
and 100, and for feminine and masculine names."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator

import pytest
from test_i18n_words import CODE, plain
from tiny import shipped

from data.i18n import Text
from data.i18n.amounts import Cased
from data.i18n.isolates import strip_isolates
from ui.sentences.actors import voices_line

NUMBERS = (0, 1, 2, 3, 11, 100)
NOUNS = {  # as subject; the dual has a second form after prepositions and as an object
    "passages": "لا فقرة|فقرة واحدة|فقرتان|3 فقرات|11 فقرة|100 فقرة",
    "pages": "لا صفحة|صفحة واحدة|صفحتان|3 صفحات|11 صفحة|100 صفحة",
    "places": "لا مكان|مكان واحد|مكانان|3 أماكن|11 مكاناً|100 مكان",
    "actors": "لا جهة فاعلة|جهة فاعلة واحدة|جهتان فاعلتان|3 جهات فاعلة|11 جهة فاعلة|100 جهة فاعلة",
    "problems": "لا خلل|خلل واحد|خللان|3 مواضع خلل|11 موضع خلل|100 موضع خلل",
    "items": "لا بند|بند واحد|بندان|3 بنود|11 بنداً|100 بند",
    "records": "لا سجل|سجل واحد|سجلان|3 سجلات|11 سجلاً|100 سجل",
    "steps": "لا خطوة|خطوة واحدة|خطوتان|3 خطوات|11 خطوة|100 خطوة",
    "statements": "لا قول|قول واحد|قولان|3 أقوال|11 قولاً|100 قول",
    "evidence": "لا دليل|دليل واحد|دليلان|3 أدلة|11 دليلاً|100 دليل",
    "sources": "لا مصدر|مصدر واحد|مصدران|3 مصادر|11 مصدراً|100 مصدر",
    "events": "لا حدث|حدث واحد|حدثان|3 أحداث|11 حدثاً|100 حدث",
    "mentions": "لا إشارة|إشارة واحدة|إشارتان|3 إشارات|11 إشارة|100 إشارة",
    "names": "لا اسم|اسم واحد|اسمان|3 أسماء|11 اسماً|100 اسم",
    "questions": "لا سؤال|سؤال واحد|سؤالان|3 أسئلة|11 سؤالاً|100 سؤال",
    "marks": "لا علامة|علامة واحدة|علامتان|3 علامات|11 علامة|100 علامة",
    "rows": "لا سطر|سطر واحد|سطران|3 سطور|11 سطراً|100 سطر",
    "links": "لا رابط|رابط واحد|رابطان|3 روابط|11 رابطاً|100 رابط",
    "lengths": "لا طول|طول واحد|طولان|3 أطوال|11 طولاً|100 طول",
    "days": "لا يوم|يوم واحد|يومان|3 أيام|11 يوماً|100 يوم",
    "documents": "لا وثيقة|وثيقة واحدة|وثيقتان|3 وثائق|11 وثيقة|100 وثيقة",
}
SENTENCES = {  # key of words.csv -> noun, and the whole sentence around each count
    "map.alt": (
        "places",
        "خريطة الحدود الطاجيكية الأفغانية. ورد في المقال: {n}؛ وللسياق: 7."
        " والأماكن نفسها في القائمة تحت الخريطة.",
    ),
    "gap.links": ("links", "روابط تحت المقال تعذر فتحها، فلا يُستدل منها على ما رجع إليه الكاتب: {n}."),
    "gap.no-point": ("places", "أماكن بلا موضع معروف، في القائمة وليست على الخريطة: {n}."),
    "gap.estimate": ("places", "أماكن موضعها تقدير منا: {n}."),
    "gap.undated-source": ("sources", "مصادر لا تُظهر صفحتها تاريخاً: {n}."),
    "gap.open": ("statements", "أقوال لم نجد ما يؤكدها أو ينفيها: {n}."),
    "leave.untold": ("steps", "ما لا يُعرض من القصة من دون الوثائق المتروكة، فيُترك معها: {n}."),
    "leave.added": ("documents", "إدراج الوثائق المضافة المعروضة: {n}"),
    "export.added-carried": ("documents", "من إضافة المستخدمين {n}، ولا يُنقل إلا المعروض"),
    "export.added-more": ("documents", "و{n} غيرها"),
    "documents.found": ("passages", "هذه الكلمات في {n:oblique}، والأنسب أولاً:"),
    "documents.answers": ("documents", "وُجد في {n:oblique}، والأنسب أولاً."),
    "actors.unnamed": ("names", "أسماء في السجلات والأحداث التي وجدناها لا ترد في المقال: {n}."),
    "actors.passage-most": (
        "actors",
        "أكثر الفقرات ذكراً للجهات: 7 ({n})؛ والإطار الأزرق حيث لا يرد الاسم إلا في كلام منقول",
    ),
    "actors.voices-author": ("mentions", "{n} في الفقرات المعروضة، بكلام الكاتب."),
    "actors.voices-attributed": ("mentions", "{n} في الفقرات المعروضة، في كلام ينقله الكاتب."),
    "present.more": ("evidence", "ويُضاف إلى ذلك {n}؛ والكل في صفحة «الأدلة»."),
    "present.more-rows": ("statements", "ويُضاف إلى ذلك {n}."),
    "evidence.apart": ("statements", "على حدة: {n}"),
    "filter.show": ("passages", "عرض {n:oblique}"),
    "ledger.list": ("statements", "الأقوال والأدلة: {n}"),
    "review.left": ("questions", "المتبقي: {n}"),
    "review.also-speech": ("marks", "وقبوله يشمل الكلام المنسوب إليه: {n}."),
    "review.accept-alike": ("marks", "قبول كل المماثلة: {n}"),
    "review.reject-alike": ("marks", "رفض كل المماثلة: {n}"),
    "review.also": ("mentions", "قبوله يحسم مواضعه الأخرى أيضاً: {n}."),
    "deleted.lead": (
        "days",
        "يمكن استعادة الوثيقة بعلاماتها وما أتى معها خلال {n:oblique} من حذفها، ثم تزول نهائياً.",
    ),
    "export.verified": ("marks", "تحقق شخص ثانٍ من 7 من أصل {n:oblique}"),
    "panel.named": ("passages", "ورد الاسم في المقال في {n:oblique}."),
    "panel.named-added": ("passages", "ورد الاسم في الوثائق المضافة في {n:oblique}."),
    "panel.chosen": ("passages", "ضمن نطاق التصفية: {n}."),
    "aid.unsettled": (
        "records",
        "على حدة وخارج كل مجموع: {n} (لا يُعرف من التاريخ أو المكان إن كان ضمن المختار).",
    ),
    "aid.picked": ("records", "المختار في الرسم: {n}."),
    "aid.lead": (
        "records",
        "{n} عن مساعدات لحدود طاجيكستان وأمنها، وعما بنته بنفسها هناك، ولكل سجل مصدره. لا يُجمع إلا ما سُلّم من"
        " بنود مفردة لها مبلغ منشور بالدولار؛ وللجسور مجموع خاص بها، وما بنته طاجيكستان بنفسها لا يدخل في أي"
        " مجموع.",
    ),
    "actors.as-donor": ("records", "جهة مانحة في {n:oblique}."),
    "actors.as-agency": ("records", "جهة منفقة في {n:oblique}."),
    "actors.as-implementer": ("records", "جهة منفذة في {n:oblique}."),
    "actors.as-recipient": ("records", "جهة مستفيدة في {n:oblique}."),
    "aid.left.no-amount": ("records", "{n} بلا مبلغ منشور بالدولار"),
    "aid.left.not-handed-over": ("records", "{n} بلا تسليم حتى الآن"),
    "aid.left.programme": ("records", "{n} لبرامج تضم بنوداً أخرى"),
    "aid.left.statement": ("records", "{n} لمجاميع معلنة"),
    "aid.left.same-thing": ("records", "{n} لبنود محسوبة في سجل آخر"),
    "aid.left.own": ("records", "{n} لما بنته طاجيكستان بنفسها"),
    "chart.phases": ("items", "سُلّم 7 من {n:oblique}؛ والباقي معلن عنه أو قيد التنفيذ"),
    "chart.phases-all": ("items", "{n}: سُلّم الكل"),
    "chart.donors": (
        "items",
        "ما له كلفة منشورة بحسب المانح، مرتباً بالاسم. وما لا كلفة له بالدولار: {n}؛ فالمجاميع تتوقف على من"
        " ينشر الكلفة وليست ترتيباً",
    ),
    "checks.languages-found": ("steps", "{n}: العناوين والنقاط والملاحظات باللغتين، وكل رقم معروف"),
    "story.untold": ("steps", "تُركت {n}"),
    "story.left-out": (
        "steps",
        "يتعذّر عرض {n:oblique} مع الوثائق والسجلات الحالية. لم يُفقد شيء: يبقى ذلك هنا إلى أن تحذفه، ويعود إذا"
        " عاد ما يذكره.",
    ),
    "story.added": ("steps", "أُضيف؛ وفي قصتك {n}."),
    "sources.rests": ("rows", "ما يستند إليه: {n}"),
    "statement.read-parts": ("sources", "{n}؛ والقراءة جزئية، تقتصر غالباً على مطلع النص."),
    "statement.read-copies": ("sources", "والمقروء منها في نسخة: {n}."),
    "problem.hint": (
        "problems",
        "{n}. يبيّن كل سطر الموضع والخلل وطريقة الإصلاح. شغّل 7 بعد الإصلاح.",
    ),
}
COUNTED = (
    "count",
    "items",
    "unpriced",
    "named",
    "copies",
    "sources",
    "records",
    "steps",
    "days",
    "marks",
)  # where counts go
ELSEWHERE = {  # sentences with more than one count, each tested with its own values
    "aid.summed": "test_ui_arabic_cells",
    "aid.summed-bridges": "as aid.summed",
    "lengths.finding": "test_ui_arabic_cells",
    "shown.apart-both": "phrases of two other counts",
    "gap.undated-aid": "here",
    "gap.no-locator": "here",
    "evidence.lead": "here",
    "evidence.own": "here",
    "checks.sums-found": "here",
    "chart.time": "here",
    "chart.time-few": "here",
    "actors.events": "here",
    "actors.events-few": "here",
    "actors.unnamed-donor": "here",
    "actors.crossed": "here",
    "actors.voices": "here",
    "sources.review-text": "here",
    "documents.on-pages": "here",
    "dossier.loaded": "test_i18n_words",
    "compare.answer": "test_compare",
    "document.numbers": "here",
    "document.numbers-added": "here",
}


def phrases(noun: str) -> list[Cased]:
    """The six counts of a noun, with the oblique form of the dual."""
    subject = NOUNS[noun].split("|")
    return [
        Cased(text, text.replace("ان", "ين") if n == 2 else "")
        for n, text in zip(NUMBERS, subject, strict=True)
    ]


def arabic() -> Text:
    """The Arabic interface."""
    return shipped().text("ar")


@pytest.mark.parametrize("noun", NOUNS)
def test_a_counted_noun_has_its_six_forms(noun: str) -> None:
    assert [arabic().count(noun, n) for n in NUMBERS] == NOUNS[noun].split("|")


def test_each_counted_noun_is_written_out() -> None:
    assert {noun for noun, lang in shipped().plurals if lang == "ar"} == NOUNS.keys()


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_with_a_count_agrees_for_any_count(key: str) -> None:
    noun, written = SENTENCES[key]
    names = [name for _, name, _, _ in string.Formatter().parse(arabic().words[key].ar) if name]
    counted = next(name for name in COUNTED if name in names)
    for n, phrase in zip(NUMBERS, phrases(noun), strict=True):
        values = {**dict.fromkeys(names, "7"), counted: arabic().count(noun, n)}
        right = written.replace("{n:oblique}", phrase.oblique).replace("{n}", phrase)
        assert plain(arabic()(key, **values)) == right


def counted_keys() -> Iterator[str]:
    """The keys of words.csv that the code fills with a count, as far as a call names its key."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                counts = (
                    keyword.value
                    for keyword in node.keywords
                    if isinstance(keyword.value, ast.Call)
                    and isinstance(keyword.value.func, ast.Attribute)
                    and keyword.value.func.attr == "count"
                )
                if next(counts, None):
                    yield str(node.args[0].value)


def test_every_sentence_that_code_fills_with_a_count_is_written_out() -> None:
    found = set(counted_keys())
    assert len(found) > 20
    assert found - SENTENCES.keys() - ELSEWHERE.keys() == set()


def test_passages_stand_on_pages() -> None:
    t = arabic()
    for n, passages, pages in (
        (1, "فقرة واحدة", "صفحة واحدة"),
        (2, "فقرتان", "صفحتين"),
        (3, "3 فقرات", "3 صفحات"),
    ):
        said = t("documents.on-pages", passages=t.count("passages", n), pages=t.count("pages", n))
        assert plain(said) == f"{passages} في {pages}"


RUSSIA, RAHMON = "روسيا", "إمام علي رحمن"


@pytest.mark.parametrize("name", [RUSSIA, RAHMON])
@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("panel.not-named", "لا يرد الاسم في المقال؛ أُدرج هنا للسياق."),
        ("panel.not-in-article", "لا يرد الاسم في المقال."),
        ("panel.alleged", "كما يقول المقال؛ ولم نجد مصدراً يذكر الاسم."),
        ("shown.actors", "الأسماء: {name}"),
        ("shown.actors-all", "ترد فيها معاً الأسماء: {name}"),
        ("aid.taking-part", "الجهة المانحة أو المنفقة أو المنفذة أو المستفيدة: {name}"),
        ("actors.affiliation", "جهة الانتماء: {name}"),
        ("actors.crossed", "{name} · 7: 7"),
        ("actors.mentions-few", "{name}: 7 بكلام الكاتب، و7 في كلام ينقله"),
        ("chart.largest", "الأكبر: 7، 7"),
        ("voice.says-indirect", "{name} (نقلاً)"),
    ],
)
def test_a_sentence_about_a_name_agrees_whatever_its_gender(key: str, written: str, name: str) -> None:
    names = [field for _, field, _, _ in string.Formatter().parse(arabic().words[key].ar) if field]
    values = {field: name if field in ("name", "names") else "7" for field in names}
    assert plain(arabic()(key, **values)) == written.replace("{name}", name)


@pytest.mark.parametrize(
    ("author", "attributed", "said"),
    [
        (3, 0, "3 إشارات في الفقرات المعروضة، بكلام الكاتب."),
        (0, 1, "إشارة واحدة في الفقرات المعروضة، في كلام ينقله الكاتب."),
        (2, 0, "إشارتان في الفقرات المعروضة، بكلام الكاتب."),
        (2, 1, "3 إشارات في الفقرات المعروضة: 2 بكلام الكاتب، و1 في كلام ينقله."),
    ],
)
def test_a_voice_that_never_names_an_actor_is_not_counted_out(
    author: int, attributed: int, said: str
) -> None:
    voices = {"author": author, "attributed": attributed}
    assert plain(voices_line(voices, arabic())) == said


def test_several_counts_in_one_sentence() -> None:
    t = arabic()
    count = t.count
    assert plain(t("gap.undated-aid", count=count("records", 2), unpriced="3")) == (
        "سجلان من المساعدات بلا تاريخ، و3 بلا مبلغ منشور."
    )
    assert plain(t("gap.no-locator", evidence=count("evidence", 2), records=count("records", 11))) == (
        "بلا موضع مذكور على الصفحة: دليلان، و11 سجلاً عن المساعدات."
    )
    assert plain(
        t("actors.events", count=count("events", 1), article="1", context="0", year="2022", most="1")
    ) == ("ضمن الفترة: حدث واحد (مما يذكره المقال أو يستند إليه 1، وللسياق 0)؛ والسنة الأكثر أحداثاً 2022 (1)")
    assert plain(t("chart.time", dated=count("items", 2), unpriced="1")) == (
        "البنود المؤرخة: بندان؛ وما لم يُنشر مبلغه منها: 1"
    )
    assert plain(t("document.numbers", places=count("places", 2), actors=count("actors", 2))) == (
        "في المقال: مكانان وجهتان فاعلتان."
    )
    lead = {
        "statements": count("statements", 1),
        "evidence": count("evidence", 2),
        "sources": count("sources", 2),
    }
    assert plain(t("evidence.lead", **lead)).startswith(
        "قول واحد في المقال، بالنص الحرفي لكل قول، وإلى جانب ذلك دليلان من مصدرين. "
    )
    own = {"statements": count("statements", 1), "evidence": count("evidence", 2)}
    assert plain(t("evidence.own", **own)) == (
        "وإضافة إلى ذلك: قول واحد في وثائق مضافة ودليلان، بتقييم محلي."
    )
    assert plain(t("actors.unnamed-donor", donors="2", donor=RUSSIA, records=count("records", 2))) == (
        "منها جهات مانحة عددها 2؛ أكثرها وروداً روسيا، في سجلين."
    )


@pytest.mark.parametrize(
    ("parts", "ar", "en"),
    [
        (["جسر"], "جسر", "جسر"),
        (["جسر", "مكتب"], "جسر ومكتب", "جسر and مكتب"),
        (["جسر", "مكتب", "مركز"], "جسر ومكتب ومركز", "جسر, مكتب and مركز"),
        (
            ["جسر بنج", "ثكنات ومكاتب", "مركز"],
            "جسر بنج، وثكنات ومكاتب، ومركز",
            "جسر بنج, ثكنات ومكاتب and مركز",
        ),
    ],
)
def test_a_list_within_a_sentence_has_and_before_its_last(parts: list[str], ar: str, en: str) -> None:
    assert strip_isolates(shipped().text("ar").conjunction(parts)) == ar
    assert strip_isolates(shipped().text("en").conjunction(parts)) == en
