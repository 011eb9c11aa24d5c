"""What everything stands on, without a word of the domain: text, dates, numbers, logs.

Neighbours: every package may import it; it imports none of them.
"""
