"""`eligibility doctor`."""

from __future__ import annotations

import json

import click


@click.command("doctor")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(form: str) -> None:
    """Print what is installed, what it is used for, and how to mend what is not."""
    from dataclasses import asdict

    from eligibility.live.availability import parts

    found = parts()
    if form == "json":
        click.echo(json.dumps([asdict(each) for each in found], indent=2))
        return
    for part in found:
        click.echo(f"{part.name:<14} {part.version or 'not there':<12} {part.used_for}")
        if part.remedy:
            click.echo(f"{'':<14} {part.remedy}")
