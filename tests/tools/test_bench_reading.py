"""The bench of the reader: its documents grow, and what it says of them is measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.bench import reading


def test_a_longer_plan_has_more_actions_each_its_own() -> None:
    plan, pages = reading.plan_of(40)
    refs = [action["ref"] for action in plan["actions"]]
    assert 30 <= pages <= 50
    assert len(set(refs)) == len(refs)
    assert len({action["title"] for action in plan["actions"]}) == len(refs)


@pytest.mark.parametrize("name", sorted(reading.builders()))
def test_every_format_holds_the_plan_that_is_measured(name: str, tmp_path: Path) -> None:
    plan, _ = reading.plan_of(5)
    path = tmp_path / name
    path.write_bytes(reading.builders()[name](plan))
    row = reading.measure_file(path, path)
    assert row["actions"] == len(plan["actions"])
    assert float(str(row["peak_mb"])) > 10
    assert float(str(row["read_s"])) > 0


def test_growth_compares_a_page_of_the_longest_with_one_of_fifty() -> None:
    seconds = {10: 1.0, 50: 2.0, 100: 4.0, 200: 12.0}
    rows: list[reading.Row] = [
        {"format": "pdf", "pages": pages, "read_s": total / 2, "understood_s": total / 2}
        for pages, total in seconds.items()
    ]
    assert reading.growth(rows) == {"pdf": 1.5}
