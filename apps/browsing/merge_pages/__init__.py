"""The pages that merge two games: choosing, comparing, and what may be the same."""
