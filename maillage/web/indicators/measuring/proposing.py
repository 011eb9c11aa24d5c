"""What the words of an indicator propose: its measure, its target when it has none, its frequency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from maillage.conventions.enums import Frequency, MeasureType, TargetOp, TargetPeriod
from maillage.conventions.operations.measures import Choice
from maillage.intake.recognition.items.measures import measure_of
from maillage.intake.recognition.quantities import target_of

_MOST = Decimal(10) ** 10
_YEARLY = Frequency.YEAR.value
_COUNTED = frozenset({MeasureType.NUMBER, MeasureType.RATE, MeasureType.APPRECIATION})


@dataclass(frozen=True, slots=True)
class Proposal:
    """``target`` as the section holds it: the one in place, else the one that the words give."""

    measure: str
    frequency: str
    target: dict[str, Any] | None
    reason: str
    sure: bool

    def choice(self) -> Choice:
        """The proposal, kept."""
        return Choice(self.measure, self.frequency, details={"target": self.target})


def propose(label: str, target: dict[str, Any] | None) -> Proposal:
    """Read the words of an indicator that nobody measures yet."""
    wanted = target or _target_in(label)
    found = measure_of(label, wanted and {**wanted, "value": float(wanted["value"])})
    if _moves_by_percent(wanted) and not found.reason.startswith("commence"):
        return Proposal(
            MeasureType.NUMBER, _YEARLY, wanted, "sa cible est l’évolution d’un nombre", sure=False
        )
    often = found.frequency or (_YEARLY if found.type in _COUNTED else "")
    return Proposal(found.type, often, wanted, found.reason, found.sure)


def _moves_by_percent(target: dict[str, Any] | None) -> bool:
    """« Baisse de 20 % des demandes »: what is counted is the demandes, not the percentage."""
    return target is not None and target["op"] == TargetOp.CHANGE and "%" in target["unit"]


def _target_in(label: str) -> dict[str, Any] | None:
    """The target that the words give, whole; half of one says nothing."""
    read = target_of(label[:2000])
    if read is None or read.op not in TargetOp.values:
        return None
    between = read.op == TargetOp.BETWEEN
    value, top = _decimal(read.value), _decimal(read.value_max) if between else None
    if value is None or (between and top is None):
        return None
    return {
        "op": read.op,
        "value": value,
        "value_max": top,
        "unit": (read.unit or "")[:200],
        "per": read.per if read.per in TargetPeriod.values else "",
        "baseline": _decimal(read.baseline),
    }


def _decimal(value: object) -> str | None:
    if value is None:
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return f"{number.normalize() + 0:f}" if number.is_finite() and abs(number) < _MOST else None
