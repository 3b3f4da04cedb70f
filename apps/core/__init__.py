"""What every app shares and no app owns. Imports no other app."""

from __future__ import annotations
