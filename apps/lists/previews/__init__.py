"""A list as it will be, beside its form: here, as JSON, and on the owner's own site."""
