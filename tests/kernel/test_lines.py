"""Lists of lines compared: in the order of the later one, each detail under the line it belongs to."""

from __future__ import annotations

import time

from maillage.kernel.lines import changed_lines

PLACES = "Places ouvertes"
FAMILIES = "Familles accompagnées"


def shown(before: list[str], after: list[str]) -> list[str]:
    """Each changed line in one word and its text."""
    return [
        " ".join(f"{piece.kind}:{piece.text.strip()}" for piece in line.pieces)
        for line in changed_lines(before, after)
    ]


def test_what_came_stands_where_it_stands_in_the_later_list() -> None:
    before = ["Places ouvertes : 12", "Familles accompagnées : 30"]
    after = ["Places ouvertes : 14", "– source : CAF", "Familles accompagnées : 40", "– source : RPE"]
    assert shown(before, after) == [
        "same:Places ouvertes : gone:12 new:14",
        "new:– source : CAF",
        "same:Familles accompagnées : gone:30 new:40",
        "new:– source : RPE",
    ]


def test_a_detail_that_changed_alone_says_what_it_details() -> None:
    before = [PLACES, FAMILIES, "– source : CAF"]
    after = [PLACES, "– source : RPE", FAMILIES, "– source : PMI"]
    assert shown(before, after) == [
        f"same:{PLACES}",
        "new:– source : RPE",
        f"same:{FAMILIES}",
        "same:– source : gone:CAF new:PMI",
    ]


def test_the_line_above_is_said_once_for_several_details() -> None:
    before = [PLACES, "– a : un", "– milieu", "– b : un"]
    after = [PLACES, "– a : deux", "– milieu", "– b : deux"]
    assert [line.partition(" ")[0] for line in shown(before, after)] == ["same:Places", "same:–", "same:–"]


def test_what_left_stands_before_what_took_its_place() -> None:
    before = ["Tout autre chose", "Le guichet est ouvert", "Un sujet passé"]
    after = ["Le guichet est ouvert tous les jours", "Quelque chose de neuf"]
    assert shown(before, after) == [
        "gone:Tout autre chose",
        "same:Le guichet est ouvert new:tous les jours",
        "gone:Un sujet passé",
        "new:Quelque chose de neuf",
    ]


def test_a_detail_that_left_says_what_it_detailed() -> None:
    assert shown([PLACES, "– source : CAF"], [PLACES]) == [f"same:{PLACES}", "gone:– source : CAF"]


def test_lines_made_to_be_compared_for_minutes_are_told_at_once() -> None:
    before = [f"a {number} " * 600 for number in range(6)]
    after = [f"a {number} " * 600 for number in range(6, 12)]
    many = [[f"{side} {number} de la famille" for number in range(300)] for side in ("avant", "ensuite")]
    start = time.process_time()
    assert len(changed_lines(before, after)) >= 6
    assert len(changed_lines(*many)) == 600
    assert time.process_time() - start < 2
