"""A workbook of ours comes back: its cells as text, what they would change, a copy with the mistakes marked.

The layout is that of ``conventions.workbook``, written by ``publishing``. ``reading`` opens the
file, ``returned`` compares it with the plan; ``operations.workbooks`` keeps and applies it.
"""
