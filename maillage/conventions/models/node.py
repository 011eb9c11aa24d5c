"""A node of the tree: axe, enjeu, orientation, objectif…"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from maillage.conventions.models.convention import DEEPEST_TREE, Convention
from maillage.conventions.querysets import PlanManager, PlanQuerySet

if TYPE_CHECKING:
    from datetime import datetime


class NodeManager(PlanManager["Node"]):
    """Leaves deleted nodes out."""


class Node(models.Model):
    """``depth`` starts at 0 and names the level; ``ref`` is the document's own reference.

    A deleted node keeps its row, so that « Annuler » brings it back as it was.
    ``batch`` marks what one import wrote.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="nodes")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.RESTRICT, related_name="children"
    )
    depth = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()
    ref = models.CharField("référence", max_length=20, blank=True)
    title = models.CharField("intitulé", max_length=500)
    batch: models.UUIDField[uuid.UUID | None, uuid.UUID | None] = models.UUIDField(
        null=True, editable=False, db_index=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    deleted_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True, editable=False
    )

    objects: ClassVar[NodeManager] = NodeManager()
    everything = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "niveau du plan"
        verbose_name_plural = "niveaux du plan"
        ordering = ["depth", "position", "pk"]
        base_manager_name = "everything"
        constraints = [
            models.CheckConstraint(condition=Q(depth__lt=DEEPEST_TREE - 1), name="node_depth_within_tree"),
            models.CheckConstraint(
                condition=Q(depth=0, parent__isnull=True) | Q(depth__gt=0, parent__isnull=False),
                name="node_root_or_child",
            ),
        ]
        indexes = [models.Index(fields=["convention", "depth", "position"], name="node_in_order")]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}".strip()
