"""Counting: what figures say and what they do not, without any database.

``periods`` names the stretches of time that values are noted for; ``values`` reads what people
type; ``gauge`` holds an indicator with its series; ``achievement`` says how far the way is done;
``aggregation`` sums honestly; ``quality`` asks questions about odd figures and changes none;
``standard`` is the library of usual indicators. Numbers are ``Decimal``; shares are from 0 to 1.
"""
