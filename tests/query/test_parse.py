"""Lines of the query language as nodes."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.errors import QuerySyntaxError
from indexer.query.nodes import And, InField, Node, Not, Or, Phrase, Prefix, Required, Words, Years, shown
from indexer.query.parse import FIELDS, parse, plain
from indexer.query.plan import make_plan
from indexer.text.tokens import tokenize
from tests.query.telling import told


@pytest.mark.parametrize(
    ("line", "node"),
    [
        ("", Words("", 0)),
        (" \t ", Words("", 0)),
        ("Đảng", Words("Đảng", 0)),
        ("  lý  luận ", Words("lý luận", 2)),
        ("23-CT/TW", Words("23-CT/TW", 0)),  # the hyphen inside a word is no minus
        ("a - b", Words("a - b", 0)),  # nor one that stands alone
        ("ghi chú: xem sau", Words("ghi chú: xem sau", 0)),  # not every colon makes a field
        ("tác giả: Tuân", Words("tác giả: Tuân", 0)),  # nor one before a space
        ('"lý luận"', Phrase("lý luận", 0)),
        ("“lý luận”", Phrase("lý luận", 0)),
        ("«lý luận»", Phrase("lý luận", 0)),
        ("„lý luận“", Phrase("lý luận", 0)),
        ('"lý luận”', Phrase("lý luận", 0)),  # a word processor turned only one of them
        ('Đảng "lý luận"', And((Words("Đảng", 0), Phrase("lý luận", 5)), implicit=True)),
        ('"lý luận"~5', Phrase("lý luận", 0, 5)),
        ("“lý luận”~12 Đảng", And((Phrase("lý luận", 0, 12), Words("Đảng", 13)), implicit=True)),
        ('"lý luận"~', And((Phrase("lý luận", 0), Words("~", 9)), implicit=True)),
        ('tiêu đề:"lý luận"~3', InField("title", Phrase("lý luận", 8, 3))),
        ("đảng +dân ta", And((Words("đảng", 0), Required(Words("dân", 6)), Words("ta", 10)), implicit=True)),
        ('+"lý luận" đảng', And((Required(Phrase("lý luận", 1)), Words("đảng", 11)), implicit=True)),
        ("đảng + dân", Words("đảng + dân", 0)),  # a plus that stands alone says nothing
        ("c++", Words("c++", 0)),
        ("dân*", Prefix("dân", 0)),
        ("dân**", Prefix("dân", 0)),
        ("*", Words("*", 0)),
        ("dân*vận", Words("dân*vận", 0)),
        ("23-CT*", Words("23-CT*", 0)),  # a star holds for one syllable
        ("lý luận chính*", And((Words("lý luận", 0), Prefix("chính", 8)), implicit=True)),
        ("đảng VÀ dân", And((Words("đảng", 0), Words("dân", 8)))),
        ("đảng AND dân", And((Words("đảng", 0), Words("dân", 9)))),
        ("đảng và dân", Words("đảng và dân", 0)),  # only in capitals
        ("đảng HOẶC dân ta", Or((Words("đảng", 0), Words("dân ta", 10)))),
        ("đảng OR dân", Or((Words("đảng", 0), Words("dân", 8)))),
        ("đảng VÀ dân HOẶC ta", Or((And((Words("đảng", 0), Words("dân", 8))), Words("ta", 17)))),
        ("KHÔNG dân ta", Not(Words("dân ta", 6))),
        ("NOT dân", Not(Words("dân", 4))),
        ("NOT NOT dân", Words("dân", 8)),
        ("đảng -dân ta", And((Words("đảng", 0), Not(Words("dân", 6)), Words("ta", 10)), implicit=True)),
        ("đảng -(dân ta)", And((Words("đảng", 0), Not(Words("dân ta", 7))), implicit=True)),
        ('đảng -"dân ta"', And((Words("đảng", 0), Not(Phrase("dân ta", 6))), implicit=True)),
        ("-loại:sách", Not(InField("kind", Words("sách", 6)))),
        (
            "(đảng HOẶC dân) ta",
            And((Or((Words("đảng", 1), Words("dân", 11))), Words("ta", 16)), implicit=True),
        ),
        ("((đảng))", Words("đảng", 2)),
        ("tác giả:Tuân", InField("author", Words("Tuân", 8))),
        ("Tác Giả:Tuân", InField("author", Words("Tuân", 8))),
        ('tac gia:"Vũ Tuân"', InField("author", Phrase("Vũ Tuân", 8))),
        ("tác giả:(Vũ Tuân)", InField("author", Words("Vũ Tuân", 9))),
        ("tiêu đề:dân*", InField("title", Prefix("dân", 8))),
        ("loại:Nghị quyết", And((InField("kind", Words("Nghị", 5)), Words("quyết", 10)), implicit=True)),
        ("số:23-CT/TW", InField("number", Words("23-CT/TW", 3))),
        ("lý luận tác giả:Tuân", And((Words("lý luận", 0), InField("author", Words("Tuân", 16))), implicit=True)),
        ("năm:2015", Years(2015, 2015)),
        ("nam:2015", Years(2015, 2015)),
        ("năm:2010..2020", Years(2010, 2020)),
        ("năm:2010-2020", Years(2010, 2020)),
        ("năm:2010–2020", Years(2010, 2020)),
        ("năm:2010..", Years(2010, None)),
        ("năm:..2020", Years(None, 2020)),
        ("sách năm:2015", And((Words("sách", 0), Years(2015, 2015)), implicit=True)),
        ("LÝ LUẬN VÀ THỰC TIỄN", Words("LÝ LUẬN VÀ THỰC TIỄN", 0)),  # a heading pasted as it is printed
        ("giám sát KHÔNG phải là gì?", Words("giám sát KHÔNG phải là gì?", 0)),  # a question
        (
            "trường hợp nào KHÔNG được tính thời gian làm việc",  # prose: the word is only stressed
            Words("trường hợp nào KHÔNG được tính thời gian làm việc", 0),
        ),
    ],
)
def test_nodes(line: str, node: Node) -> None:
    assert parse(line) == node


@pytest.mark.parametrize(("name", "field"), FIELDS.items())
def test_every_field_has_a_name_of_its_own(name: str, field: str) -> None:
    node = parse(f"{name}:2015")
    assert node == (Years(2015, 2015) if field == "year" else InField(field, Words("2015", len(name) + 1)))


@pytest.mark.parametrize(
    ("line", "problem", "position"),
    [
        ('"lý luận', "a quotation mark is opened and never closed", 0),
        ("đảng “lý luận", "a quotation mark is opened and never closed", 5),
        ("(đảng", "a parenthesis is opened and never closed", 5),
        ("đảng)", "a parenthesis is closed that was never opened", 4),
        ("()", "a word is wanted here", 1),
        ("đảng +năm:nay", "a year is wanted, as in năm:2015 or năm:2010..2020", 10),
        ('đảng "một hai ba bốn năm sáu bảy tám chín"~99', "these words are too many, or too far apart", 42),
        ("đảng HOẶC", "a word is wanted here", 9),
        ("HOẶC đảng", "a word is wanted here", 0),
        ("đảng VÀ VÀ dân", "a word is wanted here", 8),
        ("đảng KHÔNG", "a word is wanted here", 10),
        ("năm:nay", "a year is wanted, as in năm:2015 or năm:2010..2020", 4),
        ("năm:20", "a year is wanted, as in năm:2015 or năm:2010..2020", 4),
        ("năm:-", "a year is wanted, as in năm:2015 or năm:2010..2020", 4),
        ("sách năm:2020..2010", "the first year is after the second", 9),
        ("tác giả:(Vũ*  Tuân)", "a field takes words or a phrase, no star among them", 19),
        ("tác giả:(Vũ", "a parenthesis is opened and never closed", 11),
        ("tác giả:()", "a word is wanted here", 9),
        ("tác giả:)", "a field wants a word or a phrase after its colon", 8),
        ("(" * 60 + "đảng" + ")" * 60, "parentheses are nested too deeply", 41),
    ],
)
def test_lines_that_break_the_grammar(line: str, problem: str, position: int) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(line)
    assert (caught.value.problem, caught.value.position) == (problem, position)
    assert f"character {position + 1}" in str(caught.value)


_PIECES = st.sampled_from(
    (
        *("đảng", "ly luan", "dân*", "23-CT/TW", "2015", "năm:", "2010..2020", "tác giả:", "số:", "bộ sưu tập:"),
        *(
            "KHÔNG ",
            "NOT ",
            "VÀ",
            " HOẶC ",
            "-",
            " ",
            "(",
            ")",
            '"',
            "“",
            "”",
            "«",
            "»",
            "*",
            ":",
            "/",
            "?",
            "\n",
            "\x00",
        ),
        *("ﬁ", "²"),
    )
)
LINES = st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=14).map("".join))


@given(LINES)
@example("(" * 5000)
@example("-" * 5000 + "a")
@example("KHÔNG " * 3000 + "a")
def test_any_line_is_understood_or_refused_by_place(line: str) -> None:
    try:
        node = parse(line)
    except QuerySyntaxError as error:
        assert 0 <= error.position <= len(line)  # noqa: PT017  # most lines raise nothing
        node = plain(line)
    plan = make_plan(node, expand=lambda _field, _prefix: [])
    assert all(scored.weight > 0 and scored.term for scored in plan.scored)
    assert 0 < plan.share <= 1
    assert isinstance(shown(node), str)


@given(LINES)
def test_plain_words_are_the_syllables_of_the_line(line: str) -> None:
    assert [token.term for token in tokenize(plain(line).text)] == [token.term for token in tokenize(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("lý luận", "lý luận"),
        ('"lý luận" Đảng', "“lý luận” Đảng"),
        ("dân* vận", "dân* vận"),
        ("đảng +dân", "đảng +dân"),
        ('+"dân ta" đảng +(dân vận)', "+“dân ta” đảng +(dân vận)"),
        ('"dân ta"~5', "“dân ta”~5"),
        ("đảng AND dân", "đảng VÀ dân"),
        ("đảng OR dân ta", "đảng HOẶC dân ta"),
        ("(đảng OR dân) NOT ta", "(đảng HOẶC dân) KHÔNG ta"),
        ("đảng -dân", "đảng KHÔNG dân"),
        ('đảng -"dân ta" VÀ mình', "đảng VÀ KHÔNG “dân ta” VÀ mình"),
        ("author:Tuân", "tác giả:Tuân"),
        ("tac gia:(Vũ Tuân)", "tác giả:(Vũ Tuân)"),
        ("title:dân*", "tiêu đề:dân*"),
        ("year:2015", "năm:2015"),
        ("nam:2010-", "năm:2010.."),
        ("nam:-2010 sách", "năm:..2010 sách"),
        ('kind:"Nghị quyết" OR so:23-CT/TW', "loại:“Nghị quyết” HOẶC số:23-CT/TW"),
    ],
)
def test_a_line_is_shown_in_vietnamese_and_means_the_same(line: str, expected: str) -> None:
    assert shown(parse(line)) == expected
    assert _meaning(expected) == _meaning(line)
    assert shown(parse(expected)) == expected


@pytest.mark.parametrize("line", ["đảng -dân ta", "-dân ta", "đảng -dân 23-CT/TW", "-dân (ta HOẶC mình) ta"])
def test_a_minus_is_shown_to_hold_for_one_word(line: str) -> None:
    assert _meaning(shown(parse(line))) == _meaning(line)


def _meaning(line: str) -> str:
    return told(make_plan(parse(line), expand=lambda _field, _prefix: []).match)
