"""The Lists menu: the ranking board, comparison, deletion."""
