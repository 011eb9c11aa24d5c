"""Marks of the source become bold and superscripts."""

from __future__ import annotations

import pytest

from maillage.intake.source_text import Run, cut_runs, plain, runs_of


@pytest.mark.parametrize(
    ("line", "runs"),
    [
        ("un 2^{ème} agrément", [Run("un 2"), Run("ème", raised=True), Run(" agrément")]),
        ("- Un **bon bilan** dressé", [Run("- Un "), Run("bon bilan", bold=True), Run(" dressé")]),
        ("Coordination <i>Directrice</i>", [Run("Coordination "), Run("Directrice")]),
        ('RH<ul class="a">- État', [Run("RH"), Run(" "), Run("- État")]),
        ("**S’accorder sur", [Run("S’accorder sur", bold=True)]),
        ("et ses habitants**", [Run("et ses habitants", bold=True)]),
        ("5 * 3 = 15, x^2", [Run("5 * 3 = 15, x^2")]),
        ("", []),
    ],
)
def test_marks_are_read(line: str, runs: list[Run]) -> None:
    assert runs_of(line) == runs


def test_tags_that_are_not_marks_stay_text() -> None:
    assert plain("<script>alert(1)</script>") == "<script>alert(1)</script>"


def test_a_part_of_a_line_keeps_its_styles() -> None:
    runs = runs_of("un **bon bilan** dressé")
    assert cut_runs(runs, 7, 14) == (Run("bilan", bold=True), Run(" d"))
