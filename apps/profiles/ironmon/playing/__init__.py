"""The page of the current run: each press is one verb, sent without a reload."""
