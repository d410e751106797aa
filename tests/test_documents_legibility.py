"""Letters that are surely others than were written are told: mojibake, fonts that do not name their letters,
bytes that are none. Texts in any language are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.documents.readers import legibility
from data.documents.readers.read import read_document

UPLOADS = Path(__file__).parent / "uploads"
ARABIC = "زار الوفد الأمريكي مدينة دوشنبه وبحث مع المسؤولين أمن الحدود الطاجيكية الأفغانية."
TEXTS = (
    ARABIC,
    "Министр иностранных дел Таджикистана заявил, что граница будет открыта в этом году.",
    "L'été à Paris a été très chaud, près de la forêt, où les élèves étaient déjà arrivés.",
    "Việt Nam và Tajikistan đã ký một thỏa thuận về hợp tác kinh tế tại thủ đô Dushanbe hôm thứ Năm",
    "日本 の 大使 は タジキスタン の 会議 に 出席 した",
    "วันพฤหัสบดี เอกอัครราชทูต เยือน ชายแดน ทาจิกิสถาน",
    "The café’s prices “rose” – 45 % – in São Paulo, Łódź & Zürich • 1,344 km — naïve résumé …",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_in_any_language_is_not_doubted(text: str) -> None:
    assert legibility.doubts(text) == ()


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp1256", "cp1251", "mac_roman"])
@pytest.mark.parametrize("text", TEXTS[:3])
def test_a_text_read_in_another_encoding_is_doubted(text: str, encoding: str) -> None:
    mojibake = text.encode().decode(encoding, "ignore")
    assert "doubt.nonsense" in read_document("a.txt", mojibake.encode()).doubts


def test_arabic_in_an_old_encoding_read_as_latin_is_doubted() -> None:
    page = f"<html><body><p>{ARABIC.encode('cp1256').decode('latin-1')}</p></body></html>"
    assert read_document("a.html", page.encode()).doubts == ("doubt.nonsense",)


@pytest.mark.parametrize(
    "file",
    ["news.ar.pdf", "news.en.pdf", "order.chromium.pdf", "order.libreoffice.pdf", "report.chromium.ar.pdf"],
)
def test_a_file_whose_fonts_do_not_name_their_letters_is_doubted(file: str) -> None:
    whole = (UPLOADS / file).read_bytes()
    assert read_document(file, whole).doubts == ()
    assert "doubt.fonts" in read_document(file, whole.replace(b"/ToUnicode", b"/ToUnicorn")).doubts
