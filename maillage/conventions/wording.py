"""A section's value as lines of text: what people compare, in the history and when two edits meet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from maillage.conventions.enums import (
    Difficulty,
    Direction,
    Frequency,
    IndicatorKind,
    LinkKind,
    MeasureType,
    PilotKind,
    ResidentsLevel,
    Status,
    TargetOp,
    TargetPeriod,
    Term,
)
from maillage.diagnosis.models import Finding
from maillage.kernel import fuzzy
from maillage.kernel.french import NBSP, number, plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from maillage.conventions.models import Convention


class Names:
    """Names behind the ids that values hold; looked up once, when one is met."""

    def __init__(self, convention: Convention) -> None:
        self._convention = convention

    @cached_property
    def themes(self) -> dict[int, str]:
        """Name of each theme of the convention."""
        return dict(self._convention.themes.values_list("pk", "name"))

    @cached_property
    def schemes(self) -> dict[int, str]:
        """Name of each scheme of the convention."""
        return dict(self._convention.schemes.values_list("pk", "name"))

    @cached_property
    def actions(self) -> dict[int, str]:
        """Reference and title of each action, deleted ones included."""
        rows = self._convention.actions(manager="everything").values_list("pk", "ref", "title")
        return {pk: f"{ref} {title}".strip() for pk, ref, title in rows}

    @cached_property
    def findings(self) -> dict[int, str]:
        """Words of each finding of the diagnosis, deleted ones included."""
        return dict(Finding.objects.filter(workspace_id=self._convention.pk).values_list("pk", "text"))


def moment_words(moment: dict[str, str] | None) -> str:
    """« printemps 2024 »; nothing for nothing."""
    return fuzzy.show(date.fromisoformat(moment["on"]), moment["precision"]) if moment else ""


def amount_words(value: str | None, unit: str) -> str:
    """« 12 places »; nothing without a value."""
    if not value:
        return ""
    figure = number(Decimal(value))
    return f"{figure}{NBSP}{unit}" if unit else figure


def move_words(value: Decimal) -> tuple[str, Decimal]:
    """« baisse de » for -20, « hausse de » for 15, and how much: people write no minus sign."""
    return ("baisse de " if value < 0 else "hausse de "), abs(value)


def target_words(target: dict[str, Any] | None) -> str:
    """« au moins 80 places par an », « entre 10 et 12 % »; nothing without a target."""
    if not target:
        return ""
    operator, unit, sought = TargetOp(target["op"]), target["unit"], target["value"]
    words = {TargetOp.EQUAL: ""}.get(operator, f"{operator.label} ")
    if operator == TargetOp.CHANGE and sought:
        words, much = move_words(Decimal(sought))
        sought = str(much)
    value = amount_words(sought, "" if operator == TargetOp.BETWEEN else unit)
    if operator == TargetOp.BETWEEN:
        value = f"{value} et {amount_words(target['value_max'], unit)}"
    per = f" {TargetPeriod(target['per']).label}" if target["per"] else ""
    return f"{words}{value}{per}"


def measure_words(row: dict[str, Any]) -> str:
    """« Nombre, chaque année », « souhait, sans mesure »; nothing until someone chose.

    Values of the journal older than measures have none of it.
    """
    if row.get("wish"):
        return "souhait, sans mesure"
    measure, frequency = row.get("measure"), row.get("frequency")
    words = [str(MeasureType(measure).label)] if measure else []
    words += [str(Frequency(frequency).label)] if frequency else []
    return ", ".join(words)


_DETAILS = {
    "definition": "définition",
    "numerator_label": "numérateur",
    "denominator_label": "dénominateur",
    "source": "source",
    "method": "méthode",
    "responsible": "renseigné par",
    "target_year": "année de la cible",
    "baseline_year": "année de départ",
}


def details_words(row: dict[str, Any]) -> list[str]:
    """« définition : … », « cible 2026 : 12 »: what an indicator is besides its target, a line each.

    Values of the journal older than these details have none of it.
    """
    said = [f"{label} : {row[name]}" for name, label in _DETAILS.items() if row.get(name)]
    said += [f"cible {one['year']} : {number(Decimal(one['value']))}" for one in row.get("targets") or ()]
    said += [f"sens : {str(Direction(row['direction']).label).lower()}"] if row.get("direction") else []
    said += ["valeurs cumulées depuis le début"] if row.get("cumulative") else []
    return said


def _labelled(pairs: list[tuple[str, str]]) -> list[str]:
    return [f"{label} : {text}" for label, text in pairs if text]


def _step(step: dict[str, Any], group: str = "") -> str:
    about = ", ".join(part for part in (step["due"], step["who"]) if part)
    words = " · ".join(part for part in (group, step["text"]) if part)
    state = "" if step["status"] == Status.TO_COME else f" [{Status(step['status']).label.lower()}]"
    return f"{words}{f' ({about})' if about else ''}{state}"


def _steps(value: Any, _names: Names) -> list[str]:
    lines = []
    for step in value:
        lines.append(_step(step, step["group"]))
        lines += [f"– {_step(sub)}" for sub in step["substeps"]]
    return lines


def _people(value: Any, _names: Names) -> list[str]:
    linked = {True: " (compte relié)", False: ""}
    pilots = [
        (str(PilotKind(row["kind"]).label), row["label"] + linked[row["member"] is not None])
        for row in value["pilots"]
    ]
    partners = [("Partenaire", row["label"]) for row in value["partners"]]
    communes = [("Territoire", plural(len(value["communes"]), "commune"))] if value["communes"] else []
    return _labelled(pilots + partners + communes)


def _residents(value: Any, _names: Names) -> list[str]:
    level = str(ResidentsLevel(value["level"]).label) if value["level"] else ""
    return _labelled([("Niveau", level)]) + list(value["lines"])


def _indicators(value: Any, _names: Names) -> list[str]:
    lines = []
    for row in value:
        kind = f" ({IndicatorKind(row['kind']).label.lower()})" if row["kind"] else ""
        target = target_words(row["target"])
        measure = measure_words(row)
        said = f"{row['label']}{kind}{f' : {target}' if target else ''}"
        lines.append(f"{said}{f' [{measure.lower()}]' if measure else ''}")
        lines += [f"– {text}" for text in details_words(row)]
    return lines


def _calendar(value: Any, _names: Names) -> list[str]:
    term = str(Term(value["term"]).label) if value["term"] else ""
    moments = [
        ("Début", moment_words(value["start"])),
        ("Fin", moment_words(value["end"])),
        ("Horizon", term),
    ]
    return list(value["phrases"]) + _labelled(moments)


def _identity(value: Any, names: Names) -> list[str]:
    themes = ", ".join(names.themes.get(pk, "thématique supprimée") for pk in value["themes"])
    pairs = [
        ("Référence", value["ref"]),
        ("Titre", value["title"]),
        ("Titre de la fiche", value["fiche_title"]),
        ("Thématiques", themes),
    ]
    return _labelled(pairs) + (["Action transversale"] if value["transversal"] else [])


def _state(value: Any, _names: Names) -> list[str]:
    progress = "" if value["progress"] is None else f"{value['progress']}\u00a0%"
    pairs = [("État", str(Status(value["status"]).label)), ("Avancement", progress)]
    difficulty = str(Difficulty(value["difficulty"]).label) if value.get("difficulty") else ""
    later = [
        ("Difficulté", " : ".join(part for part in (difficulty, value.get("difficulty_note")) if part)),
        ("Aide attendue", value.get("help_needed", "")),
        ("Prochaine étape", value.get("next_step", "")),
    ]
    return _labelled([*pairs, ("Nouvelle", value["news"]), *later])


def _links(value: Any, names: Names) -> list[str]:
    gone = "supprimé"
    actions = [
        (str(LinkKind(row["kind"]).label), names.actions.get(row["action"], gone)) for row in value["actions"]
    ]
    findings = [("Constat", names.findings.get(pk, gone)) for pk in value["findings"]]
    schemes = [("Schéma", names.schemes.get(pk, gone)) for pk in value["schemes"]]
    return _labelled([*findings, *actions, *schemes])


_WORDS: dict[str, Callable[[Any, Names], list[str]]] = {
    "steps": _steps,
    "people": _people,
    "residents": _residents,
    "indicators": _indicators,
    "calendar": _calendar,
    "identity": _identity,
    "state": _state,
    "links": _links,
}


def lines_of_section(section: str, value: Any, names: Names) -> list[str]:
    """The lines of a section's value; those of a text section are the value itself."""
    words = _WORDS.get(section)
    return words(value, names) if words else list(value)
