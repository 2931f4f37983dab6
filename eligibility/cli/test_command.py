"""`eligibility test`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click


@click.command("test")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(files: Sequence[str], form: str) -> None:
    """Run case files: patients with the verdicts that are expected.

    FILE is a file of cases (NAME.cases.yaml), or a trial whose cases stand beside it.

    Exit codes: 0 all as expected, 2 usage, 3 a verdict is not the expected one, or a file is wrong.
    """
    from eligibility.cli.failing import WRONG_DEFINITION
    from eligibility.testing.cases import run_case_file

    reports = [run_case_file(cases_beside(word)) for word in files]
    if form == "json":
        click.echo(f"[{', '.join(report.to_json() for report in reports)}]")
    else:
        click.echo("\n\n".join(report.to_text() for report in reports))
    if not all(report.passed for report in reports):
        raise SystemExit(WRONG_DEFINITION)


def cases_beside(word: str) -> Path:
    """A file of cases, or that which stands beside a trial."""
    from eligibility.cli.checking import path_of

    path = path_of(word)
    if ".cases" in path.suffixes:
        return path
    beside = path.with_suffix(".cases.yaml")
    if not beside.is_file():
        raise click.UsageError(f"{path.name} has no cases beside it: {beside.name} does not exist.")
    return beside
