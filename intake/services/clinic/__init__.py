"""What a clinic does: its visits, worklist, records, searches, verifications and settings."""
