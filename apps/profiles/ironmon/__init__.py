"""IronMON: challenges, runs by seed number, and how far each came."""
