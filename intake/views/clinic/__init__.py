"""The clinic's door: worklist, record, downloads, verification, new visits. Members only."""
