"""Pages: the library, new games, time played, a game's achievements, settings."""
