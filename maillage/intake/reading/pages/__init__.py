"""The pages of a document as images, and where each of its lines stands on them.

``__main__`` is a child process under limits, as the one that reads. ``conversion`` has
LibreOffice make a PDF of an office document, ``rendering`` draws the pages and takes their
words, ``placing`` finds the lines of the source among those words, whatever the format.
``apart`` starts the child. None of them knows Django or any domain.
"""
