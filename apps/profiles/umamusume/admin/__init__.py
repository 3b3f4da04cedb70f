"""Umamusume's pages in the admin."""
