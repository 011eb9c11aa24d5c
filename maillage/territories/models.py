"""Régions, départements, EPCI, communes, as the official code describes them."""

from __future__ import annotations

from django.db import models


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
    """An EPCI à fiscalité propre; the key is its SIREN. ``perimeter_year`` dates its members."""

    siren = models.CharField(max_length=9, primary_key=True)
    name = models.CharField("nom", max_length=200)
    kind = models.CharField("nature", max_length=5)
    perimeter_year = models.PositiveSmallIntegerField("périmètre de l’année")
    folded = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = "intercommunalité"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A current commune; the key is its INSEE code. Population municipale and its year."""

    code = models.CharField(max_length=5, primary_key=True)
    name = models.CharField("nom", max_length=100)
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="communes")
    intercommunality = models.ForeignKey(
        Intercommunality, null=True, on_delete=models.SET_NULL, related_name="communes"
    )
    population = models.PositiveIntegerField(null=True)
    population_year = models.PositiveSmallIntegerField(null=True)
    folded = models.CharField(max_length=100, editable=False, db_index=True)

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
