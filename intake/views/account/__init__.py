"""Someone's own account: signing in, second factor, password, sessions, links to join."""
