"""The HTTP server: whole requests before a thread gets them, and replies that cannot go wrong."""
