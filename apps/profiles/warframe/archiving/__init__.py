"""A profile as the game sends it: read, compared, archived, fetched."""
