"""The Import menu: a new import, its review, its result."""
