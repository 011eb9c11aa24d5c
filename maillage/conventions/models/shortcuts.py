"""What a person keeps at hand: views of the list, calendars to subscribe to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from maillage.accounts.models import Membership, User
from maillage.conventions.models.campaign import new_nonce
from maillage.conventions.models.convention import Convention
from maillage.conventions.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from datetime import datetime


class SavedView(models.Model):
    """A list under a name: ``query`` is the address' own, without « ? ». Shared views are everyone's.

    ``opens``: the list opens with it, for its owner, or for everybody without one of their own when shared.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="views")
    owner = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField("nom", max_length=80)
    query = models.TextField("filtres", blank=True)
    shared = models.BooleanField("partagée", default=False)
    opens = models.BooleanField("ouvre la liste", default=False)
    created_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet["SavedView"].as_manager()

    class Meta:
        verbose_name = "vue enregistrée"
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["convention", "owner", "name"], name="view_once")]

    def __str__(self) -> str:
        return self.name


class Feed(models.Model):
    """A calendar address: of the whole plan (``member`` empty), or of what one person answers for."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="feeds")
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    created_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet["Feed"].as_manager()

    class Meta:
        verbose_name = "calendrier partagé"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["convention", "owner", "member"], name="feed_own_once"),
            models.UniqueConstraint(
                fields=["convention", "owner"], condition=Q(member=None), name="feed_whole_once"
            ),
        ]

    def __str__(self) -> str:
        return f"calendrier {self.pk}"
