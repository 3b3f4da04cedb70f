"""Bringing the account up to date: its library, what was played, achievements."""
