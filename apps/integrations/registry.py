"""Every remote service. A new one: its module with a `SERVICE`, and a line here."""

from __future__ import annotations

from apps.integrations import ffxiv_collect
from apps.integrations import github
from apps.integrations import nookipedia
from apps.integrations import steam
from apps.integrations import twitch
from apps.integrations.bungie import client as bungie
from apps.integrations.igdb import client as igdb
from apps.integrations.lodestone import client as lodestone
from apps.integrations.lodestone import nodestone
from apps.integrations.poe import client as poe
from apps.integrations.service import Service
from apps.integrations.warframe import client as warframe

SERVICES: tuple[Service, ...] = (
    igdb.SERVICE,
    twitch.SERVICE,
    github.SERVICE,
    steam.SERVICE,
    nookipedia.SERVICE,
    lodestone.SERVICE,
    nodestone.SERVICE,
    ffxiv_collect.SERVICE,
    bungie.SERVICE,
    poe.SERVICE,
    warframe.SERVICE,
)


def service_called(key: str) -> Service | None:
    return next((service for service in SERVICES if service.key == key), None)
