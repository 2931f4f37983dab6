"""`eligibility map`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from eligibility.cli.options import FILE


@click.command("map")
@click.argument("data", nargs=-1, required=True, type=FILE)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the mapping here."
)
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def command(data: Sequence[Path], output: Path | None, force: bool) -> None:
    """Write a first mapping for data files, from their headers and values.

    It is a draft: what it doubts is marked. Read it, correct it, and give it to the other commands with --mapping.
    """
    from eligibility.records.drafting import draft_mapping
    from eligibility.vocabulary import load_vocabulary, shipped_vocabularies

    if output is not None and output.exists() and not force:
        raise click.UsageError(f"{output} exists; take another name, or say --force to replace it.")
    draft = draft_mapping(list(data), load_vocabulary(shipped_vocabularies()))
    if output is None:
        click.echo(draft, nl=not draft.endswith("\n"))
        return
    from eligibility.reports.whole_files import write_whole

    write_whole(output, draft)
    click.echo(f"Wrote {output}. Look at what is marked DOUBT.", err=True)
