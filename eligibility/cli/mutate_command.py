"""`eligibility mutate`."""

from __future__ import annotations

import json

import click


@click.command("mutate")
@click.argument("file")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--at-least", type=click.FloatRange(0, 100), help="Fail (exit code 3) under this share, in percent."
)
def command(file: str, form: str, at_least: float | None) -> None:
    """Change a trial in small ways, and report which changes its cases do not notice.

    FILE is a file of cases (NAME.cases.yaml), or a trial whose cases stand beside it. Limits are moved, opened and
    turned round; codes, members, windows, exceptions and attributes are dropped; days and counts are shifted by one.
    A change that no case notices is a case to write, or a change that makes no difference.
    """
    from eligibility.cli.failing import WRONG_DEFINITION
    from eligibility.cli.test_command import cases_beside
    from eligibility.testing.cases import load_cases, run_cases
    from eligibility.testing.mutating import mutate

    cases = load_cases(cases_beside(file))
    if run_cases(cases):
        raise click.ClickException("The cases do not pass as the trial stands. Run `eligibility test` first.")
    report = mutate(cases)
    click.echo(
        json.dumps(report.to_dict(), ensure_ascii=False, indent=2) if form == "json" else report.to_text()
    )
    if at_least is not None and report.share * 100 < at_least:
        raise SystemExit(WRONG_DEFINITION)
