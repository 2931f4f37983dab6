"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def about_data(command: Command) -> Command:
    """The options of commands that read patients."""
    for option in (LANGUAGE, ON, ANSWERS, MAPPING):
        command = option(command)
    return command


def _day(ctx: click.Context, parameter: click.Parameter, text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise click.BadParameter("write the day as 2026-03-20", ctx, parameter) from None


MAPPING = click.option(
    "-m", "--mapping", type=FILE, help="How your data becomes facts; see `eligibility map`."
)
ANSWERS = click.option("-a", "--answers", type=FILE, help="Answers to judgements: who, when, yes or no.")
ON = click.option(
    "--on",
    metavar="DATE",
    callback=_day,
    help="The screening date of all patients. Without it each patient's own in the data, else today.",
)
LANGUAGE = click.option(
    "--language",
    type=click.Choice(["en", "zh"]),
    default="en",
    show_default=True,
    help="The language of labels.",
)
