"""The fiche-action and the rows that hang from it."""

from __future__ import annotations

import secrets
import uuid
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from maillage.accounts.models import Membership, Organisation
from maillage.conventions.enums import Difficulty, PilotKind, Precision, ResidentsLevel, Status, Term
from maillage.conventions.models.convention import Convention, Theme
from maillage.conventions.models.node import Node
from maillage.conventions.querysets import PlanManager, PlanQuerySet
from maillage.territories.models import Commune

if TYPE_CHECKING:
    from datetime import date, datetime


class ActionManager(PlanManager["Action"]):
    """Leaves deleted actions out."""


class Action(models.Model):
    """A fiche-action. Every field but the title may stay empty: missing is shown, not invented.

    Text sections hold one point per line. A period is a first and a last day, each
    with what is really known of it (``Precision``) ; ``calendar`` keeps the document's
    words. ``origin`` says where an import found it: {"document", "page", "line",
    "sections": {section: {"page", "line"}}, "doubts": [{"text", "reason", "line", "section"}]};
    a doubt goes when its section is saved. ``told_at`` is when somebody last said where the action
    stands, « rien de neuf » included; None when nobody ever did.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="actions")
    node = models.ForeignKey(Node, null=True, blank=True, on_delete=models.RESTRICT, related_name="actions")
    position = models.PositiveIntegerField()
    ref = models.CharField("référence", max_length=20, blank=True)
    title = models.CharField("titre", max_length=500)
    fiche_title = models.CharField("titre de la fiche", max_length=500, blank=True)
    transversal = models.BooleanField("action transversale", default=False)
    status = models.CharField("état", max_length=12, choices=Status.choices, default=Status.TO_COME)
    progress = models.PositiveSmallIntegerField("avancement (%)", null=True, blank=True)
    news = models.TextField("dernière nouvelle", blank=True)
    difficulty = models.CharField("difficulté", max_length=15, choices=Difficulty.choices, blank=True)
    difficulty_note = models.TextField("précision sur la difficulté", blank=True)
    help_needed = models.TextField("aide attendue", blank=True)
    next_step = models.TextField("prochaine étape", blank=True)
    told_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        "dernières nouvelles reçues le", null=True, editable=False
    )
    context = models.TextField("contexte", blank=True)
    objectives = models.TextField("objectifs", blank=True)
    success_conditions = models.TextField("conditions de réussite", blank=True)
    vigilance = models.TextField("points de vigilance", blank=True)
    publics = models.TextField("publics", blank=True)
    competence = models.TextField("compétence", blank=True)
    resources = models.TextField("moyens", blank=True)
    residents = models.TextField("place des habitants", blank=True)
    residents_level = models.CharField(
        "niveau de participation", max_length=15, choices=ResidentsLevel.choices, blank=True
    )
    calendar = models.TextField("calendrier", blank=True)
    start_on: models.DateField[date | None, date | None] = models.DateField(null=True, blank=True)
    start_precision = models.CharField(max_length=10, choices=Precision.choices, blank=True)
    end_on: models.DateField[date | None, date | None] = models.DateField(null=True, blank=True)
    end_precision = models.CharField(max_length=10, choices=Precision.choices, blank=True)
    term = models.CharField("horizon", max_length=10, choices=Term.choices, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="actions")
    communes = models.ManyToManyField(Commune, blank=True, related_name="+")
    origin = models.JSONField(default=dict, blank=True, editable=False)
    search = models.TextField(editable=False, blank=True)
    batch: models.UUIDField[uuid.UUID | None, uuid.UUID | None] = models.UUIDField(
        null=True, editable=False, db_index=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)
    updated_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now=True)
    deleted_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True, editable=False
    )

    objects: ClassVar[ActionManager] = ActionManager()
    everything = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "fiche-action"
        verbose_name_plural = "fiches-actions"
        ordering = ["position", "pk"]
        base_manager_name = "everything"
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="action_status_known"),
            models.CheckConstraint(
                condition=Q(progress__isnull=True) | Q(progress__lte=100), name="action_progress_percent"
            ),
            models.CheckConstraint(
                condition=Q(start_on__isnull=True) | Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="action_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["convention", "position"], name="action_in_order")]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}".strip()


def new_key() -> str:
    """Twelve figures drawn at random: the identity of a new row."""
    return secrets.token_hex(6)


class ActionRow(models.Model):
    """A row of a section; carries its convention, as every table does.

    ``key`` is its identity in the section's value: it outlives edits, undo and later imports.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=12, default=new_key, editable=False)
    position = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["convention", "key"], name="%(class)s_key_unique"),
        ]


class Pilot(ActionRow):
    """Who answers for an action: the words of the document, and the person once known."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="pilots")
    label = models.CharField("pilote", max_length=300)
    kind = models.CharField("nature", max_length=10, choices=PilotKind.choices, blank=True)
    member = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="piloted"
    )

    def __str__(self) -> str:
        return self.label


class Partner(ActionRow):
    """A partner: the words of the document, and the organisation once known."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="partners")
    label = models.CharField("partenaire", max_length=500)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="partnerships"
    )

    def __str__(self) -> str:
        return self.label


class Step(ActionRow):
    """A step, under its volet (``group``); a substep has a parent. Each may have a state, a date, someone.

    ``due`` keeps the words that were typed; ``due_on`` and ``due_precision`` are what they say, if known.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="steps")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="substeps"
    )
    group = models.CharField("volet", max_length=500, blank=True)
    text = models.TextField("étape")
    status = models.CharField("état", max_length=12, choices=Status.choices, default=Status.TO_COME)
    due = models.CharField("échéance", max_length=100, blank=True)
    due_on: models.DateField[date | None, date | None] = models.DateField(
        null=True, blank=True, editable=False
    )
    due_precision = models.CharField(max_length=10, choices=Precision.choices, blank=True, editable=False)
    who = models.CharField("par qui", max_length=200, blank=True)

    class Meta(ActionRow.Meta):
        constraints = [
            *ActionRow.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=Status.values), name="step_status_known"),
        ]

    def __str__(self) -> str:
        return self.text
