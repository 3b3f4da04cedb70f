"""Franchises, genres, platforms, games, editions."""

from __future__ import annotations
