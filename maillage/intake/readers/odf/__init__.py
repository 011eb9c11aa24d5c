"""OpenDocument files, as LibreOffice and other suites write them: texts, decks, workbooks.

Headers, footers, notes, comments and tracked deletions are left out; nothing is run, no picture
is opened.
"""
