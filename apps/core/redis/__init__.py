"""What Redis is used for beside events: the cache, and notices to open pages."""
