"""Summary in, PDF out. Knows nothing of Flask, the database or the questionnaire."""
