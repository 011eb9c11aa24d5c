"""What happened since the signature: states, progress and news, told by the people themselves.

Days count back from the day when the demo is loaded, so that its news stays fresh.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from demo.cast import CHILDCARE, COORDINATOR, FAMILIES, YOUTH, Person
from maillage.conventions.enums import Difficulty, Status, VersionKind
from maillage.conventions.models import Action, PlanVersion
from maillage.conventions.operations import save_section
from maillage.conventions.operations.versions import freeze_version
from maillage.conventions.sections import SECTIONS
from maillage.journal.models import Entry
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention


@dataclass(frozen=True, slots=True)
class Scene:
    """One evening, somebody says where an action stands; ``title`` is in its title."""

    days_ago: int
    who: Person
    title: str
    status: Status
    progress: int | None
    news: str
    steps_done: int = 0
    difficulty: str = ""
    why: str = ""
    help_needed: str = ""


SCENES: tuple[Scene, ...] = (
    Scene(400, CHILDCARE, "Ouvrir un guichet unique", Status.RUNNING, 40, "Critères votés en conseil."),
    Scene(320, YOUTH, "Accorder les tarifs", Status.RUNNING, 30, "Huit tranches retenues avec la CAF."),
    Scene(290, COORDINATOR, "Coordonner la convention", Status.RUNNING, 35, "Comité technique réuni.", 1),
    Scene(240, FAMILIES, "Publier un agenda commun", Status.RUNNING, 60, "Six structures y écrivent.", 1),
    Scene(210, COORDINATOR, "Tenir des permanences France", Status.RUNNING, 50, "Deux communes équipées.", 1),
    Scene(
        190, CHILDCARE, "Ouvrir un guichet unique", Status.DONE, 100, "Ouvert\u00a0: 94 familles reçues.", 9
    ),
    Scene(
        170, COORDINATOR, "Former les équipes", Status.RUNNING, 45, "Première session\u00a0: 14 agents.", 1
    ),
    Scene(150, COORDINATOR, "Installer un conseil des jeunes", Status.DONE, 100, "Dix-huit jeunes élus.", 9),
    Scene(120, CHILDCARE, "Soutenir l’installation", Status.RUNNING, 55, "Deux agréments de plus.", 1),
    Scene(
        *(95, YOUTH, "Lancer un accueil de loisirs", Status.PAUSED, 20, "Le minibus attend son conducteur."),
        difficulty=Difficulty.STAFF,
        why="deux annonces sans candidat",
    ),
    Scene(
        *(80, COORDINATOR, "Aménager un second espace", Status.BLOCKED, 15, "Local en attente d’expertise."),
        difficulty=Difficulty.PLACE,
        why="l’ancienne école doit être expertisée",
        help_needed="Que Corvesac commande l’expertise avant la fin de l’année.",
    ),
    Scene(60, FAMILIES, "Publier un agenda commun", Status.DONE, 100, "Distribué dans les 12 communes.", 9),
    Scene(
        45, COORDINATOR, "Étendre l’accompagnement", Status.RUNNING, 50, "Collège de Corvesac volontaire.", 1
    ),
    Scene(30, COORDINATOR, "Créer une micro-crèche", Status.RUNNING, 30, "Permis déposé, marché lancé.", 1),
    Scene(
        21, COORDINATOR, "Ouvrir une école des parents", Status.ABANDONED, None, "Remplacée par les cafés."
    ),
    Scene(12, YOUTH, "Recruter et fidéliser", Status.RUNNING, 25, "Bourse BAFA ouverte, neuf demandes.", 1),
    Scene(6, FAMILIES, "Aller vers les familles", Status.RUNNING, 20, "Premier repas partagé à Pontigan."),
    Scene(2, YOUTH, "Accorder les tarifs", Status.RUNNING, 70, "Vote prévu au prochain conseil.", 1),
)

COMMITTEE = 100
"""How many days ago the COPIL last saw the plan."""

THEMES = {
    "1": "Petite enfance",
    "2": "Jeunesse",
    "3": "Parentalité",
    "4": "Accès aux droits",
    "T": "Animation de la vie sociale",
}


@contextmanager
def days_ago(days: int) -> Iterator[None]:
    """Date what is written inside as if it had been ``days`` ago: a journal never changes, but for a play."""
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    began = timezone.now()
    yield
    moment = timezone.now() - timedelta(days=days, hours=days % 5, minutes=days * 7 % 60)
    written = Entry.objects.filter(pk__gt=last)
    touched = written.filter(subject_type="action").values_list("subject_id", flat=True)
    acted = Action.everything.filter(pk__in=list(touched))
    acted.filter(told_at__gte=began).update(told_at=moment)
    PlanVersion.objects.filter(frozen_at__gte=began).update(frozen_at=moment, dated_on=moment.date())
    written.update(at=moment)
    # Scenes are not played in their order: the latest says when the fiche changed.
    latest = Entry.objects.filter(subject_type="action", subject_id=OuterRef("pk")).order_by("-at")
    acted.update(updated_at=Subquery(latest.values("at")[:1]))


def action_called(convention: Convention, title: str) -> Action:
    """The action of which the title says so."""
    for action in Action.objects.for_convention(convention):
        if fold(title) in fold(action.title):
            return action
    raise LookupError(title)


def name_pilots(convention: Convention, cast: tuple[Person, ...], by: User) -> None:
    """Tie the pilots that the document names to the people who answer for them."""
    members = dict(convention.workspace.memberships.values_list("user__email", "pk"))
    known = {fold(person.pilots): members[person.email] for person in cast if person.pilots}
    for action in Action.objects.for_convention(convention):
        people = SECTIONS["people"].read(action)
        for pilot in people["pilots"]:
            pilot["member"] = known.get(fold(pilot["label"]), pilot["member"])
        save_section(action=action, section="people", value=people, version=None, by=by)


def sort_by_theme(convention: Convention, by: User) -> None:
    """Give each action the theme of its axis."""
    themes = dict(convention.themes.values_list("name", "pk"))
    for action in Action.objects.for_convention(convention).select_related("node__parent"):
        top = action.node.parent or action.node if action.node else None
        name = THEMES.get(top.ref if top else "T")
        if name:
            identity = SECTIONS["identity"].read(action) | {"themes": [themes[name]]}
            save_section(action=action, section="identity", value=identity, version=None, by=by)


def play(convention: Convention, users: dict[str, User]) -> None:
    """Everything that happened, in order; the COPIL saw the plan once on the way."""
    shown = False
    for scene in SCENES:
        if not shown and scene.days_ago < COMMITTEE:
            show_committee(convention, users[COORDINATOR.email])
            shown = True
        action = action_called(convention, scene.title)
        by = users[scene.who.email]
        with days_ago(scene.days_ago):
            if scene.steps_done:
                _advance(action, scene, by)
            value = {
                "status": scene.status,
                "progress": scene.progress,
                "news": scene.news,
                "difficulty": scene.difficulty,
                "difficulty_note": scene.why,
                "help_needed": scene.help_needed,
            }
            save_section(action=action, section="state", value=value, version=None, by=by)


def show_committee(convention: Convention, by: User) -> None:
    """Freeze the plan as the COPIL saw it."""
    with days_ago(COMMITTEE):
        freeze_version(
            convention=convention,
            kind=VersionKind.COMMITTEE,
            name="COPIL d’été",
            dated_on=timezone.localdate(),
            by=by,
        )


def _advance(action: Action, scene: Scene, by: User) -> None:
    """Mark the first steps as done; the next one is under way unless all are."""
    steps = SECTIONS["steps"].read(action)
    for step in steps[: scene.steps_done]:
        for done in (step, *step["substeps"]):
            done["status"] = Status.DONE
    for step in steps[scene.steps_done : scene.steps_done + 1]:
        step["status"] = Status.RUNNING
    save_section(action=action, section="steps", value=steps, version=None, by=by)
