"""The obvious way to tell of events, to compare with: `post_save` publishes with
`group_send`, a Channels consumer passes on. No log, no numbers, no resuming."""

from __future__ import annotations

from typing import Any

import orjson
from asgiref.sync import async_to_sync
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from django.db.models.signals import post_save
from django.urls import path

GROUP = "events"
PATH = "/ws/naive/"


class NaiveConsumer(AsyncWebsocketConsumer):
    async def connect(self) -> None:
        await self.channel_layer.group_add(GROUP, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(GROUP, self.channel_name)

    async def event(self, message: dict[str, Any]) -> None:
        await self.send(text_data=message["text"])


urlpatterns = [path(PATH.strip("/") + "/", NaiveConsumer.as_asgi())]  # type: ignore[arg-type]


def publish(text: str) -> None:
    layer: Any = get_channel_layer()
    async_to_sync(layer.group_send)(GROUP, {"type": "event", "text": text})


def tell_of_completion(instance: Any, **kwargs: Any) -> None:
    from apps.journal.signals import playthrough_payload

    if instance.status == "completed":
        payload = playthrough_payload(instance).model_dump(mode="json")
        text = {"type": "questlog:playthrough_complete", "payload": payload}
        publish(orjson.dumps(text).decode())


def take_over() -> None:
    """From now on this process tells of completions in the obvious way only."""
    from apps.journal.models import Playthrough
    from apps.journal.signals import record_transition

    post_save.disconnect(record_transition, sender=Playthrough)
    post_save.connect(tell_of_completion, sender=Playthrough)
