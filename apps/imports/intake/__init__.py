"""A source on its way in: fetched, previewed, parsed, stored."""
