from __future__ import annotations

import asyncio
import signal
from ipaddress import ip_address
from typing import Any

from django.core.management.base import BaseCommand
from django.core.management.base import CommandError
from django.core.management.base import CommandParser
from django.utils import timezone

from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.ironmon.receiver.server import Receiver

HOST, PORT = "127.0.0.1", 8080


class Command(BaseCommand):
    help = (
        "Take what the IronmonConnect plugin sends from BizHawk, and record runs, "
        "checkpoints, and defeats as they happen. Start it before BizHawk: EmuHawk "
        "--socket_ip=127.0.0.1 --socket_port=8080. Ctrl-C ends it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--host",
            default=HOST,
            help="address to listen on; by default only this machine can connect",
        )
        parser.add_argument("--port", type=int, default=PORT)
        parser.add_argument(
            "--challenge", help="slug; by default that of the current run"
        )
        parser.add_argument(
            "--lost-with",
            choices=["lead", "battle"],
            default="lead",
            help="what loses a run: the lead's fainting (Kaizo, Survival), or only a "
            "lost battle (Standard, Ultimate)",
        )

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        if not 0 <= port <= 65_535:
            raise CommandError("A port is from 0 to 65535; 0 takes any free one.")
        challenge = self._challenge(options["challenge"])
        lead_decides = options["lost_with"] == "lead"
        receiver = Receiver(challenge, self.say, lead_decides=lead_decides)
        try:
            asyncio.run(self._serve(receiver, host, port))
        finally:
            receiver.close()

    def say(self, text: str) -> None:
        self.stdout.write(f"{timezone.localtime():%H:%M:%S} {text}")
        self.stdout.flush()

    def _challenge(self, slug: str | None) -> Challenge:
        if IronmonProfile.current() is None:
            raise CommandError(
                "IronMON isn't set up yet. Set it up in the admin, under Profiles."
            )
        if slug is None:
            current = Run.objects.current()
            found = current.challenge if current else Challenge.objects.first()
        else:
            found = Challenge.objects.filter(slug=slug).first()
        if found is None:
            raise CommandError(f"There is no challenge “{slug or ''}”.")
        return found

    async def _serve(self, receiver: Receiver, host: str, port: int) -> None:
        stopped = asyncio.Event()
        loop = asyncio.get_running_loop()
        for each in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(each, stopped.set)
        try:
            server = await receiver.start(host, port)
        except OSError as error:
            raise CommandError(
                f"Can't listen on {host}:{port}: {error.strerror}."
            ) from error
        port = server.sockets[0].getsockname()[1]
        self.say(f"Waiting for BizHawk on {host}:{port}, for {receiver.challenge}.")
        if not _is_loopback(host):
            self.say(
                "Anyone who reaches this address can record runs: the plugin sends no "
                "password."
            )
        async with server:
            await stopped.wait()
            server.close_clients()
        self.say("Stopped.")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
