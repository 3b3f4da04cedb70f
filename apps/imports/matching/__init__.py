"""Which game of the library each row means, or which other row."""
