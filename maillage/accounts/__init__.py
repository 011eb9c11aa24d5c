"""People, their organisations, and what each workspace lets them do.

Vocabulary: a *workspace* (espace) is what a membership opens; a convention is one,
with the same id. A *membership* gives one person one *role* in one workspace, on
behalf of an organisation. An *invitation* promises a membership to an address.
Ring 8: knows the territories below, and nothing of what a workspace holds.
"""
