"""Answers to public reads, kept in the web process until a table they read changes.

- `versions`: a stamp per table, shared by the processes of a machine.
- `triggers`: PostgreSQL says which tables a statement changed, private rows aside.
- `tracking`: hears it, raises stamps after the commit, notes which tables a read reads.
- `other_machines`: tells and hears it by Redis.
- `answers`: what is kept, and for how long.
- `lane`: answers from it before Django is asked.

See docs/caching.md for the reasons.
"""
