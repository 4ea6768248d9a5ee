"""People: accounts, logins, roles, invitations. It knows nothing of courses' content or expressions."""
