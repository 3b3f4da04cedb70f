"""The page on which a hunt is recorded, for the owner and for moderators."""
