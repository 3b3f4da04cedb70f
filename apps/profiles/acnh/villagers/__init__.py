"""The villagers of the game: brought up to date, and what they look like."""
