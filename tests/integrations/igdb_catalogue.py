"""A small IGDB: the owner's RPGs, with editions, ports, remasters, and near misses.

Names, years and kinds are as IGDB has them; ids are ours. A line of text is a game:

    name | year | platforms | how many rated it | other names

with `- remaster:` and the like before it for what belongs to the game above, and `+`
for an edition of it (`version_parent`). "ja-JP:" before another name makes it a
localisation. `# ` names the franchise of the games below it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC
from datetime import datetime
from typing import Any

from apps.integrations.igdb.rows import GameType

type Row = dict[str, Any]
type Tables = dict[str, dict[int, Row]]

PLATFORMS = {
    "PC": (6, "PC (Microsoft Windows)"),
    "PS1": (7, "PlayStation"),
    "PS2": (8, "PlayStation 2"),
    "PS3": (9, "PlayStation 3"),
    "XBOX": (11, "Xbox"),
    "X360": (12, "Xbox 360"),
    "Wii": (5, "Wii"),
    "N64": (4, "Nintendo 64"),
    "NES": (18, "Nintendo Entertainment System"),
    "SNES": (19, "Super Nintendo Entertainment System"),
    "NDS": (20, "Nintendo DS"),
    "NGC": (21, "Nintendo GameCube"),
    "GBA": (24, "Game Boy Advance"),
    "GEN": (29, "Sega Mega Drive/Genesis"),
    "PSP": (38, "PlayStation Portable"),
    "3DS": (37, "Nintendo 3DS"),
    "iOS": (39, "iOS"),
    "SAT": (32, "Sega Saturn"),
    "PS4": (48, "PlayStation 4"),
    "Switch": (130, "Nintendo Switch"),
    "PS5": (167, "PlayStation 5"),
    "Series": (169, "Xbox Series X|S"),
    "TGCD": (150, "Turbografx-16/PC Engine CD"),
}
JOB_TYPES = {
    "dlc": GameType.DLC,
    "expansion": GameType.EXPANSION,
    "standalone": GameType.STANDALONE_EXPANSION,
    "remake": GameType.REMAKE,
    "remaster": GameType.REMASTER,
    "expanded": GameType.EXPANDED_GAME,
    "port": GameType.PORT,
    "bundle": GameType.BUNDLE,
    "mod": GameType.MOD,
}
# Games that other tables name: how the shops and Twitch know them, how long they take.
STEAM = {"Final Fantasy VII": "39140", "CODE VEIN": "678960", "Lies of P": "1627720"}
TWITCH = {"Final Fantasy XIV Online": "24241", "Chrono Trigger": "8645"}
HOURS = {"Chrono Trigger": (19, 23, 41, 310), "Quest 64": (14, 18, None, 2)}

RPGS = """
# Final Fantasy
Final Fantasy | 1987 | NES | 310 | FF1; Final Fantasy I
- port: Final Fantasy | 2007 | PSP | 40
- remaster: Final Fantasy Pixel Remaster | 2021 | PC, Switch | 70
Final Fantasy II | 1988 | NES | 190 | FF2
- remaster: Final Fantasy II Pixel Remaster | 2021 | PC, Switch | 50
- bundle: Final Fantasy I & II: Dawn of Souls | 2004 | GBA | 60
Final Fantasy III | 1990 | NES | 180 | FF3
- remake: Final Fantasy III | 2006 | NDS, iOS | 150
Final Fantasy IV | 1991 | SNES | 420 | FF4; FFIV; en-US:Final Fantasy II
- remake: Final Fantasy IV | 2007 | NDS, PC | 160
- remaster: Final Fantasy IV: The Complete Collection | 2011 | PSP | 60
Final Fantasy V | 1992 | SNES | 240 | FF5
- port: Final Fantasy V Advance | 2006 | GBA | 70
Final Fantasy VI | 1994 | SNES | 700 | FF6; en-US:Final Fantasy III
Final Fantasy VII | 1997 | PS1, PC | 1500 | FF7; FFVII
- port: Final Fantasy VII | 2019 | Switch, PS4 | 90
- remake: Final Fantasy VII Remake | 2020 | PS4 | 900 | FF7R; FFVIIR; FFVII Remake
- expanded: Final Fantasy VII Remake Intergrade | 2021 | PS5, PC | 300
Crisis Core: Final Fantasy VII | 2007 | PSP | 400
- remaster: Crisis Core: Final Fantasy VII Reunion | 2022 | PS5, Switch, PC | 160
Final Fantasy VIII | 1999 | PS1 | 700 | FF8; FFVIII
- remaster: Final Fantasy VIII Remastered | 2019 | PS4, Switch | 120
Final Fantasy IX | 2000 | PS1 | 800 | FF9
Final Fantasy X | 2001 | PS2 | 900 | FFX
- remaster: Final Fantasy X HD Remaster | 2013 | PS3 | 90
Final Fantasy X-2 | 2003 | PS2 | 380 | FFX-2
Final Fantasy XI | 2002 | PS2, PC | 120 | FFXI
Final Fantasy XII | 2006 | PS2 | 500 | FFXII
- remaster: Final Fantasy XII: The Zodiac Age | 2017 | PS4, PC | 260
Final Fantasy XIII | 2009 | PS3, X360 | 650 | FFXIII
Final Fantasy XIII-2 | 2011 | PS3, X360 | 350 | FFXIII-2
Lightning Returns: Final Fantasy XIII | 2013 | PS3, X360 | 220 | FFXIII-3
Final Fantasy XIV Online | 2013 | PC, PS4, PS5 | 420 | FFXIV; Final Fantasy XIV; \
Final Fantasy XIV: A Realm Reborn
- expansion: Final Fantasy XIV: Heavensward | 2015 | PC, PS4 | 120
- expansion: Final Fantasy XIV: Endwalker | 2021 | PC, PS5 | 110
+ Final Fantasy XIV Online: Complete Edition | 2021 | PC | 12
Final Fantasy XV | 2016 | PS4 | 900 | FFXV
+ Final Fantasy XV: Royal Edition | 2018 | PS4 | 50
Final Fantasy XVI | 2023 | PS5 | 500 | FFXVI
Final Fantasy Mystic Quest | 1992 | SNES | 90 | EU:Mystic Quest Legend
Final Fantasy Tactics | 1997 | PS1 | 400 | FFT
- remaster: Final Fantasy Tactics: The War of the Lions | 2007 | PSP | 200 | FFTWotL
- remaster: Final Fantasy Tactics: The Ivalice Chronicles | 2025 | PS5 | 40
Final Fantasy Tactics Advance | 2003 | GBA | 200 | FFTA
# Tales of
Tales of Arise | 2021 | PS4, PS5, PC | 450
+ Tales of Arise: Deluxe Edition | 2021 | PS5 | 5
Tales of Berseria | 2016 | PS4, PC | 320
Tales of Graces | 2009 | Wii | 40
- expanded: Tales of Graces f | 2010 | PS3 | 120
Tales of Legendia | 2005 | PS2 | 50
Tales of Symphonia | 2003 | NGC | 380
- remaster: Tales of Symphonia Remastered | 2023 | PS4, Switch | 20
Tales of Symphonia: Dawn of the New World | 2008 | Wii | 90
Tales of the Abyss | 2005 | PS2, 3DS | 190
Tales of Vesperia | 2008 | X360, PS3 | 300
- remaster: Tales of Vesperia: Definitive Edition | 2019 | PS4, Switch, PC | 150
Tales of Xillia | 2011 | PS3 | 180
Tales of Xillia 2 | 2012 | PS3 | 90
Tales of Zestiria | 2015 | PS3, PS4 | 210
# Xeno
Xenogears | 1998 | PS1 | 300
Xenoblade Chronicles | 2010 | Wii | 360
- remaster: Xenoblade Chronicles: Definitive Edition | 2020 | Switch | 210
- expansion: Xenoblade Chronicles: Future Connected | 2020 | Switch | 30
Xenoblade Chronicles X | 2015 | Wii | 150
Xenoblade Chronicles 2 | 2017 | Switch | 320
- standalone: Xenoblade Chronicles 2: Torna - The Golden Country | 2018 | Switch | 110
Xenoblade Chronicles 3 | 2022 | Switch | 310
- expansion: Xenoblade Chronicles 3: Future Redeemed | 2023 | Switch | 90
# Mario
Super Mario RPG: Legend of the Seven Stars | 1996 | SNES | 400 | Super Mario RPG; SMRPG
- remake: Super Mario RPG | 2023 | Switch | 180
Paper Mario | 2000 | N64 | 350
Paper Mario: The Thousand-Year Door | 2004 | NGC | 450 | TTYD
- remake: Paper Mario: The Thousand-Year Door | 2024 | Switch | 160
Super Paper Mario | 2007 | Wii | 280
Mario & Luigi: Bowser's Inside Story | 2009 | NDS | 250
# Chrono
Chrono Trigger | 1995 | SNES | 1200 | CT
- port: Chrono Trigger | 2008 | NDS | 150
- port: Chrono Trigger | 2018 | PC, iOS | 90
- mod: Chrono Trigger: Crimson Echoes | 2009 | SNES | 4
Chrono Cross | 1999 | PS1 | 380
- remaster: Chrono Cross: The Radical Dreamers Edition | 2022 | Switch, PS4, PC | 110
#
.hack//Infection | 2002 | PS2 | 60 | .hack Part 1: Infection
.hack//Mutation | 2002 | PS2 | 40
Bravely Default | 2012 | 3DS | 240 | Bravely Default: Flying Fairy
Bravely Default II | 2021 | Switch, PC | 160
Bravely Second: End Layer | 2015 | 3DS | 100
Child of Light | 2014 | PC, PS4 | 420
CODE VEIN | 2019 | PC, PS4 | 230
EarthBound | 1994 | SNES | 520 | Mother 2; ja-JP:MOTHER2 ギーグの逆襲
Mother 3 | 2006 | GBA | 300
Eternal Sonata | 2007 | X360, PS3 | 130 | Trusty Bell: Chopin no Yume
Golden Sun | 2001 | GBA | 380
Golden Sun: The Lost Age | 2002 | GBA | 250
Illusion of Gaia | 1993 | SNES | 160 | EU:Illusion of Time
Jade Empire | 2005 | XBOX, PC | 260
+ Jade Empire: Special Edition | 2007 | PC | 40
Kingdom Hearts | 2002 | PS2 | 700 | KH1
- remaster: Kingdom Hearts Final Mix | 2002 | PS2 | 60
Kingdom Hearts II | 2005 | PS2 | 650 | KH2
Legend of Legaia | 1998 | PS1 | 110
Lies of P | 2023 | PC, PS5 | 420
Lies of P: Overture | 2025 | PC, PS5 | 20
Lost Odyssey | 2007 | X360 | 190
Lufia II: Rise of the Sinistrals | 1995 | SNES | 130
Lufia & The Fortress of Doom | 1993 | SNES | 70
Lunar: Silver Star Story Complete | 1996 | SAT, PS1 | 90
Ni no Kuni: Wrath of the White Witch | 2011 | PS3 | 380
Octopath Traveler | 2018 | Switch, PC | 480
Octopath Traveler II | 2023 | Switch, PS5, PC | 240
Phantasy Star III: Generations of Doom | 1990 | GEN | 50
Phantasy Star IV: The End of the Millennium | 1993 | GEN | 140 | Phantasy Star IV
Pokémon Sword | 2019 | Switch | 420
Pokémon Shield | 2019 | Switch | 300
Pokémon Violet | 2022 | Switch | 260
Quest 64 | 1998 | N64 | 70 | EU:Holy Magic Century
Secret of Evermore | 1995 | SNES | 160
Secret of Mana | 1993 | SNES | 400 | ja-JP:Seiken Densetsu 2
- remake: Secret of Mana | 2018 | PS4, PC | 90
The 7th Saga | 1993 | SNES | 50
The Elder Scrolls IV: Oblivion | 2006 | PC, X360 | 1100 | TES4; TESIV
+ The Elder Scrolls IV: Oblivion - Game of the Year Edition | 2007 | PC, X360 | 90
- remaster: The Elder Scrolls IV: Oblivion Remastered | 2025 | PC, PS5 | 110
The Last Remnant | 2008 | X360, PC | 150
The Last Story | 2011 | Wii | 150
The Legend of Zelda | 1986 | NES | 500 | The Hyrule Fantasy
The Legend of Zelda: Ocarina of Time | 1998 | N64 | 1500
Wild Arms | 1996 | PS1 | 120 | Wild ARMs
- remake: Wild Arms Alter Code: F | 2003 | PS2 | 60
Wild Arms 2 | 1999 | PS1 | 80 | Wild ARMs 2nd Ignition
Ys IV: The Dawn of Ys | 1993 | TGCD | 20
Ys VI: The Ark of Napishtim | 2003 | PC, PS2 | 80
Metaphor: ReFantazio | 2024 | PS5, PC | 260
"""


def build(text: str = RPGS) -> Tables:
    """Tables as IGDB has them: rows by id, references as ids."""
    tables: Tables = {
        "game_types": {
            int(kind): {"id": int(kind), "type": kind.name.replace("_", " ").title()}
            for kind in GameType
        },
        "platforms": {
            number: {"id": number, "name": name, "slug": _slug(name), "abbreviation": k}
            for k, (number, name) in PLATFORMS.items()
        },
        "genres": {
            12: {"id": 12, "name": "Role-playing (RPG)", "slug": "role-playing-rpg"}
        },
        "regions": {},
    }
    for name in _TABLES:
        tables.setdefault(name, {})
    _Builder(tables).read(text)
    tables["search"] = dict(enumerate(_search_rows(tables), start=1))
    for number, row in tables["search"].items():
        row["id"] = number
    return tables


def _search_rows(tables: Tables) -> Iterator[Row]:
    """The rows of `/search`: each game under each of its names."""
    for game in tables["games"].values():
        yield {"name": game["name"], "game": game["id"]}
    for other in tables["alternative_names"].values():
        name = tables["games"][other["game"]]["name"]
        yield {"name": name, "alternative_name": other["name"], "game": other["game"]}


_TABLES = (
    "games",
    "covers",
    "franchises",
    "alternative_names",
    "game_localizations",
    "external_games",
    "game_time_to_beats",
)


class _Builder:
    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.franchise: int | None = None
        self.parent: Row = {}

    def read(self, text: str) -> None:
        for line in filter(None, text.splitlines()):
            if line.startswith("#"):
                self.franchise = self._franchise(line[1:].strip())
            elif line.startswith("+ "):
                self._game(line[2:], version_parent=self.parent["id"])
            elif line.startswith("- "):
                kind, rest = line[2:].split(": ", 1)
                self._game(rest, JOB_TYPES[kind], parent_game=self.parent["id"])
            else:
                self.parent = self._game(line)

    def _add(self, table: str, row: Row) -> Row:
        rows = self.tables[table]
        row = {"id": len(rows) + 1, **row}
        rows[row["id"]] = {
            key: value for key, value in row.items() if value is not None
        }
        return rows[row["id"]]

    def _franchise(self, name: str) -> int | None:
        row = {"name": name, "slug": _slug(name)}
        return int(self._add("franchises", row)["id"]) if name else None

    def _game(
        self, line: str, kind: GameType = GameType.MAIN_GAME, **relation: int
    ) -> Row:
        name, year, platforms, ratings, *others = (
            part.strip() for part in line.split("|")
        )
        game = self._add(
            "games",
            {
                "id": 1001 + len(self.tables["games"]),
                "name": name,
                "slug": self._free_slug(name),
                "first_release_date": _unix(int(year)),
                "game_type": int(kind),
                "platforms": [PLATFORMS[each][0] for each in platforms.split(", ")],
                "total_rating_count": int(ratings),
                "total_rating": 80.0,
                "updated_at": _unix(2026),
                "genres": [12],
                "franchises": [self.franchise] if self.franchise else None,
                "summary": f"About {name}.",
                **relation,
            },
        )
        game["cover"] = self._add(
            "covers", {"image_id": f"co{game['id']}", "width": 600, "height": 800}
        )["id"]
        for other in filter(None, map(str.strip, ";".join(others).split(";"))):
            self._other_name(game, other)
        if kind == GameType.MAIN_GAME and not relation:
            self._known_elsewhere(game)
        return game

    def _other_name(self, game: Row, name: str) -> None:
        region, colon, rest = name.partition(":")
        if not colon or region not in ("EU", "ja-JP", "en-US"):
            self._link(game, "alternative_names", {"name": name})
            return
        row = self._region(region)
        self._link(game, "game_localizations", {"name": rest, "region": row["id"]})

    def _region(self, identifier: str) -> Row:
        for row in self.tables["regions"].values():
            if row["identifier"] == identifier:
                return row
        return self._add("regions", {"identifier": identifier, "name": identifier})

    def _link(self, game: Row, table: str, row: Row) -> None:
        added = self._add(table, {"game": game["id"], **row})
        game.setdefault(table, []).append(added["id"])

    def _known_elsewhere(self, game: Row) -> None:
        for source, uids in ((1, STEAM), (14, TWITCH)):
            if uid := uids.get(game["name"]):
                row = {"uid": uid, "external_game_source": source}
                self._link(game, "external_games", row)
        if hours := HOURS.get(game["name"]):
            *times, count = hours
            names = ("hastily", "normally", "completely")
            seconds = {
                name: value and value * 3600
                for name, value in zip(names, times, strict=True)
            }
            row = {"game_id": game["id"], **seconds, "count": count}
            self._add("game_time_to_beats", row)

    def _free_slug(self, name: str) -> str:
        slug = _slug(name)
        taken = {row["slug"] for row in self.tables["games"].values()}
        candidates = (f"{slug}--{n}" if n else slug for n in range(100))
        return next(each for each in candidates if each not in taken)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower())
    return "-".join(re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode()))


def _unix(year: int) -> int:
    return int(datetime(year, 6, 15, tzinfo=UTC).timestamp())
