"""Who pilots and who helps: what each name is, and what its acronyms stand for."""

from __future__ import annotations

from maillage.intake.recognition.people.acronyms import Acronyms
from maillage.intake.recognition.people.natures import nature_of

__all__ = ["Acronyms", "nature_of"]
