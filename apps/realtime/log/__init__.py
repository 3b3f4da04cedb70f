"""The event log: insertion, numbering, delivery to Redis and webhooks."""
