"""Time of the pages against a floor, on each database: ``python -m tools.bench`` writes build/bench.json.

``__main__`` runs one ``measure`` a database and number of conventions, each in a process and a
database of its own; ``data`` fills that database, ``pages`` names what is measured, ``floor``
answers the bare views that each page is compared with. ``reading`` times documents of growing
length, without a database; alone, it is ``python -m tools.bench.reading``.
"""
