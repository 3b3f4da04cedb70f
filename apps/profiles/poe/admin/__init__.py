"""Pages: the characters by league, a build, the profile."""
