"""A few of the spoilt files, at each run of the tests; ``make fuzz`` reads thousands."""

from __future__ import annotations

import pytest

from tests.fuzz.corpus import sound_files
from tests.fuzz.mutation import mutant
from tests.fuzz.running import Case, outcome_of, run

NUMBERS = range(100_000, 100_006)


@pytest.mark.parametrize("name", sorted(sound_files()))
def test_a_sound_file_is_read(name: str) -> None:
    assert outcome_of(Case(name, 0), sound_files()[name]).result == "read"


@pytest.mark.parametrize("name", sorted(sound_files()))
def test_a_spoilt_file_is_read_or_refused_with_a_sentence(name: str) -> None:
    outcomes = [outcome_of(Case(name, number), mutant(sound_files()[name], number)) for number in NUMBERS]
    assert [outcome for outcome in outcomes if outcome.is_fault] == []


def test_a_number_spoils_a_file_the_same_way_twice() -> None:
    data = sound_files()["plan.txt"]
    assert mutant(data, 7) == mutant(data, 7) != data


def test_the_readers_tell_the_outcome_of_every_file() -> None:
    outcomes = list(run(iter(Case("plan.txt", number) for number in range(5)), readers=2))
    assert sorted(outcome.case.number for outcome in outcomes) == [0, 1, 2, 3, 4]
