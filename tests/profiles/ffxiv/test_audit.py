"""What the audit finds, and what the history of the admin holds."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import ModelLogEntry

from apps.profiles.ffxiv.adding import add_character
from apps.profiles.ffxiv.audit import differences
from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import Collectable
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.ffxiv.models import JobLevel
from apps.profiles.ffxiv.models import Unlock
from tests.profiles.ffxiv.conftest import Sync
from tests.profiles.ffxiv.eorzea import ID
from tests.profiles.ffxiv.eorzea import Eorzea


def test_the_audit_finds_what_was_changed_with_sql(
    character: Character, sync: Sync, eorzea: Eorzea
) -> None:
    sync()
    eorzea.who.levels["Paladin"] = 92
    eorzea.who.achievements.insert(0, 4)
    sync()
    assert list(differences()) == []

    JobLevel.objects.filter(job="Paladin").update(level=91)
    fifth = Collectable.objects.get(kind="achievement", game_id=5)
    Unlock.objects.filter(collectable__game_id=4).update(collectable=fifth)

    seen, announced, achievement = differences()
    assert "Paladin of P'tajha Rihll (Balmung) is at 91" in seen
    assert "the highest level seen is 92" in seen
    assert "but 92 was announced" in announced
    assert "Achievement 4 was announced" in achievement
    character.delete()
    assert list(differences()) == []


def test_the_history_has_what_the_owner_did_and_what_syncs_found(
    profile: FFXIVProfile,
    eorzea: Eorzea,
    sync: Sync,
    owner: User,
    owner_client: Client,
) -> None:
    character = add_character(profile, ID, user=owner)[0]
    eorzea.who.bio = character.verification_code
    sync()
    sync()
    address = f"/admin/profiles/ffxiv/characters/{ID}/"
    for action in ("verify", "main", "remove"):
        owner_client.post(address, {"action": action})

    entries = ModelLogEntry.objects.order_by("timestamp")
    mine = entries.filter(content_type__model="character").values_list("action", "user")
    assert list(mine) == [
        ("wagtail.create", owner.pk),
        ("wagtail.edit", owner.pk),
        ("wagtail.edit", owner.pk),
        ("wagtail.delete", owner.pk),
    ]
    # The second one found nothing.
    synced = entries.get(action="profiles.sync")
    assert synced.data["changes"] == ["3 achievements", "1 mount", "2 minions"]
