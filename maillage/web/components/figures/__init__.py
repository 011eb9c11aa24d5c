"""An indicator as it is shown: a chart or beads, a sentence, a source; the same on every page.

``drawing`` turns its values into a chart series; ``sentence`` says where it stands; ``figure`` holds both.
"""
