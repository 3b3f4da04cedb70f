"""A table of sessions, as other trackers and Questlog itself export one, taken in."""
