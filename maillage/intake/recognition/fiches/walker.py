"""The walk through the units that gathers the sections of each fiche."""

from __future__ import annotations

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.recognition.fiches.around import Surroundings, contents_of
from maillage.intake.recognition.fiches.endings import (
    begins_role,
    describes_body,
    heralds,
    names_part,
    recalls_fiches,
    repeats_title,
    same_title,
    starts_part,
)
from maillage.intake.recognition.fiches.fiche import Fiche, Part
from maillage.intake.recognition.outline.build import known_branch
from maillage.intake.recognition.outline.tree import Tree
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.levels import Entry
from maillage.intake.recognition.words.sections import DIAGNOSIS_SECTIONS, FICHE_SECTIONS, Label, Section
from maillage.intake.recognition.words.text import fold, is_shouted, likeness, stem

_SAME_TITLE = 0.8
_BUDGET_HEADS = frozenset({"cout", "financement", "depense", "recette", "subvention"})
#: « Moyens humains : 0,5 ETP » on one line keeps its kind.
_KINDS_OF_MEANS = frozenset("moyen humain financier materiel technique et".split())
_OBJECTIVE_RANKS = (50, 60, 65, 70)


class Walker:
    """Walks through the units; what it knows is the fiche at hand and the title announced."""

    def __init__(self, tree: Tree, opener: Section | None, around: Surroundings) -> None:
        self.fiches: list[Fiche] = []
        self._tree = tree
        self._opener = opener
        self._around = around
        self._fiche: Fiche | None = None
        self._open = False
        self._announced: list[Fiche] = []
        self._levels: list[Entry] = []
        self._title_due: Fiche | None = None
        self._resumed: Part | None = None
        self._axis: Fiche | None = None
        self._apart = False

    def take(self, index: int, unit: Unit, units: list[Unit]) -> None:
        """Read one unit."""
        if unit.is_break:
            return
        if self._title_due is not None and unit.grid is None and self._fills_title(unit):
            return
        if unit.grid is not None or starts_part(self._around, units, index):
            self._drop_points()
            self._leave()
            self._announced = []
            self._apart = unit.grid is None and describes_body(units, index)
        elif self._apart and unit.label is not None and not self._announced:
            return
        elif unit.label is not None and self._is_heading(unit):
            self._heading(unit, unit.label)
        elif unit.entry is not None and self._is_title_line(unit):
            self._entry(unit, unit.entry)
        elif self._closes(index, unit, units):
            return
        else:
            self._content(unit)

    def close(self) -> None:
        """End of the document."""
        self._drop_points()
        self._leave()

    def _is_heading(self, unit: Unit) -> bool:
        label = unit.label
        if label is None:
            return False
        current = self._part()
        if unit.weak:
            return self._weak_heading(unit, label, current)
        if unit.content and current is not None and current.section is label.section and not label.kind:
            return label.section is Section.PILOTS and _names_pilot(unit)
        if current is not None and current.section is label.section and not label.kind:
            return unit.bold or unit.text.rstrip().endswith(":") or is_shouted(unit.text)
        if label.section in DIAGNOSIS_SECTIONS and current is not None and current.section is Section.CONTEXT:
            return label.section is Section.WEAKNESSES and bool(unit.content)
        return True

    def _weak_heading(self, unit: Unit, label: Label, current: Part | None) -> bool:
        if label.section in DIAGNOSIS_SECTIONS or label.section is Section.ASIDE or current is None:
            return False
        if current.section is label.section and label.kind is None:
            return False
        marked = unit.bold or unit.text.rstrip().endswith(":")
        return marked or fold(unit.text) in self._around.solid

    def _heading(self, unit: Unit, label: Label) -> None:
        if label.section is Section.TITLE:
            self._announce(Fiche(unit.place, title=unit.content or None), unit)
            self._title_due = self._announced[-1] if not unit.content else None
            return
        if label.section is Section.REFERENCE:
            if unit.content:
                self._announce(Fiche(unit.place, ref=unit.content.strip(" .:")), unit)
            return
        section = self._section(label)
        if section is None or recalls_fiches(self._announced, self.fiches):
            self._apart = section is not None
            self._announced = []
            self._leave()
            return
        self._enter(section, unit)
        part = Part(section, label.kind, unit)
        if self._fiche is None:
            return
        inside = self._fiche.parts[-1] if self._fiche.parts else None
        self._fiche.parts.append(part)
        self._resumed = None
        if unit.content:
            part.units.extend(contents_of(unit, self._around.words, whole=_is_budget_line(unit)))
            self._resumed = inside if label.section is Section.WEAKNESSES else None

    def _section(self, label: Label) -> Section | None:
        """The fiche's section for a heading; None for a heading of a diagnosis outside any fiche."""
        within = self._open or bool(self._announced)
        if label.section is Section.CONTEXT and not within and self._opener is not Section.CONTEXT:
            return None
        if label.section in FICHE_SECTIONS or label.section is Section.ASIDE:
            return label.section
        if not within:
            return None
        return Section.SUCCESS if label.section is Section.WEAKNESSES else Section.CONTEXT

    def _enter(self, section: Section, unit: Unit) -> None:
        """Go on with the fiche at hand, or begin the next one."""
        announced = self._chosen()
        if self._goes_on(section, announced):
            self._open = True
        else:
            self._leave()
            self._fiche = announced or Fiche(unit.place)
            self._fiche.branch = self._fiche.branch or self._tree.here
            self._fiche.levels = self._fiche.levels or list(self._levels)
            self.fiches.append(self._fiche)
            self._open = True
        self._announced = []
        self._levels = []

    def _goes_on(self, section: Section, announced: Fiche | None) -> bool:
        if self._fiche is None:
            return False
        if announced is not None and announced.title and self._fiche.title:
            same = likeness(announced.title, self._fiche.title) >= _SAME_TITLE
            if same and announced.ref and self._fiche.ref:
                return announced.ref == self._fiche.ref
            return same
        if announced is not None:
            return False
        return not (section is self._opener and section in self._fiche.sections())

    def _chosen(self) -> Fiche | None:
        """The title announced for the fiche that begins; a list of titles announces nothing."""
        if not self._announced:
            return None
        last = self._announced[-1]
        earlier = self._announced[:-1]
        if not earlier or not last.ref:
            return last
        if any(same_title(other, last) for other in earlier):
            return last
        return None if all(other.ref for other in earlier) else last

    def _fills_title(self, unit: Unit) -> bool:
        due, self._title_due = self._title_due, None
        if due is None or unit.label is not None:
            return False
        if unit.entry is not None:
            if not unit.entry.is_action:
                return False
            due.ref, due.title = unit.entry.ref or due.ref, unit.entry.title
            return True
        due.title = unit.text
        return True

    def _is_title_line(self, unit: Unit) -> bool:
        """Bullets inside an open section are content, whatever they look like."""
        if not self._open:
            return True
        if unit.is_item:
            return False
        part = self._part()
        entry = unit.entry
        if part is None or entry is None:
            return True
        stated = part.section is Section.OBJECTIVES and entry.rank in _OBJECTIVE_RANKS
        if stated and self._tree.by_title(entry.title) is None:
            return False
        return bool(entry.title) or entry.ref is not None

    def _entry(self, unit: Unit, entry: Entry) -> None:
        if entry.is_action:
            fiche = Fiche(unit.place, title=entry.title or None, ref=entry.ref)
            self._announce(fiche, unit)
            self._title_due = fiche if not entry.title else None
            return
        self._apart = False
        branch = self._tree.by_title(entry.title)
        if branch is not None:
            self._tree.stand(branch)
        if entry.ref is not None and entry.ref.startswith("T") and entry.title:
            self._announce(Fiche(unit.place, title=entry.title, ref=entry.ref), unit)
            self._axis = self._announced[-1]
            return
        if self._announced and not self._open and not unit.is_item:
            self._announced[-1].levels.append(entry)
        self._open = False
        self._levels = [level for level in self._levels if level.rank < entry.rank] + [entry]

    def _announce(self, fiche: Fiche, unit: Unit) -> None:
        self._drop_points()
        self._apart = False
        self._announced = [other for other in self._announced if other is not self._axis]
        fiche.branch = self._tree.here
        fiche.levels = list(self._levels)
        if unit.label is not None and unit.label.section is Section.TITLE:
            fiche.ref = next((other.ref for other in self._announced if other.ref and not other.title), None)
            self._announced = []
        self._announced.append(fiche)
        self._open = False

    def _drop_points(self) -> None:
        """A title with points and no section is a fiche of its own."""
        if not self._announced:
            return
        last = self._announced[-1]
        if last.title and last.ref and last.points():
            self.fiches.append(last)
            self._announced = []

    def _closes(self, index: int, unit: Unit, units: list[Unit]) -> bool:
        """A line that belongs to what comes next: a known title, a part of the document."""
        if unit.cell or unit.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            return not self._open and unit.is_item and self._known_action(unit)
        if repeats_title(self._fiche, unit):
            return True
        branch = known_branch(self._tree, unit)
        if branch is not None and not branch.is_action:
            self._open = False
            self._tree.stand(branch)
            return True
        if branch is not None and unit.gap and self._known_action(unit):
            return True
        if names_part(unit) or (unit.gap and fold(unit.text) in self._around.cover):
            self._drop_points()
            self._leave()
            self._announced = []
            return True
        if unit.gap and fold(unit.text) in self._around.running:
            return True
        if self._open and (
            heralds(self._tree, self._around, units, index) or begins_role(self._part(), units, index)
        ):
            self._open = False
            return True
        return False

    def _known_action(self, unit: Unit) -> bool:
        branch = known_branch(self._tree, unit)
        if branch is None or not branch.is_action:
            return False
        self._announce(Fiche(unit.place, title=branch.title, ref=branch.ref), unit)
        return True

    def _content(self, unit: Unit) -> None:
        part = self._part()
        if part is not None and self._fiche is not None:
            if self._resumed is not None and unit.is_item:
                part = Part(self._resumed.section, self._resumed.kind, self._resumed.heading)
                self._fiche.parts.append(part)
                self._resumed = None
            part.units.append(unit)
        elif self._announced:
            self._announced[-1].preface.append(unit)

    def _part(self) -> Part | None:
        if self._fiche is None or not self._open or not self._fiche.parts:
            return None
        return self._fiche.parts[-1]

    def _leave(self) -> None:
        self._fiche = None
        self._open = False


def _names_pilot(unit: Unit) -> bool:
    """« Responsable de l'action : la ville » under « Qui fait quoi ? »: its head names no one."""
    head = fold(unit.text[: -len(unit.content)]).split()
    return head[-1:] in (["action"], ["projet"]) or len(head) == 1


def _is_budget_line(unit: Unit) -> bool:
    """« Coût : 12 000 € », « Moyens humains : 1 ETP » are lines of the budget: the head belongs to them."""
    head = fold(unit.text[: -len(unit.content)]).split()
    if unit.cell or not head:
        return False
    return stem(head[0]) in _BUDGET_HEADS or (
        head[0] == "moyens"
        and (len(head) > 1 or unit.content[0].islower())
        and {stem(w) for w in head} <= _KINDS_OF_MEANS
    )
