"""How Questlog runs: its servers, its processes, its start. Knows no domain."""
