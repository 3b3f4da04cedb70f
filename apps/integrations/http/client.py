"""The one way in which Questlog asks a remote service over HTTP.

A client speaks to its base address only, with time and size limits; it tries again
what may pass by itself, and raises the errors of `errors` for the rest.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import closing
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from typing import Protocol
from typing import Self

import httpx
import stamina

from apps.integrations.http.deadline import Deadline
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteMisconfigured
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.errors import RemoteRefused
from apps.integrations.http.errors import RemoteTimeout
from apps.integrations.http.errors import RemoteTooLarge
from apps.integrations.http.errors import RemoteUnauthorized
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.http.pacing import Pace
from apps.integrations.http.pacing import Pacer
from apps.integrations.http.redaction import redacted
from apps.integrations.http.response import Answer
from apps.integrations.http.service_health import remember_answer
from apps.integrations.http.service_health import remember_error

USER_AGENT = "Questlog/0.1 (self-hosted)"
ATTEMPTS = 4
# A longer Retry-After is the owner's to wait for, not a request's.
LONGEST_WAIT = 10.0
MOST_REDIRECTS = 3
# What a proxy or an overloaded server says; worth another try.
_PASSING = frozenset({429, 502, 503, 504, *range(520, 525)})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})

# httpx logs whole addresses, and some services want their key in one; httpcore logs
# headers that cannot be sent.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds. `total` is for one whole answer, however slowly it drips."""

    connect: float = 5.0
    read: float = 30.0
    total: float = 60.0
    max_bytes: int = 10 * 1024 * 1024


class Access(Protocol):
    """What lets a client in on somebody's behalf: a token that can be renewed."""

    def current(self) -> str:
        """The token to send; "" for none. Raises RemoteError if none can be had."""

    def renewed(self, refused: str) -> str:
        """Another token than `refused`; "" for none. Raises RemoteError."""


class RemoteClient:
    """One service at one base address; use it as a context manager, in one thread.

    A subclass names the service, has a method per call that returns typed objects,
    and overrides `error_of` where the service has errors of its own. With a `key` it
    keeps the service's `pace`, and what happens is remembered for the status page.
    With `access`, each request carries its token, which a 401 renews once.
    """

    service = "The service"
    key = ""
    pace: Pace | None = None

    def __init__(
        self,
        base_url: str,
        *,
        headers: Mapping[str, str] | None = None,
        limits: Limits | None = None,
        access: Access | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.base = self._checked_base(base_url)
        self._access = access
        self._sent_token = ""
        self.limits = limits or Limits()
        timeout = httpx.Timeout(self.limits.read, connect=self.limits.connect)
        self._deadline = Deadline()
        self._pacer = (
            Pacer(self.key, self.pace, name=self.service) if self.pace else None
        )
        self._client = httpx.Client(
            headers={"User-Agent": USER_AGENT, **(headers or {})},
            timeout=timeout,
            follow_redirects=False,
            verify=certificates(),
            transport=transport,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._client.close()

    def get(
        self,
        path: str,
        *,
        params: Mapping[str, str | int | Sequence[str | int]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Ask with GET for a path below the base address, or an address at its host.

        Answers of 200 to 299 and 304 are returned, anything else raises; tried up to
        ATTEMPTS times where another try may help.
        """
        url = self._url(path)
        if params:
            url = url.copy_merge_params(httpx.QueryParams(params))
        return self._send(self._client.build_request("GET", url), headers, ATTEMPTS)

    def send(
        self,
        path: str,
        *,
        content: bytes = b"",
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        may_repeat: bool = False,
    ) -> Answer:
        """Send `content`, or a `form`, with POST; answers and errors are as of `get`.

        It is tried again only if it `may_repeat`: asking twice does nothing twice.
        """
        url = self._url(path)
        request = (
            self._client.build_request("POST", url, data=dict(form))
            if form is not None
            else self._client.build_request("POST", url, content=content)
        )
        return self._send(request, headers, ATTEMPTS if may_repeat else 1)

    def head(self, path: str) -> Answer:
        """Ask with HEAD for the headers of a path, once."""
        request = self._client.build_request("HEAD", self._url(path))
        return self._send(request, None, 1)

    def authorisation(self) -> Mapping[str, str]:
        """The headers that let each request in."""
        if self._access is None:
            return {}
        self._sent_token = self._access.current()
        return bearer(self._sent_token, service=self.service, setting="connection")

    def renew_authorisation(self) -> bool:
        """Whether, after a 401, `authorisation` is another one now."""
        if self._access is None or not self._sent_token:
            return False
        return bool(self._access.renewed(self._sent_token))

    def error_of(self, answer: Answer) -> RemoteError | None:
        """The error that an answer stands for; None for a good one."""
        status, service = answer.status, self.service
        if 200 <= status < 300 or status == 304:
            return None
        said = f"{service} answered with status {status}."
        if status == 429:
            return RemoteRateLimited(
                f"{service} received too many requests.",
                service=service,
                status=status,
                wait_seconds=answer.retry_after,
            )
        if status in (404, 410):
            missing = f"{service} didn't find what was requested."
            return RemoteNotFound(missing, service=service, status=status)
        if status == 401:
            refused = f"{service} rejected the key or token."
            return RemoteUnauthorized(refused, service=service, status=status)
        if 400 <= status < 500:
            return RemoteRefused(said, service=service, status=status)
        if status >= 500:
            return RemoteUnavailable(said, service=service, status=status)
        return RemoteUnexpected(said, service=service, status=status)

    def _send(
        self, request: httpx.Request, headers: Mapping[str, str] | None, attempts: int
    ) -> Answer:
        """The answer, with one renewal and one replay where a token has ended."""
        self._add_headers(request, headers or {})
        try:
            try:
                answer = self._try(request, attempts)
            except RemoteUnauthorized:
                if not self.renew_authorisation():
                    raise
                answer = self._try(request, attempts)
        except RemoteError as error:
            if self.key and not isinstance(error, RemoteNotFound):
                remember_error(self.key, error)
            raise
        if self.key:
            remember_answer(self.key, answer.rate_left)
        return answer

    def _try(self, request: httpx.Request, attempts: int) -> Answer:
        retrying = stamina.retry_context(
            on=_wait_before_retry,
            attempts=attempts,
            timeout=LONGEST_WAIT * 2,
            wait_initial=0.5,
            wait_max=LONGEST_WAIT,
        )
        for attempt in retrying:
            with attempt:
                answer = self._ask(request)
        return answer

    def _ask(self, request: httpx.Request) -> Answer:
        self._add_headers(request, self.authorisation())
        with self._pacer.turn() if self._pacer else nullcontext():
            answer = self._follow(request)
        if error := self.error_of(answer):
            # It may quote the service, and the service what it was sent.
            credentials = request.headers.get("authorization", "").split()
            error.message = redacted(error.message, *credentials)
            error.may_pass = error.may_pass or answer.status in _PASSING
            if error.wait_seconds is None:
                error.wait_seconds = answer.retry_after
            if self._pacer and isinstance(error, RemoteRateLimited):
                self._pacer.hold(error.wait_seconds or 1.0)
            raise error
        return answer

    def _add_headers(self, request: httpx.Request, headers: Mapping[str, str]) -> None:
        try:
            request.headers.update(headers)
        except UnicodeError:
            # Its text quotes the header.
            raise self._misconfigured("can't handle this request") from None

    def _follow(self, request: httpx.Request) -> Answer:
        """The answer at the end of some redirects. What is posted stays here."""
        url = request.url
        for _ in range(MOST_REDIRECTS + 1):
            request.url = url
            answer = self._exchange(request)
            if answer.status not in _REDIRECTS or request.method != "GET":
                break
            url = self._redirected(url, answer)
        return answer

    def _exchange(self, request: httpx.Request) -> Answer:
        request.extensions = {**request.extensions, **self._deadline.extensions}
        try:
            with self._deadline.after(self.limits.total):
                response = self._client.send(request, stream=True)
                with closing(response):
                    body = self._read(response)
                status, found = response.status_code, response.headers
            if self._deadline.has_passed:
                # Hung up on, a body of unknown length looks whole.
                raise self._too_slow()
        except (httpx.LocalProtocolError, httpx.UnsupportedProtocol, UnicodeError):
            # Their texts may quote a header, and with it a token.
            raise self._misconfigured("can't handle this request") from None
        except httpx.TransportError as error:
            if self._deadline.has_passed or isinstance(error, httpx.TimeoutException):
                raise self._too_slow() from error
            raise self._unavailable("can't be reached") from error
        except httpx.DecodingError as error:
            raise self._unexpected("sent data that can't be decompressed") from error
        if self._deadline.has_passed:
            # A body of no announced length ends with the connection.
            raise self._too_slow()
        return Answer(self.service, status, found, body)

    def _read(self, response: httpx.Response) -> bytes:
        """The whole body, unless it is too large."""
        chunks: list[bytes] = []
        size = 0
        announced = response.headers.get("content-length", "")
        if announced.isdecimal() and int(announced[:18]) > self.limits.max_bytes:
            raise self._too_large()
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > self.limits.max_bytes:
                raise self._too_large()
            chunks.append(chunk)
        return b"".join(chunks)

    def _redirected(self, url: httpx.URL, answer: Answer) -> httpx.URL:
        try:
            target = url.join(answer.headers.get("location", ""))
        except httpx.InvalidURL:
            target = httpx.URL("")
        if not self._is_ours(target):
            raise self._unexpected("redirected Questlog to another address")
        return target

    def _url(self, path: str) -> httpx.URL:
        if not path:
            return self.base
        if "://" not in path:
            return httpx.URL(f"{self.base}/{path.lstrip('/')}")
        try:
            url = httpx.URL(path)
        except httpx.InvalidURL:
            url = httpx.URL("")
        if not self._is_ours(url):
            raise self._unexpected("pointed to an address that isn't its own")
        return url

    def _is_ours(self, url: httpx.URL) -> bool:
        base = self.base
        here = (base.scheme, base.host, base.port)
        return (url.scheme, url.host, url.port) == here and not url.userinfo

    def _checked_base(self, base_url: str) -> httpx.URL:
        try:
            base = httpx.URL(base_url.rstrip("/"))
        except httpx.InvalidURL:
            base = httpx.URL("")
        if base.scheme not in ("http", "https") or not base.host or base.query:
            raise self._misconfigured(
                "doesn't have a usable base address in the settings"
            )
        return base

    def _unavailable(self, what: str) -> RemoteUnavailable:
        error = RemoteUnavailable(f"{self.service} {what}.", service=self.service)
        error.may_pass = True
        return error

    def _too_slow(self) -> RemoteTimeout:
        said = f"{self.service} didn't respond in time."
        error = RemoteTimeout(said, service=self.service)
        error.may_pass = True
        return error

    def _unexpected(self, what: str) -> RemoteUnexpected:
        return RemoteUnexpected(f"{self.service} {what}.", service=self.service)

    def _misconfigured(self, what: str) -> RemoteMisconfigured:
        return RemoteMisconfigured(f"{self.service} {what}.", service=self.service)

    def _too_large(self) -> RemoteTooLarge:
        limit = self.limits.max_bytes // 1024 // 1024
        return RemoteTooLarge(
            f"{self.service} sent more than {limit} MB.", service=self.service
        )


@cache
def certificates() -> ssl.SSLContext:
    """The certificate authorities to trust; reading them takes a tenth of a second."""
    return httpx.create_ssl_context()


def bearer(token: str, *, service: str, setting: str) -> dict[str, str]:
    """The Authorization header for a token; {} for none.

    Raises RemoteMisconfigured where the token holds what no header may.
    """
    token = token.strip()
    if not token:
        return {}
    if not token.isascii() or not token.isprintable() or " " in token:
        raise RemoteMisconfigured(
            f"The {setting} setting contains characters that aren't allowed in a "
            "token.",
            service=service,
            what_to_do=f"Copy the token into {setting} again.",
        )
    return {"Authorization": f"Bearer {token}"}


def _wait_before_retry(error: Exception) -> bool | float:
    """Whether to try again, or after how many seconds the service wants it."""
    if not isinstance(error, RemoteError) or not error.may_pass:
        return False
    if error.wait_seconds is None:
        return True
    return error.wait_seconds if error.wait_seconds <= LONGEST_WAIT else False
