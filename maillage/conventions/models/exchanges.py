"""What people say and deposit on a fiche."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from maillage.accounts.models import User
from maillage.conventions.enums import Visibility
from maillage.conventions.models.action import Action
from maillage.conventions.models.convention import Convention
from maillage.conventions.querysets import DocumentQuerySet, ScopedQuerySet
from maillage.files.models import StoredFile

if TYPE_CHECKING:
    from datetime import datetime


class Comment(models.Model):
    """A message on a fiche; its author may change it or take it away."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    author_name = models.CharField(max_length=200)
    text = models.TextField("message")
    mentioned = models.ManyToManyField(User, blank=True, related_name="+")
    created_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)
    edited_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    deleted_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    objects = ScopedQuerySet["Comment"].as_manager()

    class Meta:
        verbose_name = "message"
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class ActionDocument(models.Model):
    """A document of a fiche. ``text`` is what could be read of it, for the search."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="documents")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("titre", max_length=200, blank=True)
    visibility = models.CharField(
        "qui le voit", max_length=12, choices=Visibility.choices, default=Visibility.MEMBERS
    )
    text = models.TextField(blank=True, editable=False)
    added_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    added_name = models.CharField(max_length=200, blank=True)
    added_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)
    deleted_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    objects = DocumentQuerySet["ActionDocument"].as_manager()

    class Meta:
        verbose_name = "document d’une fiche"
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.title or self.file.name
