"""For administrators of a clinic: its people, its audit, what goes, and emergencies."""
