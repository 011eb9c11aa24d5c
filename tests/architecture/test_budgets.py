"""Nothing grows past what one person reads in one go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import measures, sources
from tests.architecture.measures import Sizes

HARD: dict[str, tuple[Callable[[], Sizes], int]] = {
    "python file": (lambda: measures.lines(sources.code()), 400),
    "function": (lambda: measures.functions(sources.code()), 60),
    "template": (lambda: measures.lines(sources.templates()), 150),
    "test file": (lambda: measures.lines(sources.tests()), 500),
}
USUAL: dict[str, tuple[Callable[[], Sizes], int]] = {
    "python file": (lambda: measures.lines(sources.code()), 300),
    "function": (lambda: measures.functions(sources.code()), 35),
    "test function": (lambda: measures.functions(sources.tests()), 25),
}
OWN_SCRIPT = 2500


@pytest.mark.parametrize("rule", HARD)
def test_nothing_passes_its_hard_limit(rule: str) -> None:
    measure, limit = HARD[rule]
    exempt = sources.exemptions(rule)
    over = {name: size for name, size in measure().items() if size > limit and name not in exempt}
    assert over == {}, f"{rule}: at most {limit} lines"


@pytest.mark.parametrize("rule", HARD)
def test_an_exemption_has_a_reason_and_is_still_needed(rule: str) -> None:
    measure, limit = HARD[rule]
    sizes = measure()
    for name, reason in sources.exemptions(rule).items():
        assert len(reason) > 20, f"{name}: say why"
        assert sizes.get(name, 0) > limit, f"{name}: no longer over {limit} lines, drop its exemption"


@pytest.mark.parametrize("rule", USUAL)
def test_95_in_100_stay_under_the_usual_size(rule: str) -> None:
    measure, limit = USUAL[rule]
    sizes = measure()
    longest = sorted(sizes.items(), key=lambda item: -item[1])[: 1 + len(sizes) // 20]
    assert measures.percentile_95(sizes) <= limit, longest


def test_own_script_stays_small() -> None:
    assert sum(measures.lines(sources.STATIC.rglob("*.js")).values()) < OWN_SCRIPT


def test_lengths_are_counted_from_def_to_the_last_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "sample.py"
    nested = "        def inner():\n            pass\n\n"
    file.write_text(f"class A:\n    @property\n    def long(self):\n{nested}        return 1\n")
    monkeypatch.setattr(measures, "name", lambda path: path.name)
    assert measures.functions([file]) == {"sample.py::A.long": 5, "sample.py::A.long.inner": 2}
    assert measures.percentile_95({str(size): size for size in range(1, 101)}) == 95
