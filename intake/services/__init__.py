"""What the service does, one module a deed; each owns the transaction it needs."""
