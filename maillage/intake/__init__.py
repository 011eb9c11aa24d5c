"""Documents in: a file is read, understood, proposed, and written only once accepted.

``readers`` (file → blocks) and ``recognition`` (blocks → plan document) know nothing
of Django and work from the command line alone; ``proposal`` and ``operations`` turn
what a person accepted into a plan. Ring 2: it stands above the conventions.
"""
