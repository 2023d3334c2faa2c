"""The form as a whole: its parts with their states, and every answer to be checked."""
