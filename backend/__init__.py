"""Attune's server: accounts, courses, live classes and the protection of the people in them."""
