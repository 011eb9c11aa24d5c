"""How a lower ring wakes an upper one without knowing it: typed events, heard once the transaction holds.

An event is a frozen dataclass of ids. Whoever cares subscribes in the ``ready`` of its application.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

E = TypeVar("E")
_HEARD_BY: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(kind: type[E], listener: Callable[[E], None]) -> None:
    """Have ``listener`` called with each event of ``kind``; twice the same listener counts once."""
    if listener not in _HEARD_BY[kind]:
        _HEARD_BY[kind].append(listener)


def publish(event: object) -> None:
    """Tell ``event`` once the present transaction is committed, never when it is rolled back.

    A listener that fails is logged: what happened has happened, and the others still hear of it.
    """
    transaction.on_commit(lambda: _tell(event))


def _tell(event: object) -> None:
    for listener in _HEARD_BY[type(event)]:
        try:
            listener(event)
        except Exception:
            log.exception("A listener failed on %s.", event)
