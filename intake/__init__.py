"""Intake: a pre-visit form for patients and one page for their doctor.

Nothing is imported here, so that each room can be used on its own.
"""
