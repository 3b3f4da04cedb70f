"""What can be done with many games or playthroughs at once, across the apps."""
