"""The command line: thin commands over the library. Each is loaded when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper

import click

from eligibility import __version__
from eligibility.cli.failing import failing_well

COMMANDS = {
    "screen": "Screen patients on trials.",
    "explain": "Explain the verdicts of one patient.",
    "check": "Check trial, vocabulary, mapping, answers and case files.",
    "test": "Run case files: patients with the verdicts that are expected.",
    "edges": "Write patients on the edge of every limit of a trial, as a file of cases.",
    "mutate": "Report which changes of a trial its cases do not notice.",
    "watch": "Announce changes of eligibility as facts arrive.",
    "doctor": "Print what is installed, and how to mend what is not.",
    "map": "Write a first mapping for data files.",
    "describe": "Say a trial file back in plain sentences.",
    "variables": "List the variables and codes of the vocabularies.",
    "units": "List the units, or say how a spelling is read.",
    "schema": "Print the JSON Schema of a kind of file.",
}


class Commands(click.Group):
    """Commands that are imported when they are called, and failures that end with the right exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which they are met in practice."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"eligibility.cli.{cmd_name}_command").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of the commands, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a mistake in a file ends with a message, never with a traceback."""
        _print_anything()
        with failing_well(ctx):
            return super().invoke(ctx)


def _print_anything() -> None:
    """What the terminal cannot show, such as half a surrogate from the name of a file, is printed as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="eligibility")
@click.option("--debug", is_flag=True, help="Show the details of an unexpected error.")
def main(debug: bool) -> None:
    """Decide whether patients meet the criteria of clinical trials, and show why.

    This is an aid for pre-screening. It does not enrol anybody: the investigator decides.
    """
