"""Readers that go wrong, each run as the child process of a reading."""
