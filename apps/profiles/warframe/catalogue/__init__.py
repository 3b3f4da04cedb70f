"""What there is in Warframe: items that earn mastery, and names of nodes and more."""
