"""Writes on the geography: load it, make its places searchable."""

from __future__ import annotations

from maillage.territories.operations.indexing import index_places
from maillage.territories.operations.loading import Loaded, load_geography

__all__ = ["Loaded", "index_places", "load_geography"]
