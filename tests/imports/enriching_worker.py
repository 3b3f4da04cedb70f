"""A worker as a process, to be killed: `python -m … '{"IGDB_BASE_URL": …}'`.

It works on the database of the test that started it.
"""

from __future__ import annotations

import json
import os
import sys


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django
    from django.conf import settings

    for name, value in json.loads(sys.argv[1]).items():
        setattr(settings, name, value)
    django.setup()
    from apps.jobs.worker import Worker

    worker = Worker(poll=0.2, beat=0.3, dead_after=1.5)
    worker.stop_at_signals()
    worker.run()


if __name__ == "__main__":
    main()
