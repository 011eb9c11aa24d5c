"""The convention and its plan: tree, fiches-actions, indicators, who answers for what.

Vocabulary: a *node* is an axe, enjeu, orientation or objectif; an *action* is a
fiche-action, the leaf of the tree; a *section* (rubrique) is a part of a fiche that
is read, edited, journaled and undone as one. Ring 4: below it stand accounts,
territories and the journal.
"""
