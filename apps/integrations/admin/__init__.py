"""The connections in the admin: their page, and their line on the dashboard."""
