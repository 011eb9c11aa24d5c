"""Files made to exhaust, to reach out or to deceive: each is built here, none is kept."""

from __future__ import annotations

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
