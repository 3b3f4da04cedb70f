"""Umamusume: Pretty Derby: careers, veterans, meetings, and the game's vocabulary."""
