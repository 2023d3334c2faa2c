"""Visits, their links and everything that belongs to one of them."""
