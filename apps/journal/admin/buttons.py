"""What can be done with a playthrough or a game, as buttons of its row and page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from wagtail.admin.widgets.button import Button

from apps.journal.admin.verbs import COMPLETE
from apps.journal.admin.verbs import OFFERED
from apps.journal.admin.verbs import VERBS
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game


def buttons_of(row: Any, user: Any, next_url: str) -> list[Button]:
    if isinstance(row, Playthrough) and user.has_perm("journal.change_playthrough"):
        return _playthrough_buttons(row, next_url)
    if isinstance(row, Game) and user.has_perm("journal.add_playthrough"):
        return _game_buttons(row, next_url)
    return []


def _playthrough_buttons(playthrough: Playthrough, next_url: str) -> list[Button]:
    buttons = [
        _verb_button(playthrough, verb, next_url, priority=2 + offset)
        for offset, verb in enumerate(OFFERED[Status(playthrough.status)])
    ]
    if playthrough.status != Status.COMPLETED:
        url = _address("complete", next_url, playthrough.pk)
        buttons.insert(
            0, Button(COMPLETE.label, url=url, icon_name=COMPLETE.icon, priority=1)
        )
    return buttons


def _verb_button(
    playthrough: Playthrough, verb: str, next_url: str, *, priority: int
) -> Button:
    """One click where scripts run; without them the address asks for confirmation."""
    url = _address("verb", next_url, playthrough.pk, verb)
    return Button(
        VERBS[verb].label,
        url=url,
        icon_name=VERBS[verb].icon,
        priority=priority,
        attrs={
            "data-controller": "w-action",
            "data-action": "w-action#post",
            "data-w-action-url-value": url,
        },
    )


def _game_buttons(game: Game, next_url: str) -> list[Button]:
    return [
        Button(
            "Mark completed",
            url=_address("complete_game", next_url, game.pk),
            icon_name=COMPLETE.icon,
            priority=1,
        ),
        Button(
            "Add playthrough",
            url=add_playthrough_url(game),
            icon_name="plus",
            priority=2,
        ),
    ]


def add_playthrough_url(game: Game) -> str:
    """The form for a new playthrough; it fills in the first edition of `game`."""
    return _own_url("add") + "?" + urlencode({"game": game.pk})


def _address(name: str, next_url: str, *args: Any) -> str:
    return _own_url(name, *args) + "?" + urlencode({"next": next_url})


def _own_url(name: str, *args: Any) -> str:
    return reverse(Playthrough.snippet_viewset.get_url_name(name), args=args)
