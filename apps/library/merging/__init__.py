"""Two games become one, and two again."""
