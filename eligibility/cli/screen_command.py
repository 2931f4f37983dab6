"""`eligibility screen`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import click

from eligibility import __version__
from eligibility.cli.options import about_data


@click.command("screen")
@click.argument("words", metavar="TRIAL... DATA...", nargs=-1)
@about_data
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Write result files here."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "ndjson"]),
    default="text",
    show_default=True,
    help="What is printed: the summary as text or JSON, the verdicts as CSV, or a line of JSON per result.",
)
def command(
    words: Sequence[str],
    mapping: Path | None,
    answers: Path | None,
    on: str | None,
    output: Path | None,
    form: str,
    language: str,
) -> None:
    """Screen patients on trials.

    TRIAL is the name of a shipped trial (NCT05349331) or the path of a trial file. DATA are CSV files, also compressed
    (.csv.gz), or - for standard input. Several of each may be given.

    With -o, these files appear in the folder, whole or not at all: verdicts.csv, results.csv, explanations.ndjson,
    attrition.csv, data_quality.csv and manifest.json.

    Exit codes: 0 done, 2 usage, 3 a definition is wrong, 4 data cannot be read.
    """
    from eligibility.cli.printing import printer
    from eligibility.cli.progress import counting
    from eligibility.cli.session import session
    from eligibility.reports.manifest import Inputs
    from eligibility.reports.result_files import output_folder
    from eligibility.results.counting import Tally

    with ExitStack() as stack:
        run = stack.enter_context(session(words, mapping, answers, on))
        folder = None if output is None else stack.enter_context(output_folder(output, run.trials))
        sink, tally = printer(form, run.trials, language), Tally()
        for results in counting(run.screened()):
            tally.add(results)
            sink.add(results)
            if folder is not None:
                folder.add(results)
        tally.add_problems(run.records.problems)
        summary = tally.summary(run.records.unused_columns)
        if folder is not None:
            folder.add_problems(run.records.problems)
            folder.finish(summary, Inputs(run.trials, run.records.hashes, run.date_asked, __version__))
    sink.finish(summary)  # after the files are there: who reads it may stop listening
    if run.on is None and run.dateless:
        click.echo(
            f"Screened as of today, {run.today}: {_dateless(run.dateless)} (--on sets another day).", err=True
        )
    if output is not None:
        click.echo(f"The results are in {output}.", err=form != "text")


def _dateless(number: int) -> str:
    who = "1 patient" if number == 1 else f"{number} patients"
    return f"{who} without a screening date in the data"
