"""What is done to a database as a whole: its keys made, its rows marked, its records rewrapped."""
