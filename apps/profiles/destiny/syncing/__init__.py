"""Bringing the profile up to date from Bungie: `sync_destiny` is the whole of it."""
