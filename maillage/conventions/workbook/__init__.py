"""The plan as a workbook: which sheets and columns, how each value is written in a cell and read back.

It knows neither files nor Excel: ``publishing`` writes what is laid out here, ``intake`` and
pasting read it back. A cell that still says what the site would write changes nothing.

Layout: ``columns`` → ``actions`` and ``rows`` → ``layout``. Back: ``tables`` finds the columns of
a block of cells, ``differences`` says what would change and what cannot.
"""
