"""Charts: what is drawn, what is not, what is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from maillage.web.components.charts.bars import draw_bars
from maillage.web.components.charts.bullet import draw_bullet
from maillage.web.components.charts.line import LARGE, SMALL, draw_line
from maillage.web.components.charts.series import Point, Series, Sign, Target
from maillage.web.components.charts.twin import twin_of
from maillage.web.components.templatetags.charts import count_beads


def year(number: int, value: str = "", sign: Sign = Sign.OBSERVED) -> Point:
    return Point(str(number), Decimal(value) if value else None, sign, date(number, 12, 31))


def series(*points: Point, unit: str = "", target: Target | None = None, key: str = "essai") -> Series:
    return Series(key, "Places ouvertes", points, unit=unit, target=target)


def parts(drawing: str, name: str) -> list[etree._Element]:
    return list(etree.fromstring(drawing).iter(name))


def classes(drawing: str) -> list[str]:
    return [str(one.get("class", "")) for one in etree.fromstring(drawing).iter() if one.get("class")]


def test_a_line_is_broken_where_a_value_is_missing() -> None:
    drawing = draw_line(
        series(year(2021, "1"), year(2022, "2"), year(2023), year(2024, "4"), year(2025, "5"))
    )
    assert len(parts(drawing, "polyline")) == 2
    assert len(parts(drawing, "circle")) == 4


def test_an_estimated_value_is_hollow_and_so_is_its_line() -> None:
    seen = classes(draw_line(series(year(2024, "3"), year(2025, "4", Sign.ESTIMATED))))
    assert seen.count("hollow") == 1
    assert seen.count("l1 guess") == 1


def test_a_secret_value_is_hatched_and_has_no_point() -> None:
    drawing = draw_line(series(year(2024, sign=Sign.MASKED)))
    assert "masked" in classes(drawing)
    assert parts(drawing, "circle") == []
    assert "2024 secret" in draw_line(series(year(2024, sign=Sign.MASKED)))


def test_a_secret_value_is_not_drawn_even_when_somebody_left_its_number() -> None:
    point = Point("2024", Decimal(3), Sign.MASKED, date(2024, 12, 31))
    assert parts(draw_line(series(point)), "circle") == []
    assert twin_of(series(point)).rows[0].said == "secret"


def test_zero_is_always_on_the_chart() -> None:
    drawing = draw_line(series(year(2024, "900"), year(2025, "950")))
    zero = next(one for one in parts(drawing, "line") if one.get("class") == "zero")
    heights = [float(str(dot.get("cy"))) for dot in parts(drawing, "circle")]
    assert float(str(zero.get("y1"))) > max(heights) + 50


def test_more_is_higher_and_later_is_further_right() -> None:
    first, last = parts(draw_line(series(year(2023, "10"), year(2025, "20"))), "circle")
    assert float(str(first.get("cy"))) > float(str(last.get("cy")))
    assert float(str(first.get("cx"))) < float(str(last.get("cx")))


def test_the_target_stands_at_its_height_with_its_words() -> None:
    aim = Target(Decimal(20), at=date(2028, 12, 31), label="2028")
    drawing = draw_line(series(year(2025, "20"), unit="%", target=aim))
    line = next(one for one in parts(drawing, "line") if one.get("class") == "aim")
    assert line.get("y1") == parts(drawing, "circle")[0].get("cy")
    assert "cible 20\u00a0%" in [one.text for one in parts(drawing, "text")]


def test_a_range_to_stay_in_is_a_zone() -> None:
    drawing = draw_line(series(year(2025, "20"), target=Target(Decimal(10), Decimal(30))))
    assert "aim-zone" in classes(drawing)
    assert classes(drawing).count("aim") == 2


@pytest.mark.parametrize("draw", [draw_line, draw_bullet, draw_bars])
def test_a_chart_is_named_and_told(draw: type) -> None:
    root = etree.fromstring(draw(series(year(2024, "3"), year(2025))))
    assert root.get("role") == "img"
    ids = str(root.get("aria-labelledby")).split()
    told = [one.text for one in root.iter("title", "desc") if one.get("id") in ids]
    assert told[0] == "Places ouvertes"
    assert "3" in str(told[1])
    assert "non renseigné" in str(told[1])


@pytest.mark.parametrize("draw", [draw_line, draw_bullet, draw_bars])
def test_nothing_typed_becomes_markup_or_style(draw: type) -> None:
    bad = Series('k"ey', "<script>alert(1)</script>\x00", (Point('<b onload="x">', Decimal(1)),), unit="<i>")
    drawing = draw(bad)
    assert {str(one.tag) for one in etree.fromstring(drawing).iter()}.isdisjoint({"script", "b", "i"})
    assert " style=" not in drawing
    assert "<style" not in drawing


def test_a_bar_says_why_it_is_not_there() -> None:
    drawing = draw_bars(series(Point("A", Decimal(2)), Point("B", None, Sign.MASKED), Point("C")))
    said = [one.text for one in parts(drawing, "text")]
    assert classes(drawing).count("bar") == 1
    assert "secret" in said
    assert "non renseigné" in said


def test_the_twin_has_every_point_the_target_and_what_came_with_it() -> None:
    aim = Target(Decimal(60), label="2028")
    point = Point("2025", Decimal(52), cells=("36", "69"))
    table = twin_of(Series("k", "Présence", (point, Point("2026")), "%", aim, columns=("Venues", "Sur")))
    assert table.columns == ("Venues", "Sur")
    assert [row.said for row in table.rows] == ["52\u00a0%", "non renseigné"]
    assert table.rows[1].cells == ("", "")
    assert table.foot == (("Cible 2028", "60\u00a0%"),)


def test_beads_count_what_is_done_and_what_is_left() -> None:
    shown = count_beads(1, 3, "1 sur 3")
    assert (shown.count("is-faite"), shown.count("is-venir")) == (1, 2)
    assert count_beads(3, 400, "trop") == ""


values = st.one_of(st.none(), st.decimals(min_value=-(10**9), max_value=10**9, places=2))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(values, st.sampled_from(list(Sign))), max_size=30),
    st.one_of(st.none(), values),
    st.booleans(),
)
def test_any_series_is_drawn_inside_its_frame(
    drawn: list[tuple[Decimal | None, Sign]], aim: Decimal | None, dated: bool
) -> None:
    points = [
        Point(str(2000 + n), value, sign, date(2000 + n, 1, 1) if dated else None)
        for n, (value, sign) in enumerate(drawn)
    ]
    target = Target(aim, at=date(2040, 1, 1), label="2040") if aim is not None else None
    for size in (SMALL, LARGE):
        drawing = draw_line(series(*points, target=target), size)
        known = [point for point in points if point.drawn]
        assert len(parts(drawing, "circle")) == len(known)
        for dot in parts(drawing, "circle"):
            assert 0 <= float(str(dot.get("cx"))) <= size.width
            assert 0 <= float(str(dot.get("cy"))) <= size.height
    draw_bullet(series(*points, target=target))
    assert draw_bars(series(*points)).count('class="bar') == len(known)
