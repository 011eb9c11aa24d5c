"""Put the plan together: outline, fiches, rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from maillage.intake.recognition.document import Action, Node
from maillage.intake.recognition.fiches.fiche import Fiche
from maillage.intake.recognition.fiches.fill import fill_from_fiche, fill_from_rows
from maillage.intake.recognition.fiches.match import match
from maillage.intake.recognition.outline.build import Outline
from maillage.intake.recognition.outline.rows import RowAction
from maillage.intake.recognition.outline.tree import Branch
from maillage.intake.recognition.words.levels import ACTION_RANK, Entry
from maillage.intake.recognition.words.text import fold, likeness

_ALIKE = 0.8


@dataclass(slots=True)
class Assembled:
    """The actions with the branches and fiches that they come from, by the branch's identity.

    ``planted`` are the branches that only a fiche tells; ``promoted`` names the level
    that stands for the actions in a document that names none.
    """

    actions: list[Action] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    fiche_of: dict[int, Fiche] = field(default_factory=dict)
    branches: list[Branch] = field(default_factory=list)
    rows_of: dict[int, list[RowAction]] = field(default_factory=dict)
    planted: set[int] = field(default_factory=set)
    promoted: str | None = None


def assemble(outline: Outline, fiches: list[Fiche]) -> Assembled:
    """Match and fill; fiches that the outline does not announce are added to the tree."""
    _adopt_across(outline, fiches)
    fiche_of: dict[int, Fiche] = {}
    for index, branch in match(fiches, outline.tree.actions()).items():
        fiche_of[id(branch)] = fiches[index]
    placed = {id(fiche) for fiche in fiche_of.values()}
    result = Assembled(fiche_of=fiche_of, promoted=outline.promoted)
    for fiche in fiches:
        if id(fiche) not in placed:
            branch = _plant(outline, fiche)
            fiche_of[id(branch)] = fiche
            result.planted.add(id(branch))
    for branch in outline.tree.actions():
        own = fiche_of.get(id(branch))
        if not branch.title and own is not None and own.title:
            branch.title = own.title
    for row in outline.rows:
        result.rows_of.setdefault(id(row.branch), []).append(row)
    for branch in outline.tree.actions():
        result.branches.append(branch)
        rows = result.rows_of.get(id(branch), [])
        result.actions.append(_action(branch, fiche_of.get(id(branch)), rows))
    result.nodes = [_node(child) for child in outline.tree.root.children]
    return result


def _adopt_across(outline: Outline, fiches: list[Fiche]) -> None:
    """A transversal axis that holds a fiche and no action is its own action."""
    for branch in outline.tree.levels():
        if branch.ref is None or not branch.ref.startswith("T") or branch.children:
            continue
        if any(fiche.ref == branch.ref for fiche in fiches):
            branch.children.append(
                Branch("Action", ACTION_RANK, branch.ref, branch.title, branch.place, branch)
            )


def _plant(outline: Outline, fiche: Fiche) -> Branch:
    """A branch for a fiche that the outline does not know, under the levels that it quotes."""
    parent = outline.tree.root
    for level in sorted(fiche.levels, key=lambda entry: entry.rank):
        parent = _level(outline, parent, level)
    if parent is outline.tree.root and fiche.branch is not None:
        above = fiche.branch.parent if fiche.branch.is_action else fiche.branch
        parent = above or parent
    title = fiche.title or _first_words(fiche)
    branch = Branch("Action", ACTION_RANK, fiche.ref, title, fiche.place, parent)
    parent.children.append(branch)
    return branch


def _level(outline: Outline, parent: Branch, entry: Entry) -> Branch:
    known = [b for b in outline.tree.levels() if entry.title and likeness(b.title, entry.title) >= _ALIKE]
    if known:
        return known[0]
    same = [b for b in outline.tree.levels() if entry.ref and b.ref == entry.ref and b.rank == entry.rank]
    return same[0] if same else parent


def _first_words(fiche: Fiche) -> str:
    for unit in [*fiche.preface, *(unit for part in fiche.parts for unit in part.units)]:
        if unit.text:
            return unit.text
    return ""


def _action(branch: Branch, fiche: Fiche | None, rows: list[RowAction]) -> Action:
    action = Action(
        ref=branch.ref,
        title=branch.title,
        path=[above.title for above in branch.ancestors()],
        line=branch.place.line,
        page=branch.place.page,
    )
    if fiche is not None:
        action.line, action.page = fiche.place.line, fiche.place.page
        if fiche.title and fold(fiche.title) != fold(branch.title):
            action.fiche_title = fiche.title
        fill_from_fiche(action, fiche)
        _weigh(action, branch, fiche)
    elif rows:
        fill_from_rows(action, rows)
    if fiche is not None:
        term = next((row.term for row in rows if row.term), None)
        if term is not None:
            action.schedule.start_term = term
    return action


def _weigh(action: Action, branch: Branch, fiche: Fiche) -> None:
    """Less sure where the fiche carries no title, or another one."""
    if fiche.title is None and fiche.ref is None:
        action.confidence = 0.8
    elif fiche.title and fiche.ref is None:
        action.confidence = round(0.5 + 0.5 * likeness(fiche.title, branch.title), 2)


def _usual_name(branch: Branch) -> str:
    """The usual name of a level that the document only numbers."""
    if branch.is_action:
        return "Action"
    return "Axe" if branch.rank <= 30 else "Objectif"


def _node(branch: Branch) -> Node:
    return Node(
        level=branch.name or _usual_name(branch),
        ref=branch.ref,
        title=branch.title,
        children=[_node(child) for child in branch.children],
        line=branch.place.line,
        page=branch.place.page,
    )


def level_names(branches: Iterable[Branch]) -> list[str]:
    """The levels of the tree in the document's words, top down, each once."""
    ranked = sorted({(branch.rank, branch.name or _usual_name(branch)) for branch in branches})
    return list(dict.fromkeys(name for _, name in ranked))
