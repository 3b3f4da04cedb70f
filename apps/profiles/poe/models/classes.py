"""The classes of both games, and the ascendancies of each."""

from __future__ import annotations

# Services name a character's ascendancy where it has one, or else its class.
ASCENDANCIES: dict[str, tuple[str, ...]] = {
    "Marauder": ("Juggernaut", "Berserker", "Chieftain"),
    "Duelist": ("Slayer", "Gladiator", "Champion"),
    "Templar": ("Inquisitor", "Hierophant", "Guardian"),
    "Shadow": ("Assassin", "Trickster", "Saboteur"),
    "Scion": ("Ascendant", "Reliquarian"),
    # Of both games.
    "Ranger": ("Deadeye", "Raider", "Warden", "Pathfinder"),
    "Witch": (
        "Necromancer",
        "Elementalist",
        "Occultist",
        "Infernalist",
        "Blood Mage",
        "Lich",
        "Abyssal Lich",
    ),
    # Of Path of Exile 2.
    "Warrior": ("Titan", "Warbringer", "Smith of Kitava"),
    "Sorceress": ("Stormweaver", "Chronomancer", "Disciple of Varashta"),
    "Monk": ("Invoker", "Acolyte of Chayula"),
    "Mercenary": ("Tactician", "Witchhunter", "Gemling Legionnaire"),
    "Huntress": ("Amazon", "Ritualist"),
    "Druid": ("Oracle", "Shaman"),
}
_CLASS_OF = {
    ascendancy: class_name
    for class_name, ascendancies in ASCENDANCIES.items()
    for ascendancy in ascendancies
}


def class_and_ascendancy(given: str) -> tuple[str, str]:
    """The two names that `given` stands for; an unknown one is taken for a class."""
    class_name = _CLASS_OF.get(given)
    return (class_name, given) if class_name else (given, "")
