from __future__ import annotations

from apps.core.redis.notices import notify_of_changes
from apps.imports.models import Import

notify_of_changes(Import, lambda import_: (f"import.{import_.pk}", "imports"))
