"""The event log: recording, numbering, delivery to Redis and webhooks."""
