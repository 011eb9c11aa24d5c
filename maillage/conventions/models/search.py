"""What the search reads: the words of each part of a fiche, of its messages and of its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, models
from django.db.models.expressions import RawSQL

from maillage.conventions.models.action import Action
from maillage.conventions.models.convention import Convention

if TYPE_CHECKING:
    from collections.abc import Sequence

FTS = "conventions_search_words"


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    """Entries of the index."""

    def holding(self, prefixes: Sequence[str]) -> SearchEntryQuerySet:
        """Those with a word that begins as one of ``prefixes`` (made of letters and figures only)."""
        if connection.vendor == "postgresql":
            query = " | ".join(f"{one}:*" for one in prefixes)
            vector = "to_tsvector('simple', words) @@ to_tsquery('simple', %s)"
            return self.extra(where=[vector], params=[query])  # noqa: S610 - no value of a person in the text
        query = " OR ".join(f"{one}*" for one in prefixes)
        matching = f"SELECT rowid FROM {FTS} WHERE {FTS} MATCH %s"
        return self.filter(pk__in=RawSQL(matching, [query]))  # noqa: S611 - the words are a parameter


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
