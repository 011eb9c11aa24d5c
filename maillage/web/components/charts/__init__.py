"""Charts drawn on the server as SVG, each with its table twin. They know no domain, only series of numbers.

``series`` says what is drawn; ``line``, ``bullet``, ``bars`` and ``beads`` draw it; ``scale`` places it;
``ink`` writes the SVG; ``twin`` tells the same in a table. Nothing is drawn from a number that nobody gave:
a missing value is a gap, a secret one a hatched mark, an estimated one a hollow point.
"""
