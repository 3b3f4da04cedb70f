"""Schemas of the API, and the SQL that builds them."""
