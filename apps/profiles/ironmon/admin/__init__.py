"""The pages of IronMON in the admin: runs and statistics, one run, challenges."""
