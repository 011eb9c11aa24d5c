"""One invented territory with its cast of people: ``python -m demo`` loads it.

Places, people and bodies are invented. Codes start with « 00 », which no official code does.
"""
