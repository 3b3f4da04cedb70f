"""The pages of the profile in the admin."""
