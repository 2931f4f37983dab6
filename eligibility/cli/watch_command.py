"""`eligibility watch`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from eligibility.cli.options import FILE, LANGUAGE, ON


@click.command("watch")
@click.argument("trials", metavar="TRIAL...", nargs=-1, required=True)
@click.option("-m", "--mapping", type=FILE, help="What your mapping declares about the data of the site.")
@click.option(
    "--state",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Remember facts and outcomes in this SQLite file, and go on from it.",
)
@ON
@click.option("--follow", type=FILE, help="Read this growing file instead of standard input.")
@click.option(
    "--engine",
    type=click.Choice(["auto", "durable-rules", "re-evaluation"]),
    default="auto",
    show_default=True,
    help="What carries the watch; verdicts are the same.",
)
@LANGUAGE
def command(
    trials: Sequence[str],
    mapping: Path | None,
    state: Path | None,
    on: str | None,
    follow: Path | None,
    engine: str,
    language: str,
) -> None:
    """Announce changes of eligibility as facts arrive.

    Facts come as lines of JSON, as `{"patient": "P1", "platelets": "74 10^9/L", "date": "2026-03-19"}`; so do
    answers to judgements, `correct`, `retract`, `close` and `advance`. Each change is a line of JSON on standard
    output, or a sentence on a terminal. A line that cannot be used is reported by its number and skipped.

    Without --on the screening date is today, and goes on with the calendar.
    """
    from eligibility.live.watching import Watch

    with Watch(tuple(trials), mapping, state, on, follow, engine, language) as watch:
        watch.run()
