from __future__ import annotations

import pytest

from indexer.model import Filter, Sort
from search_web import links

KIND, YEAR = Filter("kind", "Nghị quyết"), Filter("year", "2018")
ODD = ["a&b=c", "50 %", "#1 + 2?", "“trích”; 'x' <b>", "Đảng bộ = cơ sở", "x" * 3000, "\U0001f4d6", "a\\b"]


def test_defaults_are_left_out() -> None:
    assert links.query_of("") == ""
    assert links.query_of("dân", [], Sort.RELEVANCE, 0) == "q=d%C3%A2n"


def test_one_search_has_one_address() -> None:
    one = links.with_sort(links.with_filter("q=a", KIND), Sort.NEWEST)
    other = links.with_filter(links.with_sort("q=a", Sort.NEWEST), KIND)
    assert one == other == links.query_of("a", [KIND], Sort.NEWEST)


@pytest.mark.parametrize("value", ODD)
def test_a_filter_added_and_taken_away_leaves_the_search_as_it_was(value: str) -> None:
    query = links.query_of(value, [KIND], Sort.TITLE)
    odd = Filter("author", value)
    assert links.without_filter(links.with_filter(query, odd), odd) == query
    assert ("filter", f"author={value}") in links.pairs(links.with_filter(query, odd))


def test_a_filter_is_added_once() -> None:
    assert links.with_filter(links.with_filter("q=a", KIND), KIND) == links.with_filter("q=a", KIND)


@pytest.mark.parametrize(
    "changed",
    [
        links.with_filter("q=a&offset=30", YEAR),
        links.without_filter("q=a&filter=year=2018&offset=30", YEAR),
        links.without_filters("q=a&filter=year=2018&offset=30"),
        links.with_sort("q=a&offset=30", Sort.OLDEST),
        links.with_line("q=a&offset=30", "b"),
    ],
)
def test_another_search_begins_at_its_first_document(changed: str) -> None:
    assert "offset" not in changed


def test_paging_keeps_everything_else() -> None:
    query = links.query_of("a", [KIND, YEAR], Sort.NEWEST)
    assert links.with_offset(query, 20) == query + "&offset=20"
    assert links.with_offset(query + "&offset=20", 0) == query
    assert links.with_offset(query + "&offset=3", -7) == query


def test_filters_go_together() -> None:
    assert links.without_filters(links.query_of("a", [KIND, YEAR], Sort.NEWEST)) == "q=a&sort=newest"


def test_a_line_is_replaced_or_taken_away() -> None:
    assert links.with_line("q=a&filter=year=2018", "b c") == "q=b+c&filter=year=2018"
    assert links.with_line("q=a&filter=year=2018", "") == "filter=year=2018"


def test_unknown_parameters_go() -> None:
    assert links.with_offset("q=a&utm=x&offset=10", 10) == "q=a&offset=10"


def test_address() -> None:
    assert links.address("/tim", "") == "/tim"
    assert links.address("/tim", "q=a", "khop") == "/tim?q=a#khop"
