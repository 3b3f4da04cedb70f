"""What Redis is used for beside events: the cache, and word of changes."""
