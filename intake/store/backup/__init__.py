"""Backups: a snapshot of the database in one sealed file, and the way back."""

from intake.store.backup.container import BackupError, Header, header_of, missing_keys, pack, unpack
from intake.store.backup.restoring import check_file, put_back, rows_now
from intake.store.backup.snapshot import snapshot

__all__ = [
    "BackupError",
    "Header",
    "check_file",
    "header_of",
    "missing_keys",
    "pack",
    "put_back",
    "rows_now",
    "snapshot",
    "unpack",
]
