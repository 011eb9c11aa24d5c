"""A file is read in a process of its own, under limits, so that no file can take the site down.

``__main__`` is the child: it reads one file and writes one JSON file. ``supervisor``
starts it, follows it and turns whatever happens to it into a reading or a French
sentence. Neither knows Django nor any domain.
"""
