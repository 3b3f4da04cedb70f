"""Characters brought up to date from the Lodestone and FFXIV Collect."""
