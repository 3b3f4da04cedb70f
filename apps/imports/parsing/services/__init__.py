"""The exports of other services, one module each."""
