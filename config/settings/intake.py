"""Documents that come in: how large, and what reading one may use."""

from __future__ import annotations

from config import env

_MEGABYTE = 1024 * 1024

INTAKE_MAX_BYTES = env.integer("MAILLAGE_IMPORT_MAX_MB", 40, minimum=1) * _MEGABYTE
INTAKE_MEMORY_BYTES = env.integer("MAILLAGE_READING_MEMORY_MB", 1024, minimum=256) * _MEGABYTE
INTAKE_CPU_SECONDS = env.integer("MAILLAGE_READING_CPU_SECONDS", 90, minimum=5)
INTAKE_WALL_SECONDS = env.integer("MAILLAGE_READING_SECONDS", 120, minimum=5)

#: Images of the pages, beside the text of the source, and the room that those of one document may take.
INTAKE_PAGE_IMAGES = env.boolean("MAILLAGE_PAGE_IMAGES", default=True)
INTAKE_PAGES_MOST = 300
INTAKE_PAGES_BYTES = 60 * _MEGABYTE
