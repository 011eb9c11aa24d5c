"""Régions, départements, EPCI, communes, as the official code describes them; the terms that find them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from maillage.territories.querysets import SearchTermQuerySet

if TYPE_CHECKING:
    from datetime import datetime

INVENTED_PREFIX = "00"
"""Codes of invented places (demonstration, training): no official code or SIREN starts so."""


class Edition(models.Model):
    """An edition of the official geography that was loaded, by the version of its package."""

    version = models.CharField(max_length=20, unique=True)
    loaded_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "édition du découpage"
        verbose_name_plural = "éditions du découpage"
        ordering = ["-loaded_at"]

    def __str__(self) -> str:
        return self.version


class Region(models.Model):
    """A région; the code is its key (2 characters)."""

    code = models.CharField(max_length=3, primary_key=True)
    name = models.CharField("nom", max_length=100)

    class Meta:
        verbose_name = "région"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """A département; the code is its key (2 or 3 characters)."""

    code = models.CharField(max_length=3, primary_key=True)
    name = models.CharField("nom", max_length=100)
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="departments")

    class Meta:
        verbose_name = "département"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Intercommunality(models.Model):
    """An EPCI à fiscalité propre; the key is its SIREN. ``perimeter_year`` dates its members.

    Its population is never stored: see ``selectors.population_of``. ``retired``: no longer in
    the official geography, kept because something may name it.
    """

    siren = models.CharField(max_length=9, primary_key=True)
    name = models.CharField("nom", max_length=200)
    kind = models.CharField("nature", max_length=5)
    perimeter_year = models.PositiveSmallIntegerField("périmètre de l’année")
    retired = models.BooleanField("supprimée", default=False)

    class Meta:
        verbose_name = "intercommunalité"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A current commune; the key is its INSEE code.

    Population municipale and its year; the year is unknown outside régions. Communes outside
    régions (collectivités d'outre-mer) have no département. ``retired``: merged or renumbered
    since, kept because something may name it.
    """

    code = models.CharField(max_length=5, primary_key=True)
    name = models.CharField("nom", max_length=100)
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="communes")
    intercommunality = models.ForeignKey(
        Intercommunality, null=True, on_delete=models.SET_NULL, related_name="communes"
    )
    population = models.PositiveIntegerField(null=True)
    population_year = models.PositiveSmallIntegerField(null=True)
    retired = models.BooleanField("supprimée", default=False)

    class Meta:
        verbose_name = "commune"
        ordering = ["name", "code"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Postcode(models.Model):
    """A postcode of a commune: many to many, as in the post office's file."""

    code = models.CharField(max_length=5, db_index=True)
    commune = models.ForeignKey(Commune, on_delete=models.CASCADE, related_name="postcodes")

    class Meta:
        verbose_name = "code postal"
        verbose_name_plural = "codes postaux"
        constraints = [models.UniqueConstraint(fields=["code", "commune"], name="postcode_once_a_commune")]

    def __str__(self) -> str:
        return self.code


class SearchTerm(models.Model):
    """A way to find a commune or an EPCI: its name, from any of its words on.

    ``term`` is written as ``wording.searchable`` writes it, ``whole`` when it is the full name,
    ``rank`` the population. Made from the other tables, referenced by none.
    """

    term = models.CharField(max_length=255)
    whole = models.BooleanField()
    rank = models.PositiveIntegerField()
    commune = models.ForeignKey(Commune, null=True, on_delete=models.CASCADE, related_name="terms")
    intercommunality = models.ForeignKey(
        Intercommunality, null=True, on_delete=models.CASCADE, related_name="terms"
    )

    objects = SearchTermQuerySet.as_manager()

    class Meta:
        verbose_name = "terme de recherche"
        verbose_name_plural = "termes de recherche"
        constraints = [
            models.CheckConstraint(
                condition=Q(commune__isnull=False, intercommunality__isnull=True)
                | Q(commune__isnull=True, intercommunality__isnull=False),
                name="term_of_one_place",
            ),
        ]
        indexes = [
            models.Index(
                fields=["term", "rank"], opclasses=["varchar_pattern_ops", "int4_ops"], name="term_by_prefix"
            )
        ]

    def __str__(self) -> str:
        return self.term
