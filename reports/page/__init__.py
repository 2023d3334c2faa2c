"""The doctor's page: what stands on it, what gives way when it is full, and how it looks."""
