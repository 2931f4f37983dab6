"""`eligibility schema`."""

from __future__ import annotations

import json
from pathlib import Path

import click

KINDS = ("trial", "vocabulary", "mapping", "answers", "cases")


@click.command("schema")
@click.argument("kind", type=click.Choice(KINDS))
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the schema here."
)
def command(kind: str, output: Path | None) -> None:
    """Print the JSON Schema of a kind of file, for editors.

    Name it in the first line of your file and an editor that knows YAML completes words and variables:
    `# yaml-language-server: $schema=trial.schema.json`.
    """
    from eligibility.schemas import json_schema

    text = json.dumps(json_schema(kind), ensure_ascii=False, indent=1) + "\n"
    if output is None:
        click.echo(text, nl=False)
        return
    from eligibility.reports.whole_files import write_whole

    write_whole(output, text)
