"""The ledger and the means of an action, lines one by one, lines pasted, files to take away."""
