"""Bringing into a profile what its owner holds already: read, reviewed, undoable."""
