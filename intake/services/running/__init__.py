"""What keeps the service running: its start, its readiness and figures, its backups."""
