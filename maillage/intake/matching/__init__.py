"""What a document says beside what a convention has: the same fiches, the same rows, what differs.

Pure: plain values in, plain values out, no database. ``wording`` tells how alike words are,
``rows`` and ``values`` put three versions of a section together, ``plans`` compares whole plans,
``names`` recognises organisations, people and communes.
"""

from __future__ import annotations
