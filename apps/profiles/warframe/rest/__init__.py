"""Requests and answers of `/warframe/…` and `/profiles/warframe/…`."""
