"""What Questlog calls itself at Path of Exile; without it there is no answer.

https://www.pathofexile.com/developer/docs/index#guidelines
"""

from __future__ import annotations

import re

from django.conf import settings

from apps.integrations.http.client import USER_AGENT
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.poe.errors import SERVICE_NAME

_CLIENT_ID = re.compile(r"[0-9A-Za-z._-]{1,100}")
_CONTACT = re.compile(r"[^\s@()]{1,100}@[^\s@()]{1,100}")


def user_agent() -> str:
    """Raises RemoteMisconfigured without a client id and an e-mail address."""
    client_id, contact = settings.POE_CLIENT_ID.strip(), settings.POE_CONTACT.strip()
    if not _CLIENT_ID.fullmatch(client_id):
        raise RemoteMisconfigured(
            "Path of Exile needs the id of an approved application.",
            service=SERVICE_NAME,
            what_to_do="Set POE_CLIENT_ID.",
        )
    if not contact.isascii() or not _CONTACT.fullmatch(contact):
        raise RemoteMisconfigured(
            "Path of Exile wants your e-mail address in each request.",
            service=SERVICE_NAME,
            what_to_do="Set POE_CONTACT to it.",
        )
    name, version = USER_AGENT.split(" ")[0].split("/")
    return f"OAuth {client_id}/{version} (contact: {contact}) {name}"
