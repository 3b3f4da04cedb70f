"""The pages of Animal Crossing in the admin, but that of the hunt that goes on."""
