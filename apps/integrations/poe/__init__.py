"""Path of Exile's API: an account's characters and leagues.

`client` asks, `answers` reads what comes, `rate_limits` obeys the limits that each
answer names, `errors` says what its codes mean, and `oauth` how one signs in.
"""
