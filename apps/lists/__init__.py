"""Curated and ranked lists of games."""

from __future__ import annotations
