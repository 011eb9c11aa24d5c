"""Files made to exhaust, to reach out or to deceive: each is built here, none is kept."""

from __future__ import annotations

import re

from maillage.intake.reading.supervisor import ReadingRefusedError, read_apart
from tests.fuzz.hostile.bombs import BOMBS
from tests.fuzz.hostile.crowds import CROWDS, HEAVY
from tests.fuzz.hostile.entities import ENTITIES
from tests.fuzz.hostile.hostile import Hostile
from tests.fuzz.hostile.letters import LETTERS
from tests.fuzz.hostile.locked import LOCKED
from tests.fuzz.hostile.macros import MACROS

#: Those that the tests read at each run, and the heavy ones that ``--hostile`` adds.
LIGHT: tuple[Hostile, ...] = (*BOMBS, *ENTITIES, *MACROS, *LOCKED, *LETTERS, *CROWDS)
ALL: tuple[Hostile, ...] = (*LIGHT, *HEAVY)


def meets(hostile: Hostile) -> tuple[bool, str]:
    """Whether a file is read or refused as it should, in a process of its own, and what was said."""
    try:
        reading = read_apart(hostile.build(), hostile.name, tell=lambda _percent, _stage: None)
    except ReadingRefusedError as refusal:
        said = str(refusal)
        return bool(hostile.said and re.search(hostile.said, said) and said.endswith(".")), said
    shown = any(hostile.shown in line for line in reading.lines)
    return hostile.said is None and shown, f"{len(reading.lines)} lines"
