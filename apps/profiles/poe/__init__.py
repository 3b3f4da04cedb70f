"""Path of Exile: characters, their builds, and the leagues they were played in."""
