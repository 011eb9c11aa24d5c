"""A little grammar of French quantity phrases: what an indicator has to reach."""

from __future__ import annotations

from maillage.intake.recognition.quantities.grammar import target_of

__all__ = ["target_of"]
