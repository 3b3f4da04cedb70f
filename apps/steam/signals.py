from __future__ import annotations

from datetime import UTC
from datetime import datetime
from typing import Any

from django.dispatch import receiver

from apps.steam.events import ACHIEVEMENT
from apps.steam.events import HIDE
from apps.steam.events import SYNCED
from apps.steam.events import HiddenSteamAccountPayload
from apps.steam.events import SteamAchievementPayload
from apps.steam.events import SteamSyncedPayload
from apps.steam.models import SteamAccount
from apps.steam.models import SteamAchievement
from apps.steam.models import SteamApp
from apps.steam.models.changes import account_hidden
from apps.steam.models.changes import account_synced
from apps.steam.models.changes import achievements_unlocked

# More than that nobody wants to see celebrated; the sync's own event counts them all.
MOST_A_GAME = 10
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


@receiver(achievements_unlocked)
def record_achievements(
    app: SteamApp, achievements: list[SteamAchievement], **kwargs: Any
) -> None:
    if not app.account.is_public:
        return
    latest = sorted(achievements, key=_when)[-MOST_A_GAME:]
    game = app.find_game()
    unlocked, total = app.achievements.unlocked().count(), app.achievements.count()
    for each in latest:
        ACHIEVEMENT.record(
            SteamAchievementPayload(
                achievement=each.label,
                description=each.description,
                game=app.name,
                app_id=app.appid,
                work=game.slug if game else None,
                rarity=None if each.rarity is None else float(each.rarity),
                icon_url=each.icon_url,
                unlocked_at=each.unlocked_at.isoformat() if each.unlocked_at else None,
                unlocked=unlocked,
                total=total,
                achievement_id=str(each.uuid),
                account_id=str(app.account.uuid),
            ),
            subject=_subject(app.account),
            dedupe_key=f"{_subject(app.account)}:achievement:{each.uuid}",
        )


@receiver(account_synced, sender=SteamAccount)
def record_sync(
    account: SteamAccount,
    changes: list[str],
    change_count: int,
    at: datetime,
    **kwargs: Any,
) -> None:
    if not account.is_public:
        return
    SYNCED.record(
        SteamSyncedPayload(
            changes=changes,
            change_count=change_count,
            synced_at=at.isoformat(),
            account_id=str(account.uuid),
        ),
        subject=_subject(account),
        dedupe_key=f"{_subject(account)}:sync:{at.isoformat()}",
    )


@receiver(account_hidden, sender=SteamAccount)
def record_hiding(account: SteamAccount, **kwargs: Any) -> None:
    HIDE.record(
        HiddenSteamAccountPayload(account_id=str(account.uuid)),
        subject=_subject(account),
        dedupe_key=f"{_subject(account)}:hide:{account.version}",
    )


def _subject(account: SteamAccount) -> str:
    return f"steam_account:{account.uuid}"


def _when(achievement: SteamAchievement) -> datetime:
    return achievement.unlocked_at or _UNDATED
