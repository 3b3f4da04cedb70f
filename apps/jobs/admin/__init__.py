"""Background work in the admin: its pages, and what the dashboard says of it."""
