"""What every profile has in the admin: a line in the overview, a card at its game."""
