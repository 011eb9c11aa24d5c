"""The bench: the source on one side, what was understood on the other, until the plan is accepted."""
