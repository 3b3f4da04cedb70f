"""What can go wrong with a remote service. No message ever holds a key or a token.

RemoteError
  RemoteUnavailable      not reachable, or broken (5xx)
    RemoteTimeout        too slow
  RemoteRateLimited      asked too often; `wait_seconds` if the service said it
  RemoteRefused          it said no (4xx)
    RemoteNotFound       404, 410
    RemoteUnauthorized   401: the key or token is wrong
  RemoteUnexpected       an answer that cannot be used
    RemoteNotJson        JSON was asked for
    RemoteTooLarge       more than the client reads
  RemoteMisconfigured    Questlog's own settings are wrong
    RemoteDisconnected   the owner must connect to it again
    RemoteAddressRefused an address that Questlog does not call
"""

from __future__ import annotations

from typing import Self

from apps.core.plurals import counted


class RemoteError(Exception):
    """A remote service did not do what was asked.

    `service` is its name for people ("GitHub"), `message` says what happened,
    `what_to_do` what the owner can do about it, `status` is the HTTP status, if any.
    """

    what_to_do_by_default = "Try again later."

    def __init__(
        self,
        message: str,
        *,
        service: str,
        what_to_do: str = "",
        status: int | None = None,
    ) -> None:
        super().__init__(message)
        # Set by the client that raises it: whether asking again at once may help,
        # and how many seconds later the service wants it.
        self.may_pass = False
        self.wait_seconds: float | None = None
        self.message = message
        self.service = service
        self.what_to_do = what_to_do or self.what_to_do_by_default
        self.status = status

    def __str__(self) -> str:
        return self.message


class RemoteUnavailable(RemoteError):
    what_to_do_by_default = "Check the network and try again in a few minutes."


class RemoteTimeout(RemoteUnavailable):
    pass


class RemoteRateLimited(RemoteError):
    """Asked too often. `wait_seconds` until it makes sense to ask again, if known."""

    def __init__(
        self,
        message: str,
        *,
        service: str,
        what_to_do: str = "",
        status: int | None = None,
        wait_seconds: float | None = None,
    ) -> None:
        if not what_to_do and wait_seconds is not None:
            what_to_do = f"Try again in {in_words(wait_seconds)}."
        super().__init__(message, service=service, what_to_do=what_to_do, status=status)
        self.wait_seconds = wait_seconds


class RemoteRefused(RemoteError):
    what_to_do_by_default = "Check the request."


class RemoteNotFound(RemoteRefused):
    what_to_do_by_default = "Check the address or id."


class RemoteUnauthorized(RemoteRefused):
    what_to_do_by_default = "Check the key or token in the settings."


class RemoteUnexpected(RemoteError):
    what_to_do_by_default = (
        "Try again later. If the problem persists, the service has changed."
    )


class RemoteNotJson(RemoteUnexpected):
    pass


class RemoteTooLarge(RemoteUnexpected):
    what_to_do_by_default = "Ask for less, or split the request."


class RemoteMisconfigured(RemoteError):
    what_to_do_by_default = "Check the settings of this service."


class RemoteDisconnected(RemoteMisconfigured):
    """The owner's connection to the service has ended, or there is none."""

    what_to_do_by_default = "Connect again."


class RemoteAddressRefused(RemoteMisconfigured):
    """An address that Questlog does not call; each maker says why not."""

    @classmethod
    def _because(cls, message: str, what_to_do: str) -> Self:
        return cls(message, service="The endpoint", what_to_do=what_to_do)

    @classmethod
    def private(cls, address: object) -> Self:
        return cls._because(
            f"Its address {address} is private, and Questlog doesn't call private "
            "addresses.",
            "If it is your own server, add it or its network to "
            "QUESTLOG_WEBHOOKS_ALLOW_PRIVATE.",
        )

    @classmethod
    def in_the_clear(cls) -> Self:
        return cls._because(
            "With http://, anyone in between could read and change what is sent.",
            "Use https://. Servers in your own network can use http:// if they are "
            "listed in QUESTLOG_WEBHOOKS_ALLOW_PRIVATE.",
        )

    @classmethod
    def with_password(cls) -> Self:
        return cls._because(
            "The address contains a user name or password.",
            "Remove them and set an Authorization header instead.",
        )

    @classmethod
    def too_long(cls, longest: int) -> Self:
        return cls._because(
            f"The address is longer than {longest} characters.", "Use a shorter one."
        )

    @classmethod
    def malformed(cls) -> Self:
        return cls._because(
            "This isn't a web address.",
            "Enter a full address such as https://example.org/hooks/questlog.",
        )


def in_words(seconds: float) -> str:
    """A time to wait, rounded up: "40 seconds", "12 minutes", "2 hours"."""
    whole = max(1, -int(-seconds // 1))
    for size, unit in ((3600, "hour"), (60, "minute")):
        if whole > size:
            return counted(-(-whole // size), unit)
    return counted(whole, "second")
