"""Files spoilt in every way, thousands of them: each is read, or refused with a sentence.

``python -m tests.fuzz --files 20000`` runs them in processes under the limits of the site; a
file that crashes, hangs or swells is named by its format and number, which make it again.
"""
