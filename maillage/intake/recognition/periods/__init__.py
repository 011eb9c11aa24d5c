"""Calendar phrases: the moments that they quote, and how much is known of each."""

from __future__ import annotations

from maillage.intake.recognition.periods.moments import Moment, moments_in
from maillage.intake.recognition.periods.span import Span, span_of

__all__ = ["Moment", "Span", "moments_in", "span_of"]
