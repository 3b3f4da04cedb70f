"""What programs and consoles know of the games that they start."""
