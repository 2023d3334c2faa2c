"""The command line: for clinics that script, for setting up, and for the demo."""

from __future__ import annotations

import click
from flask import Flask

from intake.commands.audit import audit_group
from intake.commands.backup import backup_group
from intake.commands.check import command as check_command
from intake.commands.clinics import clinic_group
from intake.commands.demo import demo_group
from intake.commands.drugs import drugs_group
from intake.commands.keys import keys_group
from intake.commands.messages import messages_group
from intake.commands.move import command as move_command
from intake.commands.pages import pages_group
from intake.commands.people import clinician_group
from intake.commands.questionnaire import questionnaire
from intake.commands.refuse import refuse_unreadable, refuse_where_the_database_fails
from intake.commands.report import report_group
from intake.commands.retention import retention_group, visit_group
from intake.commands.rights import command as rights_command
from intake.commands.submissions import submission_group

__all__ = [
    "init_app",
    "refuse_unreadable",
    "refuse_where_the_database_fails",
    "takes_any_tables",
]
ANY_TABLES = ("backup", "db", "demo")  # the commands that know what to do with another version's


def takes_any_tables() -> bool:
    """Whether the command that runs works on tables of another version too."""
    context = click.get_current_context(silent=True)
    return context is not None and context.find_root().invoked_subcommand in ANY_TABLES


def init_app(app: Flask) -> None:
    """Add the commands."""
    for group in (
        audit_group,
        backup_group,
        drugs_group,
        pages_group,
        questionnaire,
        report_group,
        submission_group,
        clinic_group,
        clinician_group,
        keys_group,
        messages_group,
        retention_group,
        visit_group,
    ):
        app.cli.add_command(group)
    app.cli.add_command(check_command)
    app.cli.add_command(rights_command)
    app.cli.add_command(move_command)
    app.cli.add_command(demo_group)
