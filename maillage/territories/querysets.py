"""Search by prefix, with an index on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connections, models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from maillage.territories.models import SearchTerm  # noqa: F401 - named as a string in the base class

_AFTER_ALL = "\U0010ffff"


def starts(field: str, prefix: str, *, using: str = "default") -> Q:
    """The condition « ``field`` starts with ``prefix`` », read from the index of the field.

    SQLite compares text byte by byte, so a prefix is a range there and its LIKE, blind to
    capitals, would read the whole table. PostgreSQL sorts by locale, so a range would be
    wrong there and LIKE reads the index made for it.
    """
    if connections[using].vendor == "sqlite":
        return Q((f"{field}__gte", prefix), (f"{field}__lt", prefix + _AFTER_ALL))
    return Q((f"{field}__startswith", prefix))


class SearchTermQuerySet(models.QuerySet["SearchTerm"]):
    """Terms of communes and EPCI."""

    def named(self, name: str) -> SearchTermQuerySet:
        """Places of which ``name`` is the whole searchable name."""
        return self.filter(term=name, whole=True)

    def starting_with(self, prefix: str) -> SearchTermQuerySet:
        """Terms that start with ``prefix``."""
        return self.filter(starts("term", prefix, using=self.db))

    def with_words(self, words: list[str]) -> SearchTermQuerySet:
        """One term a place that has a word starting with each of ``words``, in any order."""
        longest = max(words, key=len)
        found = self.starting_with(longest)
        for word in words:
            if word == longest:
                continue
            same = type(self)(self.model, using=self.db).filter(
                starts("term", word, using=self.db),
                Q(commune=OuterRef("commune")) | Q(intercommunality=OuterRef("intercommunality")),
            )
            found = found.filter(Exists(same))
        return found
