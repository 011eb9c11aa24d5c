"""The diagnosis as its page shows it: findings by theme, narrowed by what the address asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from maillage.diagnosis.enums import FindingKind
from maillage.kernel.text import fold, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from maillage.conventions.models import Action
    from maillage.diagnosis.models import Finding

NO_THEME = "Sans thème"
LONGEST_QUERY = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks: words, a kind, a theme, only those without action."""

    text: str = ""
    kind: str = ""
    theme: str = ""
    unanswered: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        """Read it; what means nothing is left out."""
        kind = query.get("nature", "")
        return cls(
            text=query.get("q", "").strip()[:LONGEST_QUERY],
            kind=kind if kind in FindingKind.values else "",
            theme=query.get("theme", "")[:LONGEST_QUERY],
            unanswered=query.get("sans") == "action",
        )

    @property
    def active(self) -> bool:
        """Whether anything is narrowed."""
        return self != Asked()

    def keeps(self, row: Row) -> bool:
        """Whether ``row`` passes."""
        return (
            (not self.kind or row.finding.kind == self.kind)
            and (not self.theme or row.finding.theme == self.theme)
            and (not self.unanswered or not row.actions)
            and all(
                word in fold(f"{row.finding.text} {row.finding.source}") for word in fold(self.text).split()
            )
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A finding with the actions that answer it."""

    finding: Finding
    kind: str
    actions: Sequence[Action]


@dataclass(frozen=True, slots=True)
class Theme:
    """The findings of one theme, in order."""

    name: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter to press: its name, how many it keeps, its address, whether it is on."""

    label: str
    count: int
    query: str
    on: bool


def rows_of(findings: Iterable[Finding], answers: Mapping[int, Sequence[Action]]) -> list[Row]:
    """Each finding with its answers."""
    return [
        Row(finding, str(FindingKind(finding.kind).label), answers.get(finding.pk, []))
        for finding in findings
    ]


def by_theme(rows: Iterable[Row]) -> list[Theme]:
    """The rows under their themes, by name; those without come last."""
    themes: dict[str, list[Row]] = {}
    for row in rows:
        themes.setdefault(row.finding.theme, []).append(row)
    names = sorted(themes, key=lambda name: (not name, sort_key(name)))
    return [Theme(name or NO_THEME, themes[name]) for name in names]


def themes_in(rows: Iterable[Row]) -> list[str]:
    """The themes in use, by name."""
    return sorted({row.finding.theme for row in rows if row.finding.theme}, key=sort_key)


def _query(asked: Asked, **changed: str | bool) -> str:
    told = {
        "q": asked.text,
        "nature": asked.kind,
        "theme": asked.theme,
        "sans": "action" if asked.unanswered else "",
        **changed,
    }
    kept = {name: value for name, value in told.items() if value}
    return f"?{urlencode(kept)}" if kept else "?"


def choices_of(rows: Sequence[Row], asked: Asked) -> list[Choice]:
    """The kinds in use, then « sans action »; pressing one that is on takes it off."""
    found = []
    for kind in FindingKind:
        count = sum(row.finding.kind == kind for row in rows)
        if count:
            on = asked.kind == kind
            found.append(Choice(str(kind.label), count, _query(asked, nature="" if on else kind.value), on))
    bare = sum(not row.actions for row in rows)
    on = asked.unanswered
    return [*found, Choice("Sans action", bare, _query(asked, sans="" if on else "action"), on)]
