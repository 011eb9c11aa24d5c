"""The pages. Ring 1: parses a request, makes one call into a domain, renders.

One folder per menu entry, named as the domains; ``shell`` is the frame around
them and ``components`` the parts that they share.
"""
