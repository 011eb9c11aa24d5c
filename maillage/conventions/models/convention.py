"""The convention: who signed, for which territories and years, with which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from maillage.accounts.models import Organisation, Workspace
from maillage.conventions.enums import Numbering, Phase
from maillage.conventions.querysets import ConventionQuerySet
from maillage.territories.models import Commune, Intercommunality

if TYPE_CHECKING:
    from datetime import date, datetime

LONGEST_PERIOD = 6
DEEPEST_TREE = 4


def default_levels() -> list[str]:
    """The most common names, top down; the last is the action's own."""
    return ["Axe", "Objectif", "Action"]


class Convention(models.Model):
    """A CTG. Its id is its workspace's, so ``convention_id`` is the key of every right.

    ``level_names``: one to four names, top down, the last being the action's.
    ``section_labels``: the convention's own names of sections, by section key.
    ``section_order``: keys of sections in the order of its fiche; those it leaves out follow, as usual.
    ``hidden_sections``: keys of the sections that its fiche does not have.
    """

    workspace = models.OneToOneField(
        Workspace, primary_key=True, on_delete=models.CASCADE, related_name="convention"
    )
    name = models.CharField("nom", max_length=200)
    start_year = models.PositiveSmallIntegerField("première année", null=True, blank=True)
    end_year = models.PositiveSmallIntegerField("dernière année", null=True, blank=True)
    phase = models.CharField("phase", max_length=20, choices=Phase.choices, default=Phase.PLAN)
    level_names = models.JSONField("noms des niveaux", default=default_levels)
    numbering = models.CharField(
        "numérotation", max_length=12, choices=Numbering.choices, default=Numbering.FREE
    )
    section_labels = models.JSONField("noms des rubriques", default=dict, blank=True)
    section_order = models.JSONField("ordre des rubriques", default=list, blank=True)
    hidden_sections = models.JSONField("rubriques masquées", default=list, blank=True)
    accent = models.CharField(
        "couleur", max_length=7, default="#0b5a63", validators=[RegexValidator(r"^#[0-9a-f]{6}$")]
    )
    communes = models.ManyToManyField(Commune, through="ConventionTerritory", related_name="conventions")
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now_add=True)
    updated_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now=True)

    objects = ConventionQuerySet.as_manager()

    class Meta:
        verbose_name = "convention"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_year__isnull=True)
                | Q(end_year__isnull=True)
                | Q(end_year__gte=F("start_year"), end_year__lt=F("start_year") + LONGEST_PERIOD),
                name="convention_lasts_one_to_six_years",
            ),
            models.CheckConstraint(condition=Q(phase__in=Phase.values), name="convention_phase_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_own_accent(self) -> bool:
        """Whether its colour is another than the usual one."""
        return bool(self.accent != Convention._meta.get_field("accent").get_default())

    @property
    def years(self) -> str:
        """« 2024-2028 », one year alone, or nothing."""
        years = [str(year) for year in (self.start_year, self.end_year) if year]
        return "-".join(dict.fromkeys(years))

    @property
    def node_levels(self) -> list[str]:
        """The names of the levels above the action."""
        return list(self.level_names[:-1])

    @property
    def action_level(self) -> str:
        """The name of the action's level."""
        return str(self.level_names[-1])


class ConventionTerritory(models.Model):
    """A commune or an EPCI that the convention covers: one of the two."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="territories")
    commune = models.ForeignKey(Commune, null=True, blank=True, on_delete=models.PROTECT)
    intercommunality = models.ForeignKey(Intercommunality, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        verbose_name = "territoire couvert"
        constraints = [
            models.CheckConstraint(
                condition=Q(commune__isnull=False, intercommunality__isnull=True)
                | Q(commune__isnull=True, intercommunality__isnull=False),
                name="territory_commune_or_epci",
            ),
            models.UniqueConstraint(fields=["convention", "commune"], name="territory_commune_once"),
            models.UniqueConstraint(fields=["convention", "intercommunality"], name="territory_epci_once"),
        ]

    def __str__(self) -> str:
        return str(self.commune or self.intercommunality)


class Signatory(models.Model):
    """A body that signs, with its deliberation."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="signatories")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL)
    name = models.CharField("organisme", max_length=200)
    quality = models.CharField("qualité", max_length=200, blank=True)
    deliberation_number = models.CharField("numéro de délibération", max_length=60, blank=True)
    deliberation_date: models.DateField[date | None, date | None] = models.DateField(
        "date de délibération", null=True, blank=True
    )
    signed_on: models.DateField[date | None, date | None] = models.DateField(
        "signé le", null=True, blank=True
    )

    class Meta:
        verbose_name = "signataire"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Theme(models.Model):
    """A thématique of the convention; each convention edits its own list."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField("nom", max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "thématique"
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["convention", "name"], name="theme_once")]

    def __str__(self) -> str:
        return self.name
