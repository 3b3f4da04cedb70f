"""Warframe: the owner's game profile, archived from the game's service or a file."""
