"""IGDB's games in the library: created, applied, linked, synced, compared."""
