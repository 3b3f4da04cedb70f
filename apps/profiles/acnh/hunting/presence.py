"""Who has a hunt's page open, beside the one who asks.

Each visible page says so every few seconds, when it looks for news. It is kept on Redis
only: without one, nobody seems to be there, and recording goes on.
"""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

from django.conf import settings

from apps.integrations.http.shared_redis import RedisUnavailable
from apps.integrations.http.shared_redis import redis_call

# Seconds: a page looks every 15 (hunt.js), so this forgives one that got lost.
STAYS = 40


def others_here(hunt: UUID, user: str) -> list[str]:
    """Note that `user` is at the hunt's page, and return who else is, by name."""
    key = f"{settings.QUESTLOG_REDIS_NAMESPACE}:acnh:here:{hunt}"
    now = time.time()

    def note(server: Any) -> list[str]:
        with server.pipeline(transaction=False) as pipe:
            pipe.zadd(key, {user: now})
            pipe.zremrangebyscore(key, "-inf", now - STAYS)
            pipe.expire(key, STAYS)
            pipe.zrange(key, 0, -1)
            *_, names = pipe.execute()
        return sorted(set(names) - {user})

    try:
        return redis_call(note)
    except RedisUnavailable:
        return []
