"""Bringing characters and leagues up to date from Path of Exile's API."""
