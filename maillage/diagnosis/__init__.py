"""What the territory knows of itself: findings that actions answer.

Vocabulary: a *finding* (constat) is a strength, a weakness, an opportunity, a threat, a plain
observation or an issue, by theme, with its source. Ring 5: it knows workspaces, not conventions.
"""
