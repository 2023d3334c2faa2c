"""What the clinic knows of a patient beside the answers: its own file, and earlier visits."""
