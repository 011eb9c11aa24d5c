"""A whole workbook compared with the plan: all its differences and all its problems at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.sections import SECTIONS
from maillage.conventions.sections.links import refuse_itself
from maillage.conventions.workbook.blank import BLANK
from maillage.conventions.workbook.cells import CellError, excerpt
from maillage.conventions.workbook.changes import Change, Differences, FicheChange, Problem
from maillage.conventions.workbook.comparing import FicheRow, number_in, problem, same_fiche
from maillage.conventions.workbook.comparing_figures import FiguresRows
from maillage.conventions.workbook.comparing_rows import FicheRows
from maillage.conventions.workbook.layout import ACTIONS
from maillage.kernel.french import plural
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.accounts.models import User
    from maillage.conventions.sections import Json
    from maillage.conventions.selectors.followed import Followed
    from maillage.conventions.workbook.snapshot import Record, Snapshot
    from maillage.conventions.workbook.tables import Given, Row, Table

_STRANGE = "ce n’est pas une fiche de cette convention"
_STRANGE_ADVICE = (
    "Reprenez l’identifiant d’un classeur de cette convention, ou videz la case pour ajouter la fiche."
)

_GONE = "cette fiche a été supprimée du plan"
_GONE_ADVICE = "Rétablissez-la depuis l’historique, ou effacez ses lignes."


def compare(tables: Sequence[Table], snapshot: Snapshot, by: User) -> Differences:
    """What ``tables`` say otherwise than ``snapshot``, checked as the sections would for ``by``."""
    comparison = _Comparison(snapshot, by)
    for table in sorted(tables, key=lambda one: one.sheet.name != ACTIONS):
        comparison.take(table)
    return comparison.finished()


@dataclass
class _Comparison:
    snapshot: Snapshot
    by: User
    result: Differences = field(default_factory=Differences)
    known: dict[int, FicheChange] = field(default_factory=dict)
    new: dict[str, FicheChange] = field(default_factory=dict)
    rows: dict[int, Row] = field(default_factory=dict)
    strange: set[int] = field(default_factory=set)

    def take(self, table: Table) -> None:
        """One sheet of the workbook."""
        for header in table.unknown:
            where = f"Feuille « {table.name} » : la colonne « {excerpt(header)} »"
            self.result.notes.append(f"{where} n’est pas connue, elle n’est pas lue.")
        if table.sheet.followed is not None:
            reader = FiguresRows(
                table.sheet.followed, self.snapshot.convention, self.snapshot.since, self.result.problems
            )
            reader.take(table, self._fiche_of_values)
        elif table.sheet.of_rows is None:
            for row in table.rows:
                self._take_fiche(table, row)
        else:
            self._take_rows(table)

    def _take_fiche(self, table: Table, row: Row) -> None:
        record = self._record_of(row)
        if record is None and row.text("id"):
            return
        if record is None and (record := same_fiche(self.snapshot, row)):
            self.result.notes.append(
                f"Ligne {row.place.row} : « {record.action} » est déjà dans le plan, la ligne la modifie."
            )
        if record is not None and not self._first(record, row):
            return
        before = len(self.result.problems)
        fiche = FicheRow(table, row, self.snapshot, record, self.result.problems).read()
        if record is not None:
            self.known[record.action.pk] = fiche
        else:
            self._take_new(row, fiche, before)

    def _take_new(self, row: Row, fiche: FicheChange, before: int) -> None:
        if not row.text("title"):
            given = row.cells.get("title")
            place = given.place if given else row.place
            advice = "Donnez un titre à la fiche, ou effacez la ligne."
            self.result.problems.append(
                Problem(place, "Titre", "", "une fiche à ajouter a besoin d’un titre", advice)
            )
        if before < len(self.result.problems):
            who = f"Ligne {row.place.row} : « {fiche.label} »"
            self.result.notes.append(f"{who} n’est pas ajoutée tant qu’une case est à corriger.")
            return
        self.result.fiches.append(fiche)
        self.new.setdefault(fold(fiche.label), fiche)
        self.new.setdefault(fold(row.text("title")), fiche)

    def _record_of(self, row: Row) -> Record | None:
        """The fiche that the identifier names; one that is of nobody's here is a problem."""
        given = row.cells.get("id")
        if given is None or not given.text.strip():
            return None
        pk = number_in(given.text) or 0
        record = self.snapshot.records.get(pk)
        if record is None and pk not in self.strange:
            self._say_strange(pk, given, row)
        return record

    def _say_strange(self, pk: int, given: Given, row: Row) -> None:
        """A fiche that is not in the plan is said once; asking to delete one that is gone is no mistake."""
        if pk:
            self.strange.add(pk)
        gone = pk in self.snapshot.deleted
        if gone and fold(row.text("remove")) == "oui":
            return
        error = CellError(_GONE, _GONE_ADVICE) if gone else CellError(_STRANGE, _STRANGE_ADVICE)
        self.result.problems.append(problem(given, "Identifiant", error))

    def _first(self, record: Record, row: Row) -> bool:
        earlier = self.rows.setdefault(record.action.pk, row)
        if earlier is row:
            return True
        place = row.cells["id"].place if "id" in row.cells else row.place
        reason = f"la ligne {earlier.place.row} parle déjà de cette fiche"
        advice = "Gardez une seule des deux lignes."
        self.result.problems.append(Problem(place, "Identifiant", str(record.action.pk), reason, advice))
        return False

    def _take_rows(self, table: Table) -> None:
        sheet = table.sheet.of_rows
        if sheet is None:
            return
        readers: dict[int, FicheRows] = {}
        for row in table.rows:
            fiche = self._fiche_of(row)
            if fiche is None:
                continue
            reader = readers.get(id(fiche))
            if reader is None:
                now, then = self._values(fiche, row, sheet.section)
                reader = FicheRows(sheet, table.sheet.name, fiche, now, then, self.result.problems)
                readers[id(fiche)] = reader
            reader.read(row, table.columns)

    def _fiche_of_values(self, one: Followed, row: Row) -> FicheChange:
        record = self.snapshot.records[one.indicator.action_id]
        fiche = FicheChange(str(record.action), row.place, record.action)
        return self.known.setdefault(record.action.pk, fiche)

    def _values(self, fiche: FicheChange, row: Row, section: str) -> tuple[Json, Json | None]:
        if fiche.action is None:
            return BLANK[section], BLANK[section]
        record = self.snapshot.records[fiche.action.pk]
        version = row.text("version") or (
            self.rows[fiche.action.pk].text("version") if fiche.action.pk in self.rows else ""
        )
        then = self.snapshot.before(record, number_in(version))
        return record.sections[section], then[section] if then else None

    def _fiche_of(self, row: Row) -> FicheChange | None:
        """The fiche that a row of rows belongs to: by identifier, else by its name."""
        record = self._record_of(row)
        if record is None and row.text("id"):
            return None
        name = fold(row.text("fiche"))
        if record is None and name in self.new:
            return self.new[name]
        record = record or self._named(name)
        if record is not None:
            pk = record.action.pk
            return self.known.setdefault(pk, FicheChange(str(record.action), row.place, record.action))
        given = row.cells.get("fiche") or row.cells.get("id")
        place = given.place if given else row.place
        advice = "Écrivez l’identifiant de la fiche, ou son nom exact."
        self.result.problems.append(
            Problem(
                place, "Fiche", excerpt(row.text("fiche")), "on ne sait pas de quelle fiche il s’agit", advice
            )
        )
        return None

    def _named(self, name: str) -> Record | None:
        records = self.snapshot.records.values()
        found = [one for one in records if name and name in {fold(str(one.action)), fold(one.action.title)}]
        return found[0] if len(found) == 1 else None

    def finished(self) -> Differences:
        """The differences, without what the sections would refuse."""
        self.result.fiches = [*self.known.values(), *self.result.fiches]
        for fiche in self.result.fiches:
            self._check(fiche)
        self.result.fiches = [fiche for fiche in self.result.fiches if fiche.all or fiche.action is None]
        self.result.problems.sort(key=lambda one: (one.place.sheet, one.place.row, one.place.column))
        return self.result

    def _check(self, fiche: FicheChange) -> None:
        """Try each section that changes; a change that is refused becomes a problem."""
        record = self.snapshot.records[fiche.action.pk] if fiche.action else None
        sections = record.sections if record else BLANK
        own = (change.section for change in fiche.changes if change.section in SECTIONS)
        for section in dict.fromkeys(own):
            while mine := [change for change in fiche.changes if change.section == section]:
                error = self._refusal(section, sections, fiche, mine)
                if error is None:
                    break
                guilty = next((one for one in mine if one.field == error.field), mine[-1])
                fiche.changes.remove(guilty)
                self.result.problems.append(_refused(guilty, error))

    def _refusal(
        self, section: str, sections: dict[str, Json], fiche: FicheChange, mine: list[Change]
    ) -> InvalidValueError | None:
        part, convention = SECTIONS[section], self.snapshot.convention
        try:
            after = part.clean(convention, fiche.values(sections, mine)[section])
            part.allow(convention, sections[section], after, self.by)
            if section == "links" and fiche.action is not None:
                refuse_itself(fiche.action, after)
        except InvalidValueError as error:
            return error
        return None


def _refused(change: Change, error: InvalidValueError) -> Problem:
    said = str(error).rstrip(".")
    advice = "Corrigez la case, ou videz-la." if change.after else "Remplissez la case."
    return Problem(change.place, change.label, excerpt(change.after), said, advice)


def tally(differences: Differences) -> str:
    """« 12 fiches modifiées, 3 ajoutées, 2 cases à corriger »."""
    changed, added, removed = len(differences.changed), len(differences.added), len(differences.removed)
    return counted(changed, added, removed, len(differences.problems))


def counted(changed: int, added: int, removed: int, wrong: int = 0) -> str:
    """How many fiches change, what does not happen left unsaid; « rien de nouveau » for none at all."""
    parts: list[str] = []
    for number, how in ((changed, "modifiée"), (added, "ajoutée"), (removed, "supprimée")):
        if number:
            words = (how, f"{how}s") if parts else (f"fiche {how}", f"fiches {how}s")
            parts.append(plural(number, *words))
    if wrong:
        parts.append(plural(wrong, "case à corriger", "cases à corriger"))
    return ", ".join(parts) or "rien de nouveau"
