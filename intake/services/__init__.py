"""What the service does, one module a deed; each owns the transaction it needs.

A room for each who does it: a patient filling in, a clinic, an account, and the service itself.
"""
