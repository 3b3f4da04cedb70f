"""Typing a career in."""
