"""A long échéancier on paper: each sheet has its years, and what crosses it."""

from __future__ import annotations

import re

from tests.cast import Cast
from tests.factories.schedule import axis, dated, supposes
from tests.web.testing import PageClient


def drawn(page: PageClient, cast: Cast) -> str:
    """The page, as the reader gets it."""
    page.force_login(cast.lecteur)
    return str(page.get(f"/c/{cast.convention.pk}/echeancier/").content.decode())


def arrows(html: str) -> list[str]:
    """What each layer of arrows draws, in the order of the page."""
    return re.findall(r'<svg class="gantt-over gantt-arrow[^>]*>(.*?)</g></svg>', html)


def test_a_plan_that_holds_on_one_sheet_begins_no_other(page: PageClient, cast: Cast) -> None:
    node = axis(cast.convention, "Enfance")
    for number in range(20):
        dated(cast.convention, f"Action {number}", "2025", "2026", node=node)
    html = drawn(page, cast)
    assert "gantt-sheet" not in html
    assert "gantt-long" not in html


def test_a_long_axis_goes_on_under_its_name_and_the_years(page: PageClient, cast: Cast) -> None:
    node = axis(cast.convention, "Enfance & jeunesse")
    for number in range(40):
        dated(cast.convention, f"Action {number}", "2025", "2026", node=node, ref=f"1.{number + 1}")
    html = drawn(page, cast)
    [sheet] = re.findall(r'<li><div class="gantt-sheet".*?</li>', html)
    assert '<use href="#gantt-tete" />' in sheet
    assert "Enfance &amp; jeunesse (suite)" in sheet
    assert html.count('id="gantt-tete"') == 1


def test_an_axis_that_would_be_cut_from_its_lines_begins_the_next_sheet(page: PageClient, cast: Cast) -> None:
    first, second = axis(cast.convention, "Enfance"), axis(cast.convention, "Jeunesse", "2")
    for number in range(32):
        dated(cast.convention, f"Action {number}", "2025", "2026", node=first)
    for number in range(3):
        dated(cast.convention, f"Autre {number}", "2025", "2026", node=second)
    html = drawn(page, cast)
    assert "(suite)" not in html
    assert html.index('class="gantt-sheet"') < html.index("<span>Jeunesse</span>")


def test_an_arrow_across_two_sheets_leaves_one_and_enters_the_other(page: PageClient, cast: Cast) -> None:
    node = axis(cast.convention, "Enfance")
    every = [dated(cast.convention, f"Action {n}", "2025", "juin 2026", node=node) for n in range(40)]
    last = dated(cast.convention, "Dernière", "juillet 2026", "2027", node=node)
    supposes(last, every[0])
    entering, whole, leaving = arrows(drawn(page, cast))
    assert "M-6-3.5" in whole
    assert "M-6-3.5" in entering
    assert 'y1="66"' not in leaving
    assert "M-6-3.5" not in leaving
