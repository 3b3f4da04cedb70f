"""Warframe: the service of its profiles, and WFCD's list of items."""
