"""The people who sign in, and the clinics each of them works in."""
