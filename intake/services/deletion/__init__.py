"""What is deleted, when, by whom, and what is kept from it."""
