"""The list that a new convention starts with."""

from __future__ import annotations

USUAL_THEMES = (
    "Petite enfance",
    "Enfance",
    "Jeunesse",
    "Parentalité",
    "Handicap et inclusion",
    "Animation de la vie sociale",
    "Accès aux droits",
    "Logement et cadre de vie",
    "Numérique",
    "Mobilité",
    "Seniors",
    "Santé",
    "Emploi et insertion",
)
