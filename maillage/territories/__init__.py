"""The official geography: régions, départements, EPCI and their members, communes.

Vocabulary: a *commune* here is a current one (communes déléguées, associées and
arrondissements are left out); an *EPCI* is an intercommunalité with its own tax.
Populations carry their vintage: those of EPCI in the source are of another year
than those of communes, so an EPCI's population is summed over its members.
"""
