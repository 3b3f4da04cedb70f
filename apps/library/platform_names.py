"""Platforms as people write them, and the names that IGDB gives them."""

from __future__ import annotations

from functools import lru_cache

from apps.core.text import normalise

# IGDB's name: the other ways in which people write it.
_WRITTEN = {
    "Nintendo Entertainment System": "NES, Nintendo",
    "Family Computer": "Famicom, FC",
    "Super Nintendo Entertainment System": "SNES, Super Nintendo, Super NES, S-NES",
    "Super Famicom": "SFC, SuFami",
    "Nintendo 64": "N64, Nintendo64",
    "Nintendo GameCube": "GC, GCN, NGC, GameCube, Game Cube",
    "Wii": "Nintendo Wii",
    "Wii U": "WiiU, Nintendo Wii U",
    "Nintendo Switch": "Switch, NS, NSW, Switch Lite, Switch OLED, Switch 1",
    "Nintendo Switch 2": "Switch 2, NS2, NSW2, Switch2",
    "Game Boy": "GB, Gameboy, Nintendo Game Boy",
    "Game Boy Color": "GBC, Gameboy Color, Game Boy Colour",
    "Game Boy Advance": "GBA, Gameboy Advance, GBA SP, Game Boy Advance SP",
    "Nintendo DS": "DS, NDS, DS Lite, Nintendo DS Lite",
    "Nintendo DSi": "DSi, DSiWare",
    "Nintendo 3DS": "3DS, 2DS, N3DS, Nintendo 2DS, 3DS XL",
    "New Nintendo 3DS": "New 3DS",
    "Virtual Boy": "VB",
    "PlayStation": "PS1, PSX, PSone, PS One, PS 1, PlayStation 1, Sony PlayStation",
    "PlayStation 2": "PS2, PS 2, PlayStation2",
    "PlayStation 3": "PS3, PS 3, PlayStation3",
    "PlayStation 4": "PS4, PS 4, PS4 Pro, PlayStation4",
    "PlayStation 5": "PS5, PS 5, PS5 Pro, PlayStation5",
    "PlayStation Portable": "PSP, PSP Go",
    "PlayStation Vita": "Vita, PSV, PS Vita, PSVita, PS TV",
    "PlayStation VR": "PSVR, PS VR",
    "PlayStation VR2": "PSVR2, PS VR2",
    "Xbox": "OG Xbox, Original Xbox, Xbox OG",
    "Xbox 360": "360, X360, XB360, Xbox360, XBLA",
    "Xbox One": "XB1, XBO, XOne, XBone, Xbox One X, Xbox One S",
    "Xbox Series X|S": "XSX, XSS, Series X, Series S, Xbox Series X, Xbox Series S,"
    " Xbox Series, XSX|S, Xbox Series S/X",
    "PC (Microsoft Windows)": "PC, Windows, Microsoft Windows, Win, Windows PC,"
    " PC (Windows)",
    "DOS": "MS-DOS, PC DOS, PC (DOS)",
    "Mac": "macOS, OS X, OSX, Mac OS, Macintosh",
    "Linux": "GNU/Linux, PC (Linux)",
    "iOS": "iPhone, iPad, iPod Touch",
    "Android": "",
    "Legacy Mobile Device": "J2ME, Java phone",
    "Web browser": "Browser, Web, Flash",
    "Google Stadia": "Stadia",
    "Arcade": "Coin-op",
    "Sega Mega Drive/Genesis": "Genesis, GEN, Mega Drive, Megadrive, MD, Sega Genesis,"
    " Sega Mega Drive, SMD",
    "Sega CD": "Mega CD, Mega-CD",
    "Sega 32X": "32X",
    "Sega Master System/Mark III": "Master System, SMS, Sega Master System, Mark III",
    "Sega Game Gear": "Game Gear, GG",
    "Sega Saturn": "Saturn, SAT",
    "Dreamcast": "DC, Sega Dreamcast",
    "TurboGrafx-16/PC Engine": "PC Engine, PCE, TG16, TG-16, TurboGrafx-16, TurboGrafx",
    "Turbografx-16/PC Engine CD": "PC Engine CD, TurboGrafx-CD, TGCD, PCE CD",
    "PC-FX": "PCFX",
    "PC-8800 Series": "PC-88, PC88, PC-8801",
    "PC-9800 Series": "PC-98, PC98, PC-9801",
    "Sharp X68000": "X68000, X68k",
    "FM Towns": "FM-Towns",
    "MSX": "MSX1",
    "MSX2": "MSX 2",
    "Neo Geo AES": "Neo Geo, NeoGeo, AES",
    "Neo Geo MVS": "MVS",
    "Neo Geo CD": "NGCD",
    "Neo Geo Pocket": "NGP",
    "Neo Geo Pocket Color": "NGPC",
    "WonderSwan": "WS",
    "WonderSwan Color": "WSC, SwanCrystal",
    "3DO Interactive Multiplayer": "3DO",
    "Atari 2600": "2600, VCS",
    "Atari 5200": "",
    "Atari 7800": "7800",
    "Atari Lynx": "Lynx",
    "Atari Jaguar": "Jaguar",
    "Atari ST/STE": "Atari ST",
    "Amiga": "Commodore Amiga, Amiga 500",
    "Amiga CD32": "CD32",
    "Commodore C64/128/MAX": "C64, Commodore 64",
    "ZX Spectrum": "Spectrum, ZX",
    "Amstrad CPC": "CPC",
    "Apple II": "Apple 2, Apple ][",
    "ColecoVision": "Coleco",
    "Intellivision": "",
    "Meta Quest 2": "Quest 2, Oculus Quest 2",
    "Meta Quest 3": "Quest 3",
    "Oculus Quest": "Quest",
    "SteamVR": "",
    "Oculus Rift": "Rift",
    "N-Gage": "",
    "Ouya": "",
    "Playdate": "",
    "Evercade": "",
}
# Where a PC game was bought or run: the platform is PC, the word stays as a note.
_SHOPS = (
    "Steam, Steam Deck, GOG, GOG.com, GOG Galaxy, Epic, Epic Games, Epic Games Store,"
    " EGS, itch, itch.io, Battle.net, Uplay, Ubisoft Connect, EA App, EA Origin"
)

# The same in Japanese.
_IN_JAPANESE = {
    "Family Computer": "ファミコン, ファミリーコンピュータ",
    "Super Famicom": "スーパーファミコン, スーファミ",
    "Nintendo 64": "ニンテンドー64, ロクヨン",
    "Nintendo GameCube": "ゲームキューブ, ニンテンドーゲームキューブ",
    "Nintendo Switch": "ニンテンドースイッチ, スイッチ",
    "Game Boy": "ゲームボーイ",
    "Game Boy Color": "ゲームボーイカラー",
    "Game Boy Advance": "ゲームボーイアドバンス",
    "Nintendo DS": "ニンテンドーDS",
    "Nintendo 3DS": "ニンテンドー3DS",
    "PlayStation": "プレイステーション, プレステ",
    "PlayStation 2": "プレイステーション2, プレステ2",
    "PlayStation 3": "プレイステーション3, プレステ3",
    "PlayStation 4": "プレイステーション4, プレステ4",
    "PlayStation 5": "プレイステーション5, プレステ5",
    "Sega Mega Drive/Genesis": "メガドライブ",
    "Sega Saturn": "セガサターン",
    "Dreamcast": "ドリームキャスト",
    "TurboGrafx-16/PC Engine": "PCエンジン",
    "WonderSwan": "ワンダースワン",
    "Arcade": "アーケード",
}

PC = "PC (Microsoft Windows)"
_BY_KEY = {
    normalise(written): name
    for names in (_WRITTEN, _IN_JAPANESE)
    for name, others in names.items()
    for written in (name, *others.split(", "))
    if written
}
# "Sony PlayStation 4", as Playnite and others write it.
_MAKERS = frozenset({"sony", "nintendo", "microsoft", "sega"})
_SHOP_KEYS = frozenset(normalise(shop) for shop in _SHOPS.split(", "))
LONGEST_NAME_IN_WORDS = max(len(key.split()) for key in _BY_KEY)


@lru_cache(maxsize=4_096)
def platform_name(text: str) -> str | None:
    """IGDB's name of the platform that `text` is, whole, or None."""
    key = normalise(text)
    maker, _, rest = key.partition(" ")
    return (
        PC
        if key in _SHOP_KEYS
        else _BY_KEY.get(key) or (_BY_KEY.get(rest) if maker in _MAKERS else None)
    )


@lru_cache(maxsize=4_096)
def platform_word(text: str) -> str:
    """IGDB's name of a platform, or the name as it is written."""
    written = " ".join(text.split())[:100]
    return platform_name(written) or written


def short_name(name: str) -> str | None:
    """How people write the platform that IGDB calls `name`: "SNES"; None if unknown."""
    written = _WRITTEN.get(name)
    return None if written is None else written.split(", ")[0] or name


def is_shop(text: str) -> bool:
    """Whether the text names a PC shop or device, not a platform by itself."""
    return normalise(text) in _SHOP_KEYS
