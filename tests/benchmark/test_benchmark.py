"""The benchmark measures the same things on every engine. How fast they are is told by its runs, not here."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from indexer.benchmark.composite import bytes_by_field
from indexer.benchmark.engines import OURS, first_page, measure
from indexer.benchmark.homes import make_home
from indexer.benchmark.lines import draw
from indexer.benchmark.prose import kept_rows, prepare, text_of
from indexer.benchmark.repeats import rows_of
from indexer.benchmark.report import report
from indexer.benchmark.rivals import RIVALS, installed, open_rival
from indexer.benchmark.serving import measure_serving, pasted_texts, report_serving
from indexer.engines import make_engine
from indexer.engines.base import Engine
from indexer.query.question import understand
from indexer.search import rank
from tests.contract.oracle import MemoryEngine
from tests.wanting import pass_over

MOST = 30  # passages
SENTENCES = (
    "Chủ nghĩa xã hội là mục tiêu mà nhân dân ta đã lựa chọn trong đường lối của Đảng từ ngày thành lập đến nay.",
    "Đại hội khẳng định vai trò của giai cấp công nhân trong sự nghiệp công nghiệp hóa và hiện đại hóa đất nước.",
    "Kinh tế thị trường phát triển cùng với văn hóa và con người, dưới sự quản lý của nhà nước pháp quyền.",
    "Tư tưởng của Người về đoàn kết dân tộc soi sáng con đường cách mạng mà nhân dân ta đi theo.",
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prose")
    with gzip.open(folder / "prose.jsonl.gz", "wt", encoding="utf-8") as file:
        for n in range(40):
            text = "\n".join(" ".join(SENTENCES[(n + m) % 4] for m in range(1 + n % 4)) for _ in range(n % 5))
            file.write(
                json.dumps({"_id": f"d{n}", "title": f"Bài viết về {SENTENCES[n % 4][:20]}", "text": text}) + "\n"
            )
    prepare(folder / "prose.jsonl.gz", MOST, folder / "kept", "syllable")
    return folder / "kept"


def filled(engine: Engine, kept: Path) -> Engine:
    with engine.writer() as writer:
        for row in kept_rows(kept, MOST):
            writer.put(row.entries())
    return engine


def test_lines_are_the_same_in_every_run(kept: Path) -> None:
    lines = draw(list(kept_rows(kept, MOST)), 50)
    assert lines == draw(list(kept_rows(kept, MOST)), 50)
    assert all(2 <= len(line.split()) <= 20 for line in lines)
    assert any(line.startswith('"') for line in lines)
    assert any(line.isascii() and '"' not in line for line in lines)


def test_cut_passages_are_used_again(kept: Path, tmp_path: Path) -> None:
    made = prepare(tmp_path / "missing", MOST, kept, "syllable")
    assert made.passages == text_of(kept_rows(kept, MOST)).passages


def test_a_page_holds_what_the_plain_engine_finds(kept: Path, tmp_path: Path) -> None:
    tantivy, memory = filled(make_engine("tantivy", tmp_path / "index"), kept), filled(MemoryEngine(), kept)
    for line in draw(list(kept_rows(kept, MOST)), 50) * 2:  # the second time from sets that were kept
        plan = understand(line, memory).plan
        ours, plain = rank(tantivy, plan, limit=100), rank(memory, plan, limit=100)
        assert ours.counts.total_documents == plain.counts.total_documents, line
        assert ours.counts.total_passages == plain.counts.total_passages, line
        assert ours.counts.facets == plain.counts.facets, line
        # The order of equals differs from engine to engine; here all are on the page.
        assert {(each.document, each.matches, whole) for each, whole in ours.documents} == {
            (each.document, each.matches, whole) for each, whole in plain.documents
        }, line
    tantivy.close()


@pytest.mark.parametrize("name", RIVALS)
def test_others_find_what_we_find(kept: Path, tmp_path: Path, name: str) -> None:
    if not installed(name):
        pass_over(f"no {name}: install the Debian package python3-xapian")
    engine = filled(make_engine("tantivy", tmp_path / "index"), kept)
    (tmp_path / "rival").mkdir()
    rival = open_rival(name, tmp_path / "rival")
    assert rival.fill(kept_rows(kept, MOST)).passages == text_of(kept_rows(kept, MOST)).passages
    for line in ("lựa chọn", "dan toc soi", '"giai cấp công nhân"', "nhà nước pháp quyền"):
        for ask in rival.asks().values():
            assert ask(line) == first_page(engine, line), line
            assert ask(line)[0] > 0
    engine.close()


def test_shares_of_fields_add_up_to_the_index(kept: Path, tmp_path: Path) -> None:
    filled(make_engine("tantivy", tmp_path), kept).close()
    shares = bytes_by_field(tmp_path)
    assert sum(sizes.total() for sizes in shares.values()) == sum(each.stat().st_size for each in tmp_path.iterdir())
    assert {"terms", "postings", "positions", "lengths"} == set(shares["syllable"])
    assert all(size >= 0 for sizes in shares.values() for size in sizes.values())


def test_repeats_are_other_documents_of_the_same_words(kept: Path) -> None:
    own = text_of(kept_rows(kept, MOST))
    rows = list(rows_of(kept, 4 * own.passages))
    assert own.passages * 4 <= sum(len(row.passages) for row in rows) < own.passages * 5
    assert len({row.document.id for row in rows}) == len(rows)
    words = [sorted(" ".join(row.texts()).split()) for row in rows]
    first, later = rows[: own.documents], rows[own.documents :]
    assert sum(row.texts() == other.texts() for row, other in zip(first, later, strict=False)) < len(first) / 2
    assert {tuple(dict.fromkeys(each)) for each in words[own.documents :]} <= {
        tuple(dict.fromkeys(each)) for each in words
    }


def test_a_library_is_served_and_timed(kept: Path, tmp_path: Path) -> None:
    made = make_home(kept_rows(kept, MOST), tmp_path / "home")
    assert made.passages == text_of(kept_rows(kept, MOST)).passages
    lines = draw(list(kept_rows(kept, MOST)), 40)
    served = measure_serving(tmp_path / "home", lines, pasted_texts([SENTENCES[0] * 60], 2))
    assert [len(each.milliseconds) for each in served.times] == [40, 2, 40, 40]
    assert served.processes > 1
    assert 10 < served.megabytes < 1000
    assert "HTTP, 16 readers" in report_serving(served)


def test_every_engine_is_measured_and_shown(kept: Path) -> None:
    lines = draw(list(kept_rows(kept, MOST)), 20)
    names = [*OURS, *(name for name in RIVALS if installed(name))]
    runs = [run for name in names for run in measure(name, kept, MOST, lines)]
    assert {"fts5 whole", *names} == {run.engine for run in runs}
    assert len({run.passages for run in runs}) == 1
    assert all(run.bytes > 0 and len(run.milliseconds) == len(lines) for run in runs)
    shown = report(prepare(kept, MOST, kept, "syllable"), runs, [text_of(kept_rows(kept, MOST))])
    assert all(name in shown for name in (*names, "fts5 whole", "bigram"))
