"""Covers: images checked, sized and kept as files, fetched, and joined to rows."""
