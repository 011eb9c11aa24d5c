"""What an action is tied to: other actions, schemes, findings of the diagnosis."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from maillage.conventions.enums import LinkKind
from maillage.conventions.models.action import Action
from maillage.conventions.models.convention import Convention
from maillage.conventions.querysets import ScopedQuerySet
from maillage.diagnosis.models import Finding


class Scheme(models.Model):
    """A scheme that actions also serve: PEDT, SPPE, SDSF, ABS, contrat de ville…"""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="schemes")
    name = models.CharField("nom", max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    actions = models.ManyToManyField(Action, blank=True, related_name="schemes")

    objects = ScopedQuerySet["Scheme"].as_manager()

    class Meta:
        verbose_name = "schéma lié"
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["convention", "name"], name="scheme_once")]

    def __str__(self) -> str:
        return self.name


class ActionLink(models.Model):
    """« cf. fiche I.B.1 », or an action that must come first (``kind`` AFTER)."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="+")
    source = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="links")
    target = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="linked_from")
    kind = models.CharField("nature", max_length=8, choices=LinkKind.choices, default=LinkKind.SEE)

    objects = ScopedQuerySet["ActionLink"].as_manager()

    class Meta:
        verbose_name = "lien entre actions"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="link_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="link_not_to_itself"),
            models.CheckConstraint(condition=Q(kind__in=LinkKind.values), name="link_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"


class ActionFinding(models.Model):
    """A finding of the diagnosis that an action answers."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="answered_findings")
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="answers")

    class Meta:
        verbose_name = "constat auquel une action répond"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["action", "finding"], name="action_finding_once")]

    def __str__(self) -> str:
        return f"{self.action_id} ← {self.finding_id}"
