"""The pages of the Warframe profile."""
