"""Which language a text is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.extract import extract
from indexer.metadata import describe
from indexer.text.language import LANGUAGES, language_of, read_language

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "Chi bộ họp mỗi tháng một lần. Đảng viên vắng mặt phải báo cáo lý do với bí thư."),
        ("vi", "chi bo hop moi thang mot lan dang vien vang mat phai bao cao ly do voi bi thu"),
        ("vi", "Tư bản của C. Mác và lời tựa cho bản in tiếng Anh: The Theory of the Value"),
        ("en", "The party cell meets once a month. Members who are absent have to tell the secretary why."),
        ("en", "The road to Hà Nội: a history of the schools of the Party in the years of the war"),
        ("fr", "La cellule se réunit une fois par mois. Les membres absents sont tenus de dire pourquoi aux autres."),
        ("de", "Die Zelle kommt einmal im Monat zusammen. Wer nicht da ist, sagt dem Sekretär, warum das so ist."),
        (
            "es",
            "La célula se reúne una vez al mes. Los miembros que faltan lo explican en la sesión con el secretario.",
        ),
        ("ru", "Ячейка собирается раз в месяц."),
        ("zh", "党支部每月开一次会，党员缺席应当说明理由。"),
        ("ja", "党支部は毎月一回会議を開く。欠席する党員は理由を述べる。"),
        ("ko", "당세포는 매달 한 번 회의를 연다."),
        ("", "Marx, Engels, Lenin"),
        ("", "12 – 15 / 2020"),
        ("", ""),
    ],
)
def test_a_text_is_known_by_its_words(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "name", ["giao-trinh-kinh-te-chinh-tri.pdf", "suy-nghi-ve-dan-van.txt", "nghi-quyet-05-nq-du.pdf"]
)
def test_a_vietnamese_document_states_no_language(name: str) -> None:
    assert describe(extract(CORPUS / name, name), name).card.language == ""


def test_a_document_in_english_says_so(tmp_path: Path) -> None:
    path = tmp_path / "value.txt"
    path.write_text(
        "The value of a commodity\n\nThe value of a commodity is told by the labour that it takes.\n", "utf-8"
    )
    assert describe(extract(path, path.name), path.name).card.language == "en"


@pytest.mark.parametrize(("code", "name"), LANGUAGES.items())
def test_a_language_is_written_by_its_code_or_name(code: str, name: str) -> None:
    assert {read_language(each) for each in (code, code.upper(), name, name.upper(), name.removeprefix("Tiếng "))} == {
        code
    }
