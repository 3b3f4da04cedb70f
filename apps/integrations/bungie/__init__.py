"""Bungie.net: the accounts, characters, and activities of Destiny 2.

`client` asks, `answers` reads what comes, `errors` says what its codes mean, and
`manifest` reads the tables of names.
"""
