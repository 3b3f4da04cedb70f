"""The JSON of the profile, its schemas, and what writes it."""
