"""Bungie.net, played by a server on this machine: the platform, the host of reports,
and the files of the manifest.

What it sends has the keys of Bungie's specification; the values are invented.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import Any

import orjson
from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Request
from werkzeug import Response

from tests.integrations.oauth_server import OAuthPlayer

KEY = "0123456789abcdef0123456789abcdef"
# Above 2^53: no JavaScript number holds them.
MEMBERSHIP = "4611686018429783292"
TITAN, HUNTER, GONE = (
    "2305843009301040001",
    "2305843009301040002",
    "2305843009301040003",
)
RAID, RAID_MASTER, DUNGEON, CONTROL = 1374392663, 2964135793, 2032534141, 3212712541
RAID_NAME = "King's Fall"
TITLE, GILDING = 3464275895, 2302993504
# Triumphs: of the title, one that only characters have, and a title that is open.
OATHKEEPER, PATROLS, OPEN_TITLE = 1442950315, 3448775736, 966207508
HAND_CANNON, SWORD = 347366834, 614426548
START = datetime(2026, 11, 1, 20, tzinfo=UTC)
PLATFORM, STATS = "/Platform", "/stats/Platform"
CLIENT_ID, CLIENT_SECRET = "48123", "bungie-client-secret"
_ANY = re.compile(r"/(Platform|stats|common)/.*")


def stat(value: float) -> dict[str, Any]:
    return {"statId": "any", "basic": {"value": value, "displayValue": f"{value:g}"}}


def activity(
    number: int,
    *,
    mode: int = 10,
    modes: tuple[int, ...] = (5, 10),
    reference: int = CONTROL,
    completed: bool = True,
    reason: int = 0,
    at: datetime | None = None,
    **values: float,
) -> dict[str, Any]:
    """The activity `number` of a history: each begins an hour after the one before."""
    figures = {
        "assists": 4,
        "completed": int(completed),
        "deaths": 2,
        "kills": 20,
        "efficiency": 12.0,
        "killsDeathsRatio": 10.0,
        "killsDeathsAssists": 11.0,
        "score": 2000,
        "activityDurationSeconds": 1800,
        "timePlayedSeconds": 1750,
        "completionReason": reason,
        "startSeconds": 0,
        "playerCount": 6,
        "teamScore": 100,
        "standing": 0,
        "fireteamId": 9007199254740993,
        **values,
    }
    period = at or START + timedelta(hours=number)
    return {
        "period": period.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "activityDetails": {
            "referenceId": reference,
            "directorActivityHash": reference,
            "instanceId": str(15_432_100_000 + number),
            "mode": mode,
            "modes": [*modes],
            "isPrivate": False,
            "membershipType": 3,
        },
        "values": {name: stat(value) for name, value in figures.items()},
    }


def raid(number: int, **more: Any) -> dict[str, Any]:
    return activity(number, mode=4, modes=(7, 4), **{"reference": RAID, **more})


def character(character_id: str, kind: int, **more: Any) -> dict[str, Any]:
    return {
        "membershipId": MEMBERSHIP,
        "membershipType": 3,
        "characterId": character_id,
        "dateLastPlayed": "2026-11-22T21:00:00Z",
        "minutesPlayedThisSession": "12",
        "minutesPlayedTotal": "34567",
        "light": 2010,
        "stats": {"2996146975": 100},
        "raceHash": 3887404748,
        "genderHash": 3111576190,
        "classHash": 3655393761,
        "raceType": 0,
        "classType": kind,
        "genderType": 1,
        "emblemPath": "/common/destiny2_content/icons/emblem.jpg",
        "emblemBackgroundPath": "/common/destiny2_content/icons/background.jpg",
        "emblemHash": 1907674138,
        "baseCharacterLevel": 50,
        **more,
    }


def card(**more: Any) -> dict[str, Any]:
    return {
        "iconPath": "/img/theme/bungienet/icons/steamLogo.png",
        "crossSaveOverride": 0,
        "applicableMembershipTypes": [3],
        "isPublic": True,
        "membershipType": 3,
        "membershipId": MEMBERSHIP,
        "displayName": "Guardian",
        "bungieGlobalDisplayName": "Guardian",
        "bungieGlobalDisplayNameCode": 42,
        **more,
    }


def entry(character_id: str, membership_id: str, name: str, **values: float) -> Any:
    figures = {"kills": 50, "deaths": 0, "assists": 9, "score": 0, "completed": 1}
    figures |= {"completionReason": 0, "timePlayedSeconds": 1700}
    return {
        "standing": 0,
        "score": stat(0),
        "player": {
            "destinyUserInfo": card(
                membershipId=membership_id,
                bungieGlobalDisplayName=name,
                bungieGlobalDisplayNameCode=7,
            ),
            "characterClass": "Warlock",
            "classHash": 2271682572,
            "lightLevel": 1800,
            "emblemHash": 0,
        },
        "characterId": character_id,
        "values": {name: stat(value) for name, value in (figures | values).items()},
        "extended": {
            "weapons": [weapon(HAND_CANNON, 21, 12), weapon(SWORD, 9)],
            "values": {"precisionKills": stat(30)},
        },
    }


def weapon(item_hash: int, kills: int, precision_kills: int = 0) -> dict[str, Any]:
    return {
        "referenceId": item_hash,
        "values": {
            "uniqueWeaponKills": stat(kills),
            "uniqueWeaponPrecisionKills": stat(precision_kills),
            "uniqueWeaponKillsPrecisionKills": stat(0.5),
        },
    }


def objective(progress: int, goal: int) -> dict[str, Any]:
    return {
        "objectiveHash": 1,
        "progress": progress,
        "completionValue": goal,
        "complete": progress >= goal,
        "visible": True,
    }


class BungieServer:
    """Answers as Bungie does, to the right key only; `requests` are what it got.

    `histories` are by character, in any order; `activities` of a character that isn't
    among `characters` make it a deleted one.
    """

    def __init__(self, http: HTTPServer, settings: Settings) -> None:
        self._http = http
        self.cards: list[dict[str, Any]] = [card()]
        self.linked: list[dict[str, Any]] = []
        self.memberships = {MEMBERSHIP}
        self.characters = {TITAN: character(TITAN, 0), HUNTER: character(HUNTER, 1)}
        self.histories: dict[str, list[dict[str, Any]]] = {}
        self.reports: dict[str, Any] = {}
        self.records: dict[str, Any] = {
            str(TITLE): {"state": 67, "objectives": []},
            str(GILDING): {"state": 0, "completedCount": 3},
            str(OATHKEEPER): {"state": 4, "objectives": [objective(3, 10)]},
            str(OPEN_TITLE): {"state": 4, "objectives": [objective(5, 8)]},
        }
        self.character_records: dict[str, dict[str, Any]] = {
            TITAN: {str(PATROLS): {"state": 4, "objectives": [objective(1, 50)]}},
            HUNTER: {
                str(PATROLS): {
                    "state": 4,
                    "intervalObjectives": [objective(9, 9), objective(9, 50)],
                }
            },
        }
        self.items = {HAND_CANNON: item("Fatebringer", "Hand Cannon")}
        self.is_private = False
        self.hides_components: set[str] = set()
        self.version = "244213.26.11.01"
        # What a table has, and of which version its file still is.
        self.tables: dict[str, dict[str, Any]] = tables()
        self.requests: list[str] = []
        self.before_each: Callable[[str], None] = lambda path: None
        self._next: list[Response] = []
        self.oauth = OAuthPlayer(
            client_id=CLIENT_ID,
            secret=CLIENT_SECRET,
            uses_pkce=False,
            uses_basic=True,
            about={"refresh_expires_in": 7_776_000, "membership_id": "1234567"},
        )
        # What GetMembershipsForCurrentUser says.
        self.own: dict[str, Any] = {
            "destinyMemberships": [card()],
            "primaryMembershipId": MEMBERSHIP,
        }
        base = http.url_for("/").rstrip("/")
        settings.BUNGIE_BASE_URL = base + PLATFORM
        settings.BUNGIE_STATS_BASE_URL = base + STATS
        settings.BUNGIE_API_KEY = KEY
        http.expect_request(_ANY).respond_with_handler(self._respond)
        authorize = http.expect_request("/en/OAuth/Authorize")
        authorize.respond_with_handler(self.oauth.authorize)

    def answer_next(self, *answers: Response) -> None:
        """Give these first, whatever is asked."""
        self._next.extend(answers)

    def register_application(self, settings: Settings, redirect: str) -> None:
        """Give Questlog the keys of an application, with its redirect address."""
        settings.BUNGIE_CLIENT_ID = CLIENT_ID
        settings.BUNGIE_CLIENT_SECRET = CLIENT_SECRET
        self.oauth.registered = redirect

    def forget_next(self) -> None:
        self._next.clear()

    def asked(self, part: str) -> int:
        """How many requests had `part` in their path."""
        return sum(part in path for path in self.requests)

    def _respond(self, request: Request) -> Response:
        path = request.full_path.rstrip("?")
        self.requests.append(path)
        self.before_each(path)
        if self._next:
            return self._next.pop(0)
        if request.path.startswith("/common/"):
            return self._file(request)
        if request.headers.get("X-API-Key") != KEY:
            return failure(2102, "ApiKeyMissingFromRequest")
        if request.path == f"{PLATFORM}/App/OAuth/token/":
            return self.oauth.token(request)
        if "Authorization" in request.headers and not self.oauth.lets_in(request):
            return failure(2111, "AccessTokenHasExpired", 401)
        if request.path == f"{PLATFORM}/User/GetMembershipsForCurrentUser/":
            if not self.oauth.lets_in(request):
                return failure(99, "WebAuthRequired", 401)
            return success(self.own)
        return self._answer(request)

    def _answer(self, request: Request) -> Response:
        steps = request.path.strip("/").split("/")
        if "PostGameCarnageReport" in steps:
            assert request.path.startswith(STATS)
            return self._report(steps[-1])
        assert request.path.startswith(f"{PLATFORM}/Destiny2/")
        if "SearchDestinyPlayerByBungieName" in steps:
            return self._search(request)
        if steps[-1] == "Manifest":
            return success(self._manifest())
        if "Manifest" in steps:
            found = self.items.get(int(steps[-1]))
            # Without a Response, for one that was removed.
            return success(found) if found else json({"ErrorCode": 1})
        if "LinkedProfiles" in steps:
            return success({"profiles": self.linked, "profilesWithErrors": []})
        if steps[4] not in self.memberships:
            return failure(1601, "DestinyAccountNotFound")
        if "Profile" in steps:
            return success(self._profile(request))
        if self.is_private and not self.oauth.lets_in(request):
            return failure(1665, "DestinyPrivacyRestriction")
        if "Activities" in steps:
            return self._history(request, steps[6])
        if "Character" in steps:
            assert request.args["periodType"] == "2"
            played = {"allTime": figures(kills=900)}
            return success({"raid": played, "dungeon": {}})
        return success(self._account())

    def _search(self, request: Request) -> Response:
        wanted = orjson.loads(request.data)
        name, code = wanted["displayName"], wanted["displayNameCode"]
        return success(
            [
                each
                for each in self.cards
                if (
                    each["bungieGlobalDisplayName"].casefold(),
                    each["bungieGlobalDisplayNameCode"],
                )
                == (name.casefold(), code)
            ]
        )

    def _manifest(self) -> dict[str, Any]:
        at = f"/common/destiny2_content/json/en/{self.version}"
        paths = {name: f"{at}/{name}.json" for name in self.tables}
        return {
            "version": self.version,
            "jsonWorldComponentContentPaths": {"en": paths},
        }

    def _file(self, request: Request) -> Response:
        *_, version, name = request.path.split("/")
        if version != self.version:
            return Response("<html>Not Found</html>", 404, content_type="text/html")
        return json(self.tables[name.removesuffix(".json")])

    def _profile(self, request: Request) -> dict[str, Any]:
        assert request.args["components"] == "100,200,900"
        found = {
            "profile": {
                "data": {
                    "userInfo": self.cards[0] if self.cards else card(),
                    "dateLastPlayed": "2026-11-22T21:00:00Z",
                    "characterIds": [*self.characters],
                    "currentGuardianRank": 8,
                },
                "privacy": 1,
            },
            "characters": {"data": self.characters, "privacy": 1},
            "profileRecords": {
                "data": {
                    "activeScore": 12_000,
                    "lifetimeScore": 99_000,
                    "records": self.records,
                },
                "privacy": 1,
            },
            "characterRecords": {
                "data": {
                    each: {"records": records}
                    for each, records in self.character_records.items()
                },
                "privacy": 1,
            },
        }
        for name in self.hides_components:
            found[name] = {"privacy": 2}
        return found

    def _account(self) -> dict[str, Any]:
        ids = [*self.characters, *(self.histories.keys() - self.characters.keys())]
        played = {"allPvE": {"allTime": figures()}, "allPvP": {}}
        return {
            "mergedDeletedCharacters": {"results": {}},
            "mergedAllCharacters": {"results": played},
            "characters": [
                {
                    "characterId": each,
                    "deleted": each not in self.characters,
                    "results": played,
                }
                for each in ids
            ],
        }

    def _history(self, request: Request, character_id: str) -> Response:
        count, page = int(request.args["count"]), int(request.args["page"])
        assert 0 < count <= 250
        rows = sorted(
            self.histories.get(character_id, ()),
            key=lambda row: str(row["period"]),
            reverse=True,
        )[page * count :][:count]
        if not rows:
            return json({"ErrorCode": 1, "ErrorStatus": "Success", "Message": "Ok"})
        return success({"activities": rows})

    def _report(self, instance_id: str) -> Response:
        found = self.reports.get(instance_id)
        if found is None:
            return failure(1653, "DestinyPGCRNotFound", 404)
        return success(found)


def report(*entries: Any, **more: Any) -> dict[str, Any]:
    return {
        "period": "2026-11-01T20:00:00Z",
        "startingPhaseIndex": 0,
        "activityWasStartedFromBeginning": True,
        "activityDetails": {},
        "entries": [*entries],
        "teams": [],
        **more,
    }


def figures(**more: float) -> dict[str, Any]:
    found = {
        "activitiesEntered": 120,
        "activitiesCleared": 80,
        "kills": 12_345,
        "deaths": 2_000,
        "secondsPlayed": 2**40,
        "killsDeathsRatio": 6.17,
        "longestKillDistance": 88.5,
        "averageLifespan": 101.5,
    }
    return {name: stat(value) for name, value in (found | more).items()}


def tables() -> dict[str, dict[str, Any]]:
    names = {
        RAID: RAID_NAME,
        RAID_MASTER: f"{RAID_NAME}: Master",
        DUNGEON: "Duality: Standard",
        CONTROL: "Endless Vale",
    }
    modes = {4: "Raid", 10: "Control", 82: "Dungeon"}
    return {
        "DestinyActivityDefinition": {
            str(number): {
                "hash": number,
                "displayProperties": {"name": name, "description": "“…”"},
                "pgcrImage": "/img/destiny_content/pgcr/kings_fall.jpg",
            }
            for number, name in names.items()
        },
        "DestinyActivityModeDefinition": {
            str(mode): {"modeType": mode, "displayProperties": {"name": name}}
            for mode, name in modes.items()
        },
        "DestinyRecordDefinition": {
            str(TITLE): {
                "hash": TITLE,
                "titleInfo": {
                    "hasTitle": True,
                    "titlesByGender": {"Male": "Kingslayer", "Female": "Kingslayer"},
                    "gildingTrackingRecordHash": GILDING,
                },
            },
            str(OPEN_TITLE): {
                "hash": OPEN_TITLE,
                "displayProperties": {"name": "Vow of the Disciple"},
                "titleInfo": {"hasTitle": True, "titlesByGender": {"Male": "Vowed"}},
            },
            str(GILDING): {"hash": GILDING, "titleInfo": {"hasTitle": False}},
            str(OATHKEEPER): {
                "hash": OATHKEEPER,
                "displayProperties": {
                    "name": "Oathkeeper",
                    "description": "Defeat Oryx in ten raids.",
                    "icon": "/common/destiny2_content/icons/oathkeeper.png",
                },
                "recordTypeName": "Triumphs",
                "completionInfo": {"ScoreValue": 20},
            },
            str(PATROLS): {
                "hash": PATROLS,
                "displayProperties": {"name": "Patroller", "description": "Patrol."},
                "completionInfo": {"ScoreValue": 5},
            },
        },
        "DestinyPresentationNodeDefinition": {
            "1": {
                "hash": 1,
                "completionRecordHash": OPEN_TITLE,
                "children": {"records": [{"recordHash": OATHKEEPER}]},
            },
            "2": {"hash": 2, "children": {"records": [{"recordHash": PATROLS}]}},
        },
        "DestinyInventoryItemDefinition": {},
    }


def item(name: str, kind: str) -> dict[str, Any]:
    icon = "/common/destiny2_content/icons/item.jpg"
    return {
        "displayProperties": {"name": name, "icon": icon},
        "itemTypeDisplayName": kind,
    }


def success(response: Any) -> Response:
    return json(
        {
            "Response": response,
            "ErrorCode": 1,
            "ThrottleSeconds": 0,
            "ErrorStatus": "Success",
            "Message": "Ok",
            "MessageData": {},
        }
    )


def failure(
    code: int, name: str, status: int = 200, *, throttle_seconds: int = 0
) -> Response:
    return json(
        {
            "ErrorCode": code,
            "ThrottleSeconds": throttle_seconds,
            "ErrorStatus": name,
            "Message": "",
            "MessageData": {},
        },
        status,
    )


def json(value: object, status: int = 200) -> Response:
    return Response(
        orjson.dumps(value), status, content_type="application/json; charset=utf-8"
    )
