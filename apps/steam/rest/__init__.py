"""Requests and answers of `/steam/…`."""
