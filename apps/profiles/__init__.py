"""Deep data of single games: what each profile has in common, and one app for each."""
