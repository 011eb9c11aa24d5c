"""Search by prefix, with an index on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connections, models

if TYPE_CHECKING:
    from maillage.territories.models import SearchTerm

_AFTER_ALL = "\U0010ffff"


class SearchTermQuerySet(models.QuerySet["SearchTerm"]):
    """Terms of communes and EPCI."""

    def starting_with(self, prefix: str) -> SearchTermQuerySet:
        """Terms that start with ``prefix``, read from the index.

        SQLite compares text byte by byte, so a prefix is a range there and its LIKE, blind to
        capitals, would read the whole table. PostgreSQL sorts by locale, so a range would be
        wrong there and LIKE reads the index made for it.
        """
        if connections[self.db].vendor == "sqlite":
            return self.filter(term__gte=prefix, term__lt=prefix + _AFTER_ALL)
        return self.filter(term__startswith=prefix)
