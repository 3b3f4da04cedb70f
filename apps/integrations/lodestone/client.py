"""The Lodestone asked for its pages, at most one a second.

https://na.finalfantasyxiv.com/lodestone/. There is no API: what its pages hold is in
`pages`. A page that isn't what it was raises `LodestoneLayoutChanged`, so that nobody
stores less than there is.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings

from apps.integrations.http.client import Limits
from apps.integrations.http.client import RemoteClient
from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteRateLimited
from apps.integrations.http.errors import RemoteRefused
from apps.integrations.http.errors import RemoteUnavailable
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.http.pacing import Pace
from apps.integrations.http.response import Answer
from apps.integrations.lodestone import pages
from apps.integrations.lodestone.answers import AchievementPage
from apps.integrations.lodestone.answers import CharacterPage
from apps.integrations.lodestone.answers import JobOnPage
from apps.integrations.lodestone.answers import SearchPage
from apps.integrations.service import Service

NAME = "The Lodestone"
# Lists of mounts and minions have names only for phones.
DESKTOP = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/133.0.0.0 Safari/537.36"
)
MOBILE = (
    "Mozilla/5.0 (iPhone; CPU OS 10_15_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
    "like Gecko) Version/12.1.1 Mobile/14E304 Safari/605.1.15"
)
PACE = Pace(1.0, patience=60.0)
# After a 429 that doesn't say how long.
REST = 60.0


class CharacterPrivate(RemoteRefused):
    what_to_do_by_default = (
        "Make it public on the Lodestone: My Character, Privacy Settings."
    )


class CollectionPrivate(CharacterPrivate):
    pass


class LodestoneMaintenance(RemoteUnavailable):
    what_to_do_by_default = "Try again after the maintenance."


class LodestoneLayoutChanged(RemoteUnexpected):
    what_to_do_by_default = (
        "Nothing was stored. If it happens again, the site has changed, and Questlog "
        "needs an update."
    )


def layout_changed(what: str) -> LodestoneLayoutChanged:
    return LodestoneLayoutChanged(
        f"A page of the Lodestone lacks {what}.", service=NAME
    )


class LodestoneClient(RemoteClient):
    """Each method asks for one page. Raises `RemoteError` as said at the classes."""

    service = NAME
    key = "lodestone"
    pace = PACE

    def __init__(self) -> None:
        super().__init__(
            settings.LODESTONE_BASE_URL,
            headers={"User-Agent": DESKTOP, "Accept-Language": "en"},
            limits=Limits(read=20.0, total=45.0),
        )

    def character(self, lodestone_id: str) -> CharacterPage:
        """The profile. Raises `CharacterPrivate`, `RemoteNotFound` for no such id."""
        answer = self._page(f"{lodestone_id}/")
        return _read(lambda: pages.read_character(answer.body, lodestone_id))

    def jobs(self, lodestone_id: str) -> tuple[JobOnPage, ...]:
        """All jobs with level and experience."""
        answer = self._page(f"{lodestone_id}/class_job/")
        return _read(lambda: pages.read_jobs(answer.body))

    def mounts(self, lodestone_id: str) -> tuple[str, ...]:
        """The English names. Raises `CollectionPrivate`."""
        return self._collection(lodestone_id, "mount")

    def minions(self, lodestone_id: str) -> tuple[str, ...]:
        """The English names. Raises `CollectionPrivate`."""
        return self._collection(lodestone_id, "minion")

    def achievements(self, lodestone_id: str, *, page: int = 1) -> AchievementPage:
        """The newest first, 50 a page. Raises `CollectionPrivate`."""
        try:
            answer = self._page(f"{lodestone_id}/achievement/", page=page)
        except CharacterPrivate as error:
            raise _private("The achievements are private.", error.status) from error
        return _read(lambda: pages.read_achievements(answer.body))

    def search(self, name: str, *, world: str = "", page: int = 1) -> SearchPage:
        """Characters with this name, of one world if given; 50 a page."""
        place = {"worldname": world} if world else {}
        answer = self._page("", q=name, **place, page=page)
        return _read(lambda: pages.read_search(answer.body))

    def _collection(self, lodestone_id: str, kind: str) -> tuple[str, ...]:
        try:
            answer = self._page(f"{lodestone_id}/{kind}/", agent=MOBILE)
        except RemoteNotFound:
            # There is no page for who owns none.
            return ()
        names = _read(lambda: pages.read_collection(answer.body, kind))
        if not names:
            raise _private(f"The list of {kind}s is private.", answer.status)
        return names

    def _page(self, path: str, *, agent: str = DESKTOP, **params: str | int) -> Answer:
        return self.get(
            f"lodestone/character/{path}",
            params=params or None,
            headers={"User-Agent": agent},
        )

    def error_of(self, answer: Answer) -> RemoteError | None:
        """403 is private, 503 the maintenance of the whole site."""
        status = answer.status
        if status == 403:
            return _private("The character’s profile is private.", status, whole=True)
        if status in (404, 410):
            return RemoteNotFound(
                "The Lodestone doesn’t have this character.",
                service=NAME,
                status=status,
                what_to_do="Check the id: it is the number in the address of the "
                "character’s page.",
            )
        if status == 503:
            return LodestoneMaintenance(
                "The Lodestone is in maintenance.", service=NAME, status=status
            )
        error = super().error_of(answer)
        if isinstance(error, RemoteRateLimited) and error.wait_seconds is None:
            error.wait_seconds = REST
        return error


def _private(
    message: str, status: int | None, *, whole: bool = False
) -> CharacterPrivate:
    kind = CharacterPrivate if whole else CollectionPrivate
    return kind(message, service=NAME, status=status)


def _read[Read](read: Callable[[], Read]) -> Read:
    try:
        return read()
    except pages.LayoutError as error:
        raise layout_changed(str(error)) from error


def check_lodestone() -> str:
    """Whether it answers. Raises RemoteError."""
    with LodestoneClient() as lodestone:
        lodestone.get("lodestone/")
    return "It answers."


SERVICE = Service(
    key="lodestone",
    name="Lodestone",
    purpose="Characters of Final Fantasy XIV: jobs, levels, and collections.",
    probe=check_lodestone,
    addresses=("LODESTONE_BASE_URL",),
    pace=PACE,
)
