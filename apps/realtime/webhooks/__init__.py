"""Webhooks: events sent to addresses, after the Standard Webhooks specification.

`fan_out` writes a row for each event and endpoint, `calls` hands due rows out and
records what became of them, `sending` does one call, `sink` runs all that in the relay.
"""

from __future__ import annotations
