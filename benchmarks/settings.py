"""Questlog with the peers that reads are measured against."""

from __future__ import annotations

from questlog_site.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.peers"
