"""Patients fill in and send while processes and databases fail: what was acknowledged is there."""
