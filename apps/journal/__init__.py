"""Playthroughs and statistics."""

from __future__ import annotations
