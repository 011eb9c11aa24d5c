"""The registry of what a fiche shows in a list: read by the page, its filters and its exports.

A column says its words (as shown and as exported), how it sorts, which coded values it has (to narrow and to
group by), and the name of the filter « sans … » that keeps the fiches saying nothing there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.conventions.enums import Difficulty, IndicatorKind, MeasureType, PilotKind, Status, Term
from maillage.conventions.listing.gaps import KNOWN as GAPS
from maillage.conventions.listing.gaps import NEEDS as GAP_NEEDS
from maillage.conventions.listing.gaps import facts_of_row, gaps_of, next_gap
from maillage.kernel import fuzzy
from maillage.kernel.french import NBSP, day, number
from maillage.kernel.text import fold, lines_of, sort_key

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from maillage.conventions.listing.rows import Pair, Row

Values = Callable[["Row"], Iterable["Pair"]]
OUTSIDE = ("-", "Hors des axes")
STATES = [status.value for status in Status]
TERMS = [term.value for term in Term]
_LABELS: dict[str, str] = {
    choice.value: str(choice.label) for kind in (Status, Term, Difficulty, MeasureType) for choice in kind
}


@dataclass(frozen=True)
class Column:
    """``needs``: facets of ``Row``. ``sort`` gives None where nothing is said: such rows stay last.

    ``choices``: every code with its words, when they are the same everywhere. ``without``: the words of
    the filter « sans … ». ``figure``: a number, set on the right. Not ``sortable``: it stands in plan order.
    """

    key: str
    label: str
    text: Callable[[Row], str]
    needs: frozenset[str] = frozenset()
    sort: Callable[[Row], Any] | None = None
    values: Values | None = None
    choices: tuple[Pair, ...] = ()
    without: str = ""
    figure: bool = False
    sortable: bool = True

    def sort_by(self, row: Row) -> Any:
        """The key of ``row`` in this column; None when it says nothing."""
        if self.sort is not None:
            return self.sort(row)
        words = self.text(row)
        return sort_key(words) if words else None


def _needs(*names: str) -> frozenset[str]:
    return frozenset(names)


def _joined(pairs: Iterable[Pair]) -> str:
    return ", ".join(words for _, words in pairs)


def _coded(words: Iterable[str]) -> list[Pair]:
    return [(one, one) for one in dict.fromkeys(words)]


def _choices(kind: Any) -> tuple[Pair, ...]:
    return tuple((choice.value, str(choice.label)) for choice in kind if choice.value)


def _one(code: str) -> list[Pair]:
    return [(code, _LABELS[code])] if code else []


def _moment(on: date | None, precision: str) -> str:
    return fuzzy.show(on, precision) if on else ""


def due_words(row: Row) -> str:
    """« automne 2026 », else the horizon in words."""
    return _moment(row.end_on, row.end_precision) or _LABELS.get(row.term, "").lower()


def _due_order(row: Row) -> Any:
    if row.end_on:
        return (0, row.end_on.toordinal())
    return (1, TERMS.index(row.term)) if row.term else None


def _elected(row: Row) -> str:
    return ", ".join(pilot.label for pilot in row.pilots if pilot.kind == PilotKind.ELECTED)


def _steps(row: Row) -> str:
    done = sum(step.status == Status.DONE for step in row.steps)
    return f"{done} sur {len(row.steps)}" if row.steps else ""


def _amount(value: Decimal | None, unit: str) -> str:
    return f"{number(value)}{NBSP}{unit}" if value is not None else ""


def _gap(row: Row) -> list[Pair]:
    gap = next_gap(facts_of_row(row))
    return [(gap.key, gap.words)] if gap else []


def _gaps(row: Row) -> list[Pair]:
    return [(gap.key, gap.words) for gap in gaps_of(facts_of_row(row))]


def filled_of(row: Row) -> int:
    """How many of the convention's rubriques say something."""
    return sum(key in row.filled for key in row.rubrics)


def _kinds(row: Row) -> list[Pair]:
    return _coded(str(IndicatorKind(one.kind).label) for one in row.indicators if one.kind)


def _measures(row: Row) -> list[Pair]:
    found = dict.fromkeys(one.measure for one in row.indicators if one.counted)
    return [pair for code in found for pair in _one(code)]


def _count(said: Iterable[bool]) -> str:
    return str(sum(said) or "")


def _written(name: str) -> Callable[[Row], str]:
    """The points of a text of the fiche, one after the other."""
    return lambda row: " ; ".join(lines_of(getattr(row.texts, name)))


def _linked(row: Row) -> str:
    return _count(pilot.member is not None for pilot in row.pilots)


def _trail(row: Row) -> list[Pair]:
    return [*row.trail[:1]] or [OUTSIDE]


_ALL: tuple[Column, ...] = (
    Column("ref", "Référence", lambda row: row.ref),
    Column("axe", "Axe", lambda row: _joined(row.trail[:1]), values=_trail, sortable=False),
    Column("place", "Place dans le plan", lambda row: " › ".join(words for _, words in row.trail),
           values=lambda row: row.trail or [OUTSIDE], sortable=False),
    Column("etat", "État", lambda row: _LABELS[row.status], sort=lambda row: STATES.index(row.status),
           values=lambda row: _one(row.status), choices=_choices(Status)),
    Column("avancement", "Avancement", lambda row: "" if row.progress is None else f"{row.progress}{NBSP}%",
           sort=lambda row: row.progress, without="Sans avancement chiffré", figure=True),
    Column("pilote", "Pilote", lambda row: ", ".join(pilot.label for pilot in row.pilots), _needs("pilots"),
           values=lambda row: _coded(pilot.label for pilot in row.pilots), without="Sans pilote"),
    Column("pilote-elu", "Pilote élu·e", _elected, _needs("pilots"), without="Sans pilote élu·e"),
    Column("compte", "Comptes reliés", _linked,
           _needs("pilots"), without="Sans compte relié à un pilote", figure=True),
    Column("partenaire", "Partenaires", lambda row: ", ".join(row.partners), _needs("partners"),
           values=lambda row: _coded(row.partners), without="Sans partenaire"),
    Column("theme", "Thématique", lambda row: _joined(row.themes), _needs("themes"),
           values=lambda row: row.themes, without="Sans thématique"),
    Column("public", "Publics", lambda row: ", ".join(lines_of(row.publics)),
           values=lambda row: [(fold(line), line) for line in lines_of(row.publics)], without="Sans public"),
    Column("commune", "Communes", lambda row: _joined(row.communes), _needs("communes"),
           values=lambda row: row.communes, without="Sans commune"),
    Column("competence", "Compétence", lambda row: ", ".join(lines_of(row.competence)),
           without="Sans compétence dite"),
    Column("schema", "Schémas liés", lambda row: _joined(row.schemes), _needs("schemes"),
           values=lambda row: row.schemes, without="Sans schéma lié"),
    Column("horizon", "Horizon", lambda row: _LABELS.get(row.term, ""), values=lambda row: _one(row.term),
           sort=lambda row: TERMS.index(row.term) if row.term else None, choices=_choices(Term),
           without="Sans horizon"),
    Column("debut", "Début", lambda row: _moment(row.start_on, row.start_precision),
           sort=lambda row: row.start_on, without="Sans début"),
    Column("echeance", "Échéance", due_words, sort=_due_order, without="Sans échéance"),
    Column("etape", "Étapes faites", _steps, _needs("steps"), without="Sans étape",
           sort=lambda row: len(row.steps) or None, figure=True),
    Column("indicateur", "Indicateurs", lambda row: str(len(row.indicators) or ""), _needs("indicators"),
           sort=lambda row: len(row.indicators) or None, without="Sans indicateur", figure=True),
    Column("nature", "Nature des indicateurs", lambda row: _joined(_kinds(row)), _needs("indicators"),
           values=_kinds),
    Column("mesure", "Type d’indicateur", lambda row: _joined(_measures(row)), _needs("indicators"),
           values=_measures, choices=_choices(MeasureType), without="Sans indicateur mesurable"),
    Column("cible", "Indicateurs avec cible", lambda row: _count(one.targeted for one in row.indicators),
           _needs("indicators"), without="Sans cible", figure=True),
    Column("valeur", "Indicateurs avec valeur", lambda row: _count(one.valued for one in row.indicators),
           _needs("indicators"), without="Sans valeur d’indicateur", figure=True),
    Column("nouvelle", "Dernière nouvelle", lambda row: row.news, without="Sans nouvelle écrite"),
    Column("dite", "Nouvelles reçues le", lambda row: day(row.told_at) if row.told_at else "",
           sort=lambda row: row.told_at),
    Column("suite", "Prochaine étape", lambda row: row.next_step, without="Sans prochaine étape dite"),
    Column("difficulte", "Difficulté", lambda row: _LABELS.get(row.difficulty, ""),
           values=lambda row: _one(row.difficulty), choices=_choices(Difficulty)),
    Column("aide", "Aide attendue", lambda row: row.help_needed),
    Column("etp", "ETP", lambda row: _amount(row.staff.first, "ETP"), _needs("staff"),
           sort=lambda row: row.staff.first, without="Sans temps de travail (ETP)", figure=True),
    Column("budget", "Budget prévu", lambda row: _amount(row.budget.first, "€"), _needs("budget"),
           sort=lambda row: row.budget.first, without="Sans budget", figure=True),
    Column("obtenu", "Budget obtenu", lambda row: _amount(row.budget.second, "€"), _needs("budget"),
           sort=lambda row: row.budget.second, without="Sans financement obtenu", figure=True),
    Column("habitants", "Place des habitants", lambda row: "oui" if "residents" in row.filled else "",
           _needs("filled"), without="Sans place des habitants"),
    Column("contexte", "Contexte", _written("context"), _needs("texts"), without="Sans contexte"),
    Column("objectif", "Objectifs", _written("objectives"), _needs("texts"), without="Sans objectif"),
    Column("reussite", "Conditions de réussite", _written("success_conditions"), _needs("texts"),
           without="Sans condition de réussite"),
    Column("vigilance", "Points de vigilance", _written("vigilance"), _needs("texts"),
           without="Sans point de vigilance"),
    Column("moyens", "Moyens, en mots", _written("resources"), _needs("texts"), without="Sans moyens dits"),
    Column("liee", "Actions liées", lambda row: str(row.links or ""), _needs("links"),
           sort=lambda row: row.links or None, without="Sans action liée", figure=True),
    Column("document", "Documents", lambda row: str(row.documents or ""), _needs("documents"),
           sort=lambda row: row.documents or None, without="Sans document", figure=True),
    Column("constat", "Constats liés", lambda row: str(row.findings or ""), _needs("findings"),
           sort=lambda row: row.findings or None, without="Sans constat du diagnostic", figure=True),
    Column("message", "Messages", lambda row: str(row.comments or ""), _needs("comments"),
           sort=lambda row: row.comments or None, without="Sans message", figure=True),
    Column("remplie", "Fiche remplie", lambda row: f"{filled_of(row)}/{len(row.rubrics)}", _needs("filled"),
           sort=filled_of, figure=True),
    Column("manque", "À remplir ensuite", lambda row: _joined(_gap(row)), GAP_NEEDS, values=_gap,
           choices=tuple(GAPS.items())),
    Column("lacune", "Tout ce qui manque", lambda row: _joined(_gaps(row)), GAP_NEEDS, values=_gaps,
           choices=tuple(GAPS.items())),
    Column("modifiee", "Modifiée le", lambda row: day(row.updated_at), sort=lambda row: row.updated_at),
)  # fmt: skip

COLUMNS: dict[str, Column] = {column.key: column for column in _ALL}
DEFAULT = ("etat", "pilote", "echeance", "remplie")
"""The columns of a list that asks for none; the action itself always comes first."""
CHOSEN = tuple(column.key for column in _ALL if column.values is not None)
"""Columns that a list can be narrowed to, by value."""
GROUPS = tuple(key for key in CHOSEN if key not in {"place", "lacune"})
"""Columns that a list can be grouped by."""
