"""Lists outside of Questlog that are looked at every day; see docs/imports.md."""
