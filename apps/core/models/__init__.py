"""Base models and fields: slugs, partial dates, provenance, revisions."""
