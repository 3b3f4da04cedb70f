"""Destiny 2: characters, every activity, reports of raids and dungeons."""
