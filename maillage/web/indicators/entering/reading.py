"""The sheet of a period made ready to print: every line in words, so that the template only loops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.http import urlencode

from maillage.conventions.counting.quality import questions
from maillage.kernel.french import plural
from maillage.kernel.text import fold
from maillage.web.indicators.entering import words
from maillage.web.indicators.entering.lines import Block, Box, Chip, Line
from maillage.web.indicators.entering.typing import cell_name, comment_name, earlier_name, seen_field

if TYPE_CHECKING:
    from collections.abc import Collection

    from maillage.conventions.counting.periods import Period
    from maillage.conventions.models import Convention
    from maillage.conventions.operations.figures import Refused
    from maillage.conventions.selectors.entry_sheet import Axis, EntrySheet, Group
    from maillage.conventions.selectors.followed import Category, Followed


@dataclass(frozen=True, slots=True)
class Grid:
    """Everything that the page shows. ``address`` is that of the page as it is looked at."""

    sheet: EntrySheet
    lead: str
    axes: list[Chip]
    looks: list[Chip]
    blocks: list[Block]
    heads: dict[str, str]
    seen: str
    address: str
    several_url: str

    @property
    def title(self) -> str:
        """« Saisir les valeurs de 2025 », « Les valeurs d’avril 2025 » for who only reads."""
        verb = "Saisir les valeurs" if self.sheet.can_enter else "Les valeurs"
        return f"{verb} {self.sheet.period.of}"

    @property
    def crumb(self) -> str:
        """« Saisie 2025 »."""
        return f"{'Saisie' if self.sheet.can_enter else 'Valeurs'} {self.sheet.period.label}"

    @property
    def refused(self) -> list[Line | Box]:
        """The cells that were not kept."""
        found: list[Line | Box] = []
        for line in (line for block in self.blocks for line in block.lines):
            found += [box for box in line.earlier if box.refused]
            found += [line] if line.refused else []
        return found

    @property
    def columns(self) -> list[Period]:
        """The earlier periods that are filled in too."""
        return self.sheet.earlier if self.sheet.wanted.several else []

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return 6 + max(len(self.columns), 1)


class GridReader:
    """Builds the grid of a sheet. ``opened``: the indicators whose categories are shown."""

    def __init__(
        self,
        convention: Convention,
        sheet: EntrySheet,
        opened: Collection[int] = (),
        refusals: Collection[Refused] = (),
    ) -> None:
        self.convention, self.sheet, self.opened = convention, sheet, set(opened)
        self.refusals = {one.cell.place: one for one in refusals}
        self.columns = sheet.earlier if sheet.wanted.several else []
        self.versions: dict[str, int] = {}
        self.base = reverse("indicators:grid", args=[convention.pk])
        self.one_base = reverse("indicators:one", args=[convention.pk, 0])[:-2]
        self.fiche_base = reverse("conventions:action", args=[convention.pk, 0])[:-2]
        gauges = [one.gauge for group in sheet.groups for one in group.lines]
        self.start = words.common(gauge.baseline_year for gauge in gauges)
        ends = (gauge.target.year or convention.end_year for gauge in gauges if gauge.target is not None)
        self.end = words.common(ends)

    def read(self) -> Grid:
        """The whole grid."""
        axes, blocks = self._axes(), [self._block(group) for group in self.sheet.groups]
        return Grid(
            sheet=self.sheet,
            lead=self._lead(next((one.title for one in axes if one.on), "")),
            axes=axes,
            looks=self._looks(),
            blocks=blocks,
            heads={
                "baseline": f"Référence {self.start or ''}".strip(),
                "before": self.sheet.period.before().label,
                "target": f"Cible {self.end or ''}".strip(),
            },
            seen=seen_field(self.versions),
            address=self._address(),
            several_url=self._address(plusieurs=True) if _can_go_back(self.sheet) else "",
        )

    def _lead(self, axis: str) -> str:
        sheet = self.sheet
        where = f" dans «\u00a0{axis}\u00a0»" if axis else ""
        if not sheet.expected:
            return f"Aucune valeur n’est attendue pour {sheet.period.label}{where}."
        said = plural(sheet.entered, "valeur saisie", "valeurs saisies")
        return f"{said} sur {sheet.expected} attendue{'s' if sheet.expected > 1 else ''}{where}."

    def _address(self, **changes: object) -> str:
        wanted = self.sheet.wanted
        asked: dict[str, Any] = {
            "periode": self.sheet.period.code,
            "axe": wanted.axis,
            "mes": wanted.mine,
            "a-saisir": wanted.missing,
            "plusieurs": wanted.several,
            "ouvrir": sorted(self.opened),
            **changes,
        }
        kept = {name: 1 if value is True else value for name, value in asked.items() if value}
        return f"{self.base}?{urlencode(kept, doseq=True)}"

    def _axes(self) -> list[Chip]:
        """One chip an axis, when there are several."""
        axes, chosen = self.sheet.axes, self.sheet.wanted.axis
        if len(axes) < 2:
            return []
        chips = [Chip("Tous", "", self._address(axe=""), sum(axis.count for axis in axes), not chosen)]
        for axis in axes:
            label, title = self._axis_words(axis)
            chips.append(Chip(label, title, self._address(axe=axis.key), axis.count, chosen == axis.key))
        return chips

    def _axis_words(self, axis: Axis) -> tuple[str, str]:
        """« Axe 1 » and its title."""
        if axis.node is None:
            return "Hors des axes", "Hors des axes"
        level, ref = self.convention.level_names[0], axis.node.ref
        if not ref:
            return axis.node.title[:40], axis.node.title
        return (ref if fold(ref).startswith(fold(level)) else f"{level} {ref}"), axis.node.title

    def _looks(self) -> list[Chip]:
        sheet, wanted = self.sheet, self.sheet.wanted
        chips = []
        if sheet.mine or wanted.mine:
            url = self._address(mes=not wanted.mine)
            chips.append(Chip("Mes saisies seulement", "", url, sheet.mine, wanted.mine))
        if sheet.expected or wanted.missing:
            url = self._address(**{"a-saisir": not wanted.missing})
            chips.append(Chip("À saisir", "", url, sheet.missing, wanted.missing))
        if wanted.several or _can_go_back(sheet):
            url = self._address(plusieurs=not wanted.several)
            chips.append(Chip("Périodes d’avant", "", url, len(sheet.earlier), wanted.several))
        return chips

    def _block(self, group: Group) -> Block:
        lines = []
        for one in group.lines:
            lines.append(self._whole(one))
            if one.indicator.pk in self.opened:
                lines += [self._part(one, category) for category in one.categories]
        return Block(str(group.action), f"{self.fiche_base}{group.action.pk}/", group.enters, lines)

    def _whole(self, one: Followed) -> Line:
        period, pk = self.sheet.period, one.indicator.pk
        labels = {category.code: category.label for category in one.categories}
        told: dict[str, Any] = {
            "label": one.indicator.label,
            "unit": words.unit_of(one.gauge),
            "baseline": words.baseline_of(one.gauge, self.start),
            "target": words.target_of(one.gauge, period.year, self.end),
            "way": words.way_of(one, period),
            "asked": tuple(each.text for each in questions(one.series, labels) if each.period == period),
        }
        if one.categories:
            opened = pk in self.opened
            told |= {
                "parts_url": self._address(ouvrir=sorted(self.opened ^ {pk})),
                "parts_open": opened,
                "parts_count": len(one.categories),
                "summed": words.summed(one, period) if opened else "",
            }
        return self._line(one, "", told)

    def _part(self, one: Followed, category: Category) -> Line:
        return self._line(one, category.code, {"label": category.label, "unit": "", "is_part": True})

    def _line(self, one: Followed, category: str, told: dict[str, Any]) -> Line:
        pk, period = one.indicator.pk, self.sheet.period
        value, earlier = (one.rows.get((each.code, category)) for each in (period, period.before()))
        name = cell_name(pk, category)
        self.versions[name] = value.version if value else 0
        refusal = self.refusals.get((pk, period.code, category))
        note = value.comment if value else ""
        return Line(
            url=f"{self.one_base}{pk}/",
            name=name,
            note_name=comment_name(pk, category),
            before=words.said(one.gauge, earlier),
            before_secret=words.is_secret(earlier),
            typed=refusal.cell.text if refusal else words.typed(one.gauge, value),
            said=words.said(one.gauge, value),
            secret=words.is_secret(value),
            note=(refusal.cell.comment or "") if refusal else note,
            refused=refusal.reason if refusal else "",
            example=words.example_of(one.gauge),
            earlier=tuple(self._box(one, category, each) for each in self.columns),
            **told,
        )

    def _box(self, one: Followed, category: str, period: Period) -> Box:
        value = one.rows.get((period.code, category))
        name = earlier_name(period, one.indicator.pk, category)
        self.versions[name] = value.version if value else 0
        refusal = self.refusals.get((one.indicator.pk, period.code, category))
        return Box(
            name=name,
            period=period.label,
            typed=refusal.cell.text if refusal else words.typed(one.gauge, value),
            said=words.said(one.gauge, value),
            secret=words.is_secret(value),
            refused=refusal.reason if refusal else "",
        )


def _can_go_back(sheet: EntrySheet) -> bool:
    """Whether the person can fill in periods before the one chosen."""
    return sheet.can_enter and bool(sheet.earlier)
