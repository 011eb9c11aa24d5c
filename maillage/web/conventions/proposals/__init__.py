"""Proposals to change the plan, on screen: write, submit, advise, decide."""
