"""Tables and JSON lists: columns, cells, and what they mean."""
