"""One module per remote service. The only code that imports httpx."""

from __future__ import annotations
