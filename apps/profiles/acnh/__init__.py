"""Animal Crossing: New Horizons: hunts for villagers, island by island."""
