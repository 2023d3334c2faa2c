"""What sign-in is made of: passwords, one-time codes, passkeys, secrets. Nothing here is kept."""
