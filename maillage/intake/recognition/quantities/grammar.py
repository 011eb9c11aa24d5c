"""From a phrase to a target: the first quantity that says what to reach.

The phrase is read once from left to right. What looks like a number and counts
nothing is blanked out first; then the shapes are tried from the most telling to the
barest. Each looks at a window of fixed length around its number, so that the time
grows with the length of the phrase.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from maillage.intake.recognition.document import Target
from maillage.intake.recognition.quantities.bounds import (
    before_least,
    before_most,
    operator_between,
)
from maillage.intake.recognition.quantities.moves import change_of, times_of
from maillage.intake.recognition.quantities.numbers import Number, numbers_in
from maillage.intake.recognition.quantities.phrase import Phrase
from maillage.intake.recognition.quantities.silence import counted
from maillage.intake.recognition.quantities.units import period_of, unit_of

_FROM_TO = re.compile(
    r"\b(?:pass|port|relev|remont|ramen|evolu|augment|progress|accr|baiss|diminu|redu|hausse|descend|mont)\w*"
    r" (?:[^\W0-9]\S* ){0,5}?(?:de |d')$"
)
_TO = re.compile(r"^[^0-9.;]{0,50}?(?:\b(?:a|vers)|→|->|=>) ?(?:d')?$")
_ARROW = re.compile(r"^[^0-9.;]{0,30}?(?:→|->|=>) ?$")
_INSTEAD = re.compile(r"(?:\bau lieu de(?:s)?|\bau lieu d'|\bcontre|\bvs\.?|\bversus)(?: une?)? ?$")
_TODAY = re.compile(
    r"^[^.;]{0,40}?\((?: ?(?:contre|actuellement|aujourd'hui|a ce jour|initialement|en ·+|"
    r"base|reference|etat actuel))*"
    r" ?:? ?$"
)
_TODAY_AFTER = re.compile(r"^[^().]{0,30}?\b(?:actuellement|aujourd'hui|a ce jour|initialement|en ·+) ?\)")
_BETWEEN_HEAD = re.compile(r"\bentre $")
_RANGE_LINK = re.compile(r"^ ?%? ?(?:-|–|/|\ba|\bou|\bvoire) ?$")
_AND_LINK = re.compile(r"^[^0-9.;]{0,20}\bet $")
#: « réunir les 4 communes » counts what exists; « Les 4 communes signataires » is what to reach.
_DEFINITE = re.compile(r"(?:(?<=[^ ] )les|\b(?:ces|aux|nos|vos|leurs|ses|mes|parmi|cette|ce|autres)) $")
_FREQUENCY = re.compile(
    r"^ ?(?:[^\W0-9][\w'-]* ){0,3}?(?:(?:par |/ ?|chaque |tou(?:te)?s les )(?:an|annee|mois|trimestre)s?\b)"
    r"|^ fois (?:par|chaque|tous les|toutes les|l'an)\b|^ par (?:an|annee|mois|trimestre|semestre|semaine)\b"
)
_WINDOW = 90


def target_of(phrase: str) -> Target | None:
    """The target that a phrase sets, None where it gives no number to reach."""
    text = counted(Phrase.of(phrase))
    change = times_of(text)
    if change is not None:
        return Target("change", change, unit="%", per=period_of(text))
    numbers = numbers_in(text)
    for index, number in enumerate(numbers):
        found = _target_at(text, numbers, index, number)
        if found is not None:
            return found
    return None


def quantities_in(phrase: str) -> int:
    """How many separate quantities a phrase gives: a range or a progress counts once."""
    return len(quantity_starts(phrase))


def quantity_starts(phrase: str) -> list[int]:
    """Where each separate quantity begins in the phrase with its blanks made single."""
    text = counted(Phrase.of(phrase))
    solid = [n for n in numbers_in(text) if not n.article and not _DEFINITE.search(_before(text, n))]
    starts = [number.start for number in solid[:1]]
    for one, other in itertools.pairwise(solid):
        between = text.folded[one.end : other.start]
        if not (
            _RANGE_LINK.match(between)
            or _AND_LINK.match(between[-_WINDOW:])
            or _TO.match(between)
            or _INSTEAD.search(between)
            or _TODAY.match(between)
        ):
            starts.append(other.start)
    return starts


def _before(text: Phrase, number: Number) -> str:
    return text.folded[max(0, number.start - _WINDOW) : number.start]


def _after(text: Phrase, number: Number) -> str:
    return text.folded[number.end : number.end + _WINDOW]


def _target_at(text: Phrase, numbers: Sequence[Number], index: int, number: Number) -> Target | None:
    before = _before(text, number)
    following = numbers[index + 1] if index + 1 < len(numbers) else None
    if number.article and not _counts_one(before, text, number, following):
        return None
    if _DEFINITE.search(before) and not number.percent:
        return None
    change = change_of(number, before)
    both = following is not None and following.percent
    rises = change is not None and number.percent and not both
    progress = None if rises else _progress(text, number, following)
    if progress is not None:
        return progress
    if change is not None:
        return _make("change", text, number, value=change)
    return _interval(text, number, following) or _bound(text, number)


def _counts_one(before: str, text: Phrase, number: Number, following: Number | None) -> bool:
    """« un » is a number where it is bounded (« au moins un »), a frequency, or opens a range."""
    if before_least(before) or before_most(before):
        return True
    between = text.folded[number.end : following.start] if following is not None else "."
    if _RANGE_LINK.match(between) and following is not None and following.value > 1:
        return True
    frequency = _FREQUENCY.match(_after(text, number))
    if frequency is None:
        return False
    return following is None or number.end + frequency.end() <= following.start


def _progress(text: Phrase, number: Number, following: Number | None) -> Target | None:
    """« passer de A à B », « B au lieu de A », « A → B », « B (A aujourd’hui) »."""
    if following is None:
        return None
    between = text.folded[number.end : following.start]
    if (_FROM_TO.search(_before(text, number)) and _TO.match(between)) or _ARROW.match(between):
        return _make("=", text, following, baseline=number.value)
    if _INSTEAD.search(between[-_WINDOW:]):
        return _make(_operator(text, number), text, number, baseline=following.value)
    if "(" in between and _TODAY.match(between):
        after = text.folded[following.end : following.end + _WINDOW]
        if re.search(r"\( ?\w", between) or _TODAY_AFTER.match(after):
            return _make(_operator(text, number), text, number, baseline=following.value)
    return None


def _interval(text: Phrase, number: Number, following: Number | None) -> Target | None:
    if following is None or following.article:
        return None
    before, between = _before(text, number), text.folded[number.end : following.start]
    paired = _BETWEEN_HEAD.search(before) and _AND_LINK.match(between)
    if not paired and not _RANGE_LINK.match(between):
        return None
    if following.value <= number.value:
        return None
    if before_least(before):
        return _make(">=", text, following, value=number.value)
    if before_most(before):
        return _make("<=", text, following)
    return Target(
        "between",
        number.value,
        value_max=following.value,
        unit=unit_of(text, following),
        per=period_of(text),
    )


def _bound(text: Phrase, number: Number) -> Target:
    return _make(_operator(text, number), text, number)


def _operator(text: Phrase, number: Number) -> str:
    return operator_between(_before(text, number), _after(text, number))


def _make(
    op: str, text: Phrase, number: Number, *, value: float | None = None, baseline: float | None = None
) -> Target:
    return Target(
        op,
        number.value if value is None else value,
        unit=unit_of(text, number),
        per=period_of(text),
        baseline=baseline,
    )
