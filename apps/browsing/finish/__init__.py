"""The box "I finished this": find a game, say when and how it was, save it once."""
