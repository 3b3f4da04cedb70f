"""From the log to readers: hub, WebSocket, server-sent events, feed."""
