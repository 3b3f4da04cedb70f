"""The owner's decisions on the rows of an import, and what the review shows."""
