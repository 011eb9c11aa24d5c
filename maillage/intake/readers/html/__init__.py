"""Web pages: saved from a browser, or exported by Word, Google Docs and other editors.

What stands around the text (menus, headers and footers of the site) is left out. Nothing is
ever fetched: pictures, style sheets and scripts that a page names stay where they are.
"""
