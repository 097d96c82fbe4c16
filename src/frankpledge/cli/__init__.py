"""The command line: one thin module per command, imported only when its command is called."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from frankpledge import __version__
from frankpledge.errors import UserError

# The help lines stand here so that `frankpledge --help` imports no command.
COMMANDS = {
    "demo": "Run the main job on the example workspace and serve what comes out.",
    "init": "Make a new workspace.",
    "fetch": "Download open data from its publishers.",
    "areas": "Make the tables of wards and neighbourhoods from fetched look-ups.",
    "ingest": "Read files or archives into the lake.",
    "data": "Show what the lake holds: imports, completeness, gaps, quality.",
    "export": "Write a table of figures from the lake, with its sources beside it.",
    "plan": "Import plans, compare and adopt their editions.",
    "check": "Check plans and drafts: placeholders, promises, measures, required contents.",
    "claims": "Find the claims of a document and check them: arithmetic, periods, the lake.",
    "score": "Assess and score every measure.",
    "stations": "Compare how far people have to go to a police station.",
    "hotspots": "Show where crime lies together more than chance would have it.",
    "roads": "Rank stretches of road by collisions beyond what is usual on such roads.",
    "voice": "Read the answers of consultations, weigh them, find themes.",
    "money": "Budgets and precepts, spending and contracts, commissioned services.",
    "build": "Build a release: the public site and its data.",
    "digest": "Say what a release changed, for one place or one measure.",
    "sign": "Sign a release, so that anyone can see whose it is.",
    "bundle": "Put a release and all it was made of into one file.",
    "verify": "Prove a release: recompute it and compare every file.",
    "publish": "Put a release where people read it, or go back to the one before.",
    "serve": "Show a release on this machine.",
    "pack": "Make packs for meetings: PDF, HTML, CSV.",
    "directory": "List services and venues, and exchange them as Open Referral.",
    "grants": "List grants, and write them as 360Giving data.",
    "duties": "List what the law asks by a day: overdue, due, done late, met.",
}

OK, FINDINGS, WRONG = 0, 1, 2


class _Commands(click.Group):
    """A group that imports `frankpledge.cli.NAME` when NAME is called, and not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"frankpledge.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="frankpledge")
def cli() -> None:
    """What a local policing body promises, as something that anyone can check.

    Exit codes: 0 fine, 1 findings, 2 wrong use or bad input.
    """


def main() -> None:
    """Run the command line; a UserError is a message and exit code 2, never a traceback."""
    try:
        cli.main(prog_name="frankpledge")
    except UserError as error:
        click.echo(f"frankpledge: {error}", err=True)
        sys.exit(WRONG)
