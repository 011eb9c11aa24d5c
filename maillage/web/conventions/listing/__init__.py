"""Screens of the list of actions: the list and its filters, cells, changes on many, saved views, exports."""
