"""The actions of a plan as a list: columns, filters, order and groups, all read from an address.

``columns`` is the one registry of what a fiche can show, be narrowed to, sorted and grouped by: the page,
its filters and its exports read it. ``rows`` fetches what the asked columns need and no more; ``query`` is
what an address asks; ``lists`` answers it; ``gaps`` says what is most useful to fill next; ``changes`` is
what can be written on one cell or on many fiches at once.
"""
