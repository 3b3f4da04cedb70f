"""Matching an import with IGDB: few requests, remembered for later imports."""
