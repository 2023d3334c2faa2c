"""The drugs of a patient's list set against onset."""
