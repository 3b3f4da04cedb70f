"""The admin's first page: what is going on, how the year goes, what to do next."""
