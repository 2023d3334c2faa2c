"""Accounts: who gets one, how they sign in, what they are in a clinic."""

from intake.services.accounts.joining import (
    AccountError,
    add_clinician,
    add_to_clinic,
    has_account,
    usual_roles,
)

__all__ = ["AccountError", "add_clinician", "add_to_clinic", "has_account", "usual_roles"]
