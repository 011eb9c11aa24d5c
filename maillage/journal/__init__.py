"""Who did what, when, to what, and each field's before and after.

Vocabulary: an *entry* has a dotted *verb* (``action.updated``), a *subject* (the
object touched) and *changes*. Ring 10: it knows no domain, so people and objects
are kept as plain ids with the names they had, which also outlive their deletion.
"""
