"""What the search reads: the words of each part of a fiche, of its messages and of its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, models
from django.db.models.expressions import RawSQL

from maillage.conventions.models.action import Action
from maillage.conventions.models.convention import Convention

if TYPE_CHECKING:
    from collections.abc import Sequence

_POSTGRESQL = (
    "SELECT id FROM conventions_searchentry WHERE to_tsvector('simple', words) @@ to_tsquery('simple', %s)"
)
_SQLITE = "SELECT rowid FROM conventions_search_words WHERE conventions_search_words MATCH %s"


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    """Entries of the index."""

    def holding(self, prefixes: Sequence[str]) -> SearchEntryQuerySet:
        """Those with a word that begins as one of ``prefixes`` (made of letters and figures only)."""
        postgresql = connection.vendor == "postgresql"
        asked = [f"{one}:*" if postgresql else f"{one}*" for one in prefixes]
        query = (" | " if postgresql else " OR ").join(asked)
        return self.filter(pk__in=RawSQL(_POSTGRESQL if postgresql else _SQLITE, [query]))  # noqa: S611 - a parameter


class SearchEntry(models.Model):
    """A part of a fiche: ``kind`` is « section », « comment » or « document », ``key`` which one.

    ``words`` are the distinct words of ``text``, folded, each behind the mark of the convention
    (« k12zcreche »): a search never reads the words of the others, however many there are.
    """

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8)
    key = models.CharField(max_length=20)
    text = models.TextField()
    words = models.TextField()

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "entrée de l’index de recherche"
        constraints = [models.UniqueConstraint(fields=["action", "kind", "key"], name="search_entry_once")]

    def __str__(self) -> str:
        return f"{self.action_id} {self.kind} {self.key}"
