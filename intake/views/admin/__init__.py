"""For administrators of a clinic: its people, and the emergencies they have to know of."""
