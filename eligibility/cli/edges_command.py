"""`eligibility edges`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("edges")
@click.argument("trial")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file of cases to write."
)
@click.option("--on", default="2026-03-20", show_default=True, help="The screening date of the patients.")
def command(trial: str, output: Path | None, on: str) -> None:
    """Write the patients on the edge of every limit, as a file of cases.

    TRIAL is a shipped name or the path of a trial file. For each limit there is a patient exactly on it and one just
    beside it, with the verdict that follows from the limit as it is written. Read them against the protocol, and run
    them with `eligibility test`. Without -o the file goes to standard output.

    Exit codes: 0 written, 2 usage, 3 the trial file is wrong.
    """
    from eligibility.language.loading import load_trial
    from eligibility.testing.edge_files import edge_cases

    loaded = load_trial(trial)
    try:
        text = edge_cases(loaded, _named(trial, output), on)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if "\n- patient:" not in text:
        raise click.UsageError(f"No limit of {loaded.id} can be reached alone: another part always decides.")
    if output is None:
        click.echo(text, nl=False)
        return
    output.write_text(text, encoding="utf-8")
    click.echo(f"{output}: {text.count('- patient:')} patients on the edge of {loaded.id}")


def _named(trial: str, output: Path | None) -> str:
    """The trial as the file of cases names it: a path as it is seen from the folder of that file."""
    from os.path import relpath

    path = Path(trial)
    return relpath(path, Path() if output is None else output.parent) if path.is_file() else trial
