"""The pages that anyone may open: event catalogue, asyncapi.json, overlay."""
