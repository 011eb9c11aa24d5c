"""The indicators of the plan by fiche, with what is proposed or chosen of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import Http404

from maillage.conventions.enums import Frequency, MeasureType
from maillage.conventions.permissions import can_edit_convention
from maillage.conventions.sections.indicators import IndicatorsSection
from maillage.conventions.selectors.fiche import piloted_by
from maillage.conventions.selectors.followed import followed, is_followed
from maillage.conventions.wording import amount_words, target_words
from maillage.kernel.french import plural
from maillage.web.indicators.measuring.proposing import Proposal, propose

if TYPE_CHECKING:
    from maillage.conventions.models import Action, Convention, Indicator
    from maillage.conventions.operations.measures import Choice
    from maillage.conventions.querysets import Viewer
    from maillage.web.indicators.measuring.forms import MeasureForm

MOST_OF_A_FICHE, MOST_OF_A_PLAN = 3, 30
OPEN, COUNTED, WISHES = "a-voir", "suivis", "souhaits"
_STATES = {OPEN: "À voir", COUNTED: "Suivis", WISHES: "Souhaits"}


@dataclass
class Line:
    """An indicator: what is in the fiche, and what is proposed while nobody chose."""

    indicator: Indicator
    row: dict[str, Any]
    enters: bool
    form: MeasureForm | None = None

    @property
    def state(self) -> str:
        """Which of the three lists it is in."""
        if self.indicator.wish:
            return WISHES
        return COUNTED if is_followed(self.indicator) else OPEN

    @cached_property
    def proposal(self) -> Proposal | None:
        """Only while nobody chose."""
        return propose(self.row["label"], self.row["target"]) if self.state == OPEN else None

    @property
    def shown(self) -> dict[str, Any]:
        """What is chosen, else what is proposed."""
        one = self.proposal
        if one is None:
            return self.row
        return {**self.row, "measure": one.measure, "frequency": one.frequency, "target": one.target}

    @property
    def measure(self) -> str:
        """« Nombre »; nothing when none is proposed."""
        kind = self.shown["measure"]
        return str(MeasureType(kind).label) if kind else ""

    @property
    def frequency(self) -> str:
        """« chaque année »."""
        often = self.shown["frequency"]
        return str(Frequency(often).label) if often else ""

    @property
    def target(self) -> str:
        """« au moins 12 places »."""
        return target_words(self.shown["target"])

    @property
    def baseline(self) -> str:
        """« 36 », where it starts from."""
        return amount_words((self.shown["target"] or {}).get("baseline"), "")


@dataclass(slots=True)
class Fiche:
    """A fiche with its lines; ``counted``: how many of its indicators are followed, shown or not."""

    action: Action
    counted: int = 0
    lines: list[Line] = field(default_factory=list)

    @property
    def is_many(self) -> bool:
        """Whether it follows more than it will keep up."""
        return self.counted > MOST_OF_A_FICHE


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the three lists."""

    key: str
    label: str
    count: int
    on: bool


class Board:
    """Every indicator of the plan, as one person sees it."""

    def __init__(self, convention: Convention, user: Viewer, state: str = "") -> None:
        self.convention = convention
        self.all_enter = can_edit_convention(user, convention)
        own = set() if self.all_enter else piloted_by(convention, user)
        self.lines = []
        for one in followed(convention, user, wishes=True):
            row = IndicatorsSection.shown(one.indicator)
            enters = self.all_enter or one.indicator.action_id in own
            self.lines.append(Line(one.indicator, row, enters))
        self.state = state if state in _STATES else self._first()

    def _first(self) -> str:
        return next((key for key in _STATES if self.count(key)), OPEN)

    def count(self, state: str) -> int:
        """How many are in one of the lists."""
        return sum(line.state == state for line in self.lines)

    @property
    def tabs(self) -> list[Tab]:
        """The three lists."""
        return [Tab(key, label, self.count(key), key == self.state) for key, label in _STATES.items()]

    @property
    def fiches(self) -> list[Fiche]:
        """The fiches that have an indicator in the list chosen, in the order of the plan."""
        found: dict[int, Fiche] = {}
        for line in self.lines:
            fiche = found.setdefault(line.indicator.action_id, Fiche(line.indicator.action))
            fiche.counted += line.state == COUNTED
            fiche.lines += [line] if line.state == self.state else []
        return [fiche for fiche in found.values() if fiche.lines]

    @property
    def counter(self) -> str:
        """What remains to look at, in words."""
        left = self.count(OPEN)
        if not left:
            return "Tous les indicateurs sont vus."
        return f"{plural(left, 'indicateur')} à voir sur {len(self.lines)}"

    @property
    def too_many(self) -> int:
        """How many are followed in the plan, when that is more than it will keep up; else 0."""
        counted = self.count(COUNTED)
        return counted if counted > MOST_OF_A_PLAN else 0

    @property
    def sure(self) -> dict[int, Choice]:
        """The proposals that can be kept unseen, by indicator."""
        open_ones = (line for line in self.lines if line.enters and line.proposal)
        return {
            line.indicator.pk: line.proposal.choice()
            for line in open_ones
            if line.proposal is not None and line.proposal.sure and line.proposal.measure
        }

    def find(self, pk: int) -> Line:
        """One of them, or 404."""
        found = next((line for line in self.lines if line.indicator.pk == pk), None)
        if found is None:
            raise Http404
        return found

    def fiche_of(self, line: Line) -> Fiche:
        """The fiche of a line, with how many it follows."""
        own = [one for one in self.lines if one.indicator.action_id == line.indicator.action_id]
        return Fiche(line.indicator.action, sum(one.state == COUNTED for one in own), own)
