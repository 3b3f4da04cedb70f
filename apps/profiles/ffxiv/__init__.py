"""Final Fantasy XIV: characters, jobs, achievements, mounts, and minions."""
