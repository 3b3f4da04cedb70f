"""Files that players hold already: read, then compared with what is there."""
