"""Means: who works on what, and the money. Nothing here needs a database.

``amounts`` reads what people type; ``kinds`` says what a line of each kind holds; ``pasting`` reads
lines from a spreadsheet; ``sums`` adds up and says on how many lines a total rests. A missing
amount is never a zero, and no amount is ever computed from a rate: a euro is there because somebody typed it.
"""
