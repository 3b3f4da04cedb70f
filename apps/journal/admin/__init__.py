"""The Journal menu, and the buttons of playthroughs."""
