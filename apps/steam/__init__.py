"""The owner's Steam account: library, achievements, and time played."""
