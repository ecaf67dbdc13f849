"""What a line matches, scores and highlights."""

from __future__ import annotations

import pytest

from indexer.model import Reading
from indexer.query.abbreviations import every_abbreviation
from indexer.query.parse import parse
from indexer.query.plan import Pattern, Plan, Weights, make_plan
from indexer.query.scoring import Statistics
from tests.query.telling import told

_HELD = {("syllable", "dân"): ["dân", "dâng"], ("syllable", "~dan"): ["~dan", "~dang"]}


def plan_of(line: str, weights: Weights | None = None, held: dict[str, int] | None = None, passages: int = 0) -> Plan:
    return make_plan(
        parse(line),
        statistics=Statistics(lambda _field, terms: [(held or {}).get(term, 1) for term in terms], passages),
        expand=lambda field, prefix: _HELD.get((field, prefix), [f"{prefix}{at}" for at in range(50)]),
        weights=weights,
    )


@pytest.mark.parametrize(
    ("line", "matched"),
    [
        ("", "all"),
        ("Đảng", "đảng | front:đảng"),
        ("Lý LUẬN lý", "(lý & luận) | (front:lý & front:luận)"),
        ("ly luan", "(~ly & ~luan) | (front:~ly & front:~luan)"),
        ("lý luan", "(lý & ~luan) | (front:lý & front:~luan)"),  # each syllable as it was typed
        ("hoà hòa", "hòa | front:hòa"),
        ("đảng 2018", "(đảng & 2018) | (front:đảng & front:2018)"),  # figures have no accents to lose
        ('"lý luận"', '"lý luận" | front:"lý luận"'),
        ('"ly luan"', '"~ly ~luan" | front:"~ly ~luan"'),
        ('"Đảng"', "đảng | front:đảng"),
        ('""', "all"),
        ('"lý luận"~5', '"lý luận"~5 | front:"lý luận"~5'),
        ("đảng +dân", "(đảng | front:đảng) & (dân | front:dân)"),
        ("LLCT", '(~llct | "lý luận chính trị") | (front:~llct | front:"lý luận chính trị")'),
        ("dân*", "dân*"),
        ("dan*", "~dan*"),
        ("đảng dân*", "(đảng | front:đảng) & dân*"),
        ("đảng HOẶC dân", "(đảng | front:đảng) | (dân | front:dân)"),
        ("đảng -dân", "(đảng | front:đảng) & not (dân | front:dân)"),
        ("KHÔNG dân", "not (dân | front:dân)"),
        ("23-CT/TW", "word:23-ct/tw | number:23-ct/tw"),
        ("23ct/tw", "word:23-ct/tw | number:23-ct/tw"),
        ("số 5-NQ/ĐU", "word:5-nq/du | number:5-nq/du"),
        ("05-NQ/ĐU", "word:5-nq/du | number:5-nq/du"),  # a leading nought says nothing
        ("chi thi so 23 CT TW", "word:23-ct/tw | number:23-ct/tw"),
        ("dân 23-CT/TW", "(word:23-ct/tw | number:23-ct/tw) & (dân | front:dân)"),
        ("30/2020/NĐ-CP", "word:30/2020/nd-cp | number:30/2020/nd-cp"),
        ("số:23-CT/TW", "number:23-ct/tw"),
        ("số:05nq/đu", "number:5-nq/du"),
        ("tác giả:Tuân", "author:tuân"),
        ("tác giả:tuan", "author:~tuan"),
        ('tác giả:"Vũ Tuân"', 'author:"vũ tuân"'),
        ("loại:(Nghị quyết)", "kind:nghị & kind:quyết"),
        ("tiêu đề:dân*", "title:dân*"),
        ("cơ quan:đảng bộ sưu tập:sách", "issuer:đảng & collection:sách"),
        ("năm:2010..", "2010.."),
        ("sách năm:2015", "(sách | front:sách) & 2015..2015"),
    ],
)
def test_matched(line: str, matched: str) -> None:
    assert told(plan_of(line).match) == matched


def test_six_syllables_must_all_be_held() -> None:
    plan = plan_of("một hai ba bốn năm sáu một hai")
    assert told(plan.match).startswith("(một & ~hai & ~ba & bốn & năm & sáu) |")
    assert (plan.share, plan.one_list) == (1, False)


@pytest.mark.parametrize(
    ("line", "least"),
    [
        ("một hai ba bốn năm sáu bảy", 6),
        ("một hai ba bốn năm sáu bảy tám", 6),
        ("mười " + "chín tám bảy sáu năm bốn ba hai một không trăm nghìn", 10),
    ],
)
def test_of_a_longer_line_three_quarters(line: str, least: int) -> None:
    plan = plan_of(line)
    assert told(plan.match).startswith(f"({least} of (")
    assert (plan.share, plan.one_list) == (0.75, True)
    assert Reading.SHARE in {notice.reading for notice in plan.notices}


def test_what_is_excluded_is_excluded_whole() -> None:
    plan = plan_of("-(một hai ba bốn năm sáu bảy)")
    assert told(plan.match).startswith("not ((một & ~hai")
    assert (plan.share, plan.scored, plan.patterns) == (1, (), ())


def _scored(
    line: str, weights: Weights | None = None, held: dict[str, int] | None = None, passages: int = 0
) -> dict[str, float]:
    return {f"{each.field}:{each.term}": each.weight for each in plan_of(line, weights, held, passages).scored}


_W = Weights(
    syllable=1, bigram=10, word=100, foreign=3, question=0.5, title=1000, front=2000, number=5000, cited=500, kind=50
)


@pytest.mark.parametrize(
    ("line", "scored"),
    [
        (
            "lý luận",
            {"syllable:lý": 1, "syllable:luận": 1, "bigram:lý_luận": 10, "word:lý_luận": 100}
            | {"front:lý": 2000, "front:luận": 2000, "title:lý": 1000, "title:luận": 1000},
        ),
        (
            "ly luan",  # no words: the segmenter saw accents
            {"syllable:~ly": 1, "syllable:~luan": 1, "bigram:~ly_luan": 10}
            | {"front:~ly": 2000, "front:~luan": 2000, "title:~ly": 1000, "title:~luan": 1000},
        ),
        ("23-CT/TW", {"number:23-ct/tw": 5000, "word:23-ct/tw": 500}),
        (
            "quyết định số 23-QĐ/TW",
            {"number:23-qd/tw": 5000, "word:23-qd/tw": 500, "kind:quyết": 50, "kind:định": 50},
        ),
        ("dân*", {"syllable:dân": 1, "syllable:dâng": 1}),
        ("tác giả:Tuân", {"author:tuân": 1}),
        ("năm:2015", {}),
        ("-dân", {}),
    ],
)
def test_scored(line: str, scored: dict[str, float]) -> None:
    assert _scored(line, _W) == scored


def test_a_syllable_that_is_rarely_written_without_accents_is_scored_folded() -> None:
    scored = _scored("lý luận cua Đảng", _W, {"cua": 2, "~cua": 100})
    assert (scored["syllable:cua"], scored["syllable:~cua"]) == (1, 1)
    assert (scored["bigram:luận_cua"], scored["bigram:~luan_cua"]) == (10, 10)
    assert "syllable:~ly" not in scored


def test_a_syllable_that_is_written_without_accents_is_scored_as_it_is() -> None:
    scored = _scored("lý luận theo Đảng", _W, {"theo": 98, "~theo": 100})
    assert scored["syllable:theo"] == 1
    assert not {"syllable:~theo", "bigram:~luan_theo", "bigram:~theo_dang"} & set(scored)


def test_a_word_of_another_language_weighs_as_much_as_a_word_of_two_syllables() -> None:
    scored = _scored("Marx về sự bần cùng", _W)
    assert (scored["syllable:marx"], scored["syllable:bần"]) == (3, 1)
    assert _scored("tu ban cua marx", _W)["syllable:~marx"] == 3


def test_a_rare_syllable_weighs_more() -> None:
    scored = _scored("của Hegel", held={"của": 900, "hegel": 3}, passages=1000)
    assert scored["syllable:hegel"] > 3 * scored["syllable:của"]


def test_words_that_only_ask_need_not_be_found() -> None:
    plan = plan_of("ý thức là gì")
    assert told(plan.match) == "(ý & thức) | (front:ý & front:thức)"
    assert list(plan.patterns) == [Pattern(("ý",)), Pattern(("thức",))]
    assert [(each.reading, each.detail) for each in plan.notices] == [(Reading.QUESTION, "là gì")]
    scored = _scored("ý thức là gì", _W)
    assert (scored["syllable:gì"], scored["bigram:là_gì"]) == (0.5, 5)


def test_a_line_that_does_nothing_but_ask_is_words() -> None:
    assert told(plan_of("như thế nào").match) == "(như & thế & nào) | (front:như & front:thế & front:nào)"
    assert told(plan_of("-(là gì)").match).startswith("not (")


def test_a_prefix_is_scored_by_its_most_frequent_terms_only() -> None:
    assert len(_scored("x*")) == 32


@pytest.mark.parametrize(
    ("line", "patterns"),
    [
        ("lý luan", [Pattern(("lý",)), Pattern(("~luan",))]),
        ('"lý luận"', [Pattern(("lý", "luận"))]),
        ("dân*", [Pattern(("dân",), prefix=True)]),
        ("23-CT/TW", [Pattern(("23", "~ct", "~tw"))]),
        ("5-NQ/ĐU", [Pattern(("05", "~nq", "~du")), Pattern(("5", "~nq", "~du"))]),
        ("đảng -dân", [Pattern(("đảng",))]),
        ("tác giả:Tuân năm:2015", []),
    ],
)
def test_highlighted(line: str, patterns: list[Pattern]) -> None:
    assert list(plan_of(line).patterns) == patterns


@pytest.mark.parametrize(
    ("line", "readings"),
    [
        ("lý luận", []),
        ("ly luan", ["folded"]),
        ("lý luan", ["mixed"]),
        ("23-CT/TW", ["number"]),
        ("dan chu o co so la gi", ["question", "folded", "abbreviation"]),
        ("năm:2015", []),
    ],
)
def test_what_the_reader_is_told(line: str, readings: list[str]) -> None:
    assert [str(notice.reading) for notice in plan_of(line).notices] == readings


@pytest.mark.parametrize(
    ("line", "partial"),
    [
        ("lý luận", True),
        ('lý luận "của Đảng"', True),
        ('"lý luận"', False),  # one who quotes wants the quotation
        ("lý luận HOẶC dân", False),
        ("lý luận -dân", False),
        ("lý luận năm:2015", False),
        ("dân*", False),
        ("", False),
    ],
)
def test_whether_partial_matches_may_follow(line: str, partial: bool) -> None:  # noqa: FBT001  # a row of the table
    assert plan_of(line).partial is partial


def test_a_plus_holds_for_partial_matches_too() -> None:
    plan = plan_of("đảng +dân")
    assert plan.partial
    assert [told(each) for each in plan.required] == ["dân | front:dân"]
    assert plan_of("đảng dân").required == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("CNXH là gì", ["CNXH = chủ nghĩa xã hội"]),
        ("cnxh la gi", ["cnxh = chủ nghĩa xã hội"]),
        ("chu nghia xa hoi la gi", ["chu nghia xa hoi = CNXH"]),
        ("chủ nghĩa xã hội", ["chủ nghĩa xã hội = CNXH"]),
        ("chú nghĩa xã hội", []),  # other accents are other words
        ("BCH TW Đảng", ["BCH TW = Ban Chấp hành Trung ương"]),  # the longest
        ("BCH chi bộ", ["BCH = Ban Chấp hành"]),
        ("CNH-HĐH", ["CNH-HĐH = công nghiệp hóa, hiện đại hóa"]),
        ("CNH, HDH", ["CNH, HDH = công nghiệp hóa, hiện đại hóa"]),
        ("hdnd xã", ["hdnd = Hội đồng nhân dân"]),
        ("TU", ["TU = Tỉnh ủy / Thành ủy"]),
        ("tu", []),  # a syllable
        ("đu", []),
        ("tỉnh ủy", []),  # TU may also be another
        ("CÔNG TÁC CỦA ĐU TỈNH", []),  # a heading in capitals
        ('"CNXH"', []),  # one who quotes wants the quotation
        ("đảng -CNXH", []),
        ("30/2020/NĐ-CP", []),  # a number is a number
    ],
)
def test_abbreviations_are_told(line: str, expected: list[str]) -> None:
    assert _told(line, "abbreviation", abbreviations=True) == expected


def test_abbreviations_can_be_switched_off() -> None:
    plan = make_plan(parse("CNXH"), expand=lambda _field, _prefix: [], abbreviations=False)
    assert told(plan.match) == "~cnxh | front:~cnxh"
    assert _told("CNXH", "unexpanded", abbreviations=False) == ["CNXH = chủ nghĩa xã hội"]


def test_forms_that_the_library_does_not_hold_are_passed_over() -> None:
    held = {"cnxh", "llct", "lý", "luận", "chính", "trị"}
    plan = make_plan(
        parse("CNXH LLCT"),
        expand=lambda _field, _prefix: [],
        statistics=Statistics(lambda _field, terms: [int(term in held) for term in terms], 0),
    )
    assert [each.detail for each in plan.notices] == ["LLCT = lý luận chính trị"]
    assert told(plan.match).startswith('(~cnxh & (~llct | "lý luận chính trị"))')


def _told(line: str, reading: str, *, abbreviations: bool) -> list[str]:
    plan = make_plan(parse(line), expand=lambda _field, _prefix: [], abbreviations=abbreviations)
    return [each.detail for each in plan.notices if each.reading == reading]


def test_every_abbreviation_is_read_both_ways() -> None:
    rows = every_abbreviation()
    assert len(rows) >= 120
    for short, full in rows.items():
        assert _told(short, "abbreviation", abbreviations=True), short
        [found] = _told(short, "abbreviation", abbreviations=True)
        assert found == f"{short} = {' / '.join(full)}"
        if len(full) == 1:
            [found] = _told(full[0], "abbreviation", abbreviations=True)
            assert full[0] in found


def test_a_pasted_text_is_asked_for_by_its_rarest_syllables() -> None:
    rare = {f"t{at}": at for at in range(300)}
    plan = make_plan(
        parse(" ".join([*rare, "vắng"])),
        expand=lambda _field, _prefix: [],
        statistics=Statistics(lambda _field, terms: [rare.get(term, 0) for term in terms], 0),
    )
    assert told(plan.match).startswith("8 of (t1 t2 t3 ")
    assert {each.term for each in plan.scored if each.field == "syllable"} == {f"t{at}" for at in range(1, 33)}
    assert (plan.share, plan.one_list) == (0.125, True)
    assert [each.reading for each in plan.notices] == ["telling"]


def test_a_pasted_text_of_unknown_words_finds_nothing() -> None:
    plan = make_plan(
        parse(" ".join(f"x{at}" for at in range(100))),
        expand=lambda _field, _prefix: [],
        statistics=Statistics(lambda _field, terms: [0] * len(terms), 0),
    )
    assert told(plan.match) == "none"
