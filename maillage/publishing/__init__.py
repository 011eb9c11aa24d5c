"""Documents out: what a convention gives to take away. One renderer for each format.

Between ``intake`` and ``conventions``: it reads what the person may see, and writes nothing.
"""
