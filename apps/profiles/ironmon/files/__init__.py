"""The files of other programs: one module for each, recognized by what is in them."""
