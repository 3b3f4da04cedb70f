from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from apps.imports.applying.apply import apply_import
from apps.imports.applying.undo import undo_import
from apps.imports.intake.source import Source
from apps.imports.intake.store import store_source
from apps.imports.models import Import
from apps.imports.models import SourceKind

DATA = Path(__file__).parent.parent / "data"
GIST = (DATA / "rpgs.gist.md").read_text()
SMALL = """# Beaten

## Final Fantasy

- Final Fantasy IV (SNES, DS)
- Final Fantasy XII (PS2; PS4 - The Zodiac Age)

## Everything Else

- Chrono Trigger (SNES) x4
- ~~Wild ARMs 2~~ (dropped, disc two)

## Currently Playing

- [ ] Metaphor: ReFantazio (PS5)

# Top RPGs

1. Chrono Trigger
2. FFIV
"""


class Desk:
    """The owner at work: takes texts in, applies them, takes them back."""

    def __init__(self, owner: User) -> None:
        self.owner = owner

    def store_source(self, text: str, file_name: str = "") -> Import:
        kind = SourceKind.FILE if file_name else SourceKind.PASTED
        return store_source(Source.of_text(text, kind, file_name), by=self.owner)

    def bring(self, text: str, file_name: str = "") -> Import:
        """Take the text in and apply it as it was understood."""
        return self.apply(self.store_source(text, file_name))

    def bring_file(self, name: str) -> Import:
        return self.bring((DATA / name).read_text(), name)

    def apply(self, import_: Import) -> Import:
        return apply_import(import_, by=self.owner, at=timezone.now())

    def undo(self, import_: Import) -> dict[str, str]:
        """What was kept, by name, with its reason."""
        kept = undo_import(import_, by=self.owner, at=timezone.now())
        return {change.name: change.kept_because for change in kept}


@pytest.fixture
def desk(owner: User) -> Desk:
    """The owner's desk: `desk.bring(SMALL)` imports a text."""
    return Desk(owner)
