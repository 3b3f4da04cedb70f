"""The dashboard, the listings of games and editions, and the page of a game."""
