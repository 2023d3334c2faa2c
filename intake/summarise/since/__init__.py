"""What changed since the visit before, of the same patient: one counted line a section."""
