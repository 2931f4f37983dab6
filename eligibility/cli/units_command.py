"""`eligibility units`."""

from __future__ import annotations

import json

import click


@click.command("units")
@click.argument("words", nargs=-1, metavar="[SEARCH]...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(words: tuple[str, ...], form: str) -> None:
    """List the units of the closed table, or say how a spelling is read.

    SEARCH is a unit as it is written (`K/uL`, `万/uL`) or a part of one. A spelling that is not in the table
    is refused, with the reason and what to write instead.
    """
    from eligibility.units import UnitRefusal, all_units, read_unit, search_units

    text = " ".join(words)
    read = read_unit(text) if text else None
    if isinstance(read, UnitRefusal):
        units = search_units(text)
        if not units:
            advice = f" Write {read.suggestion}." if read.suggestion else ""
            raise click.ClickException(f"{text} is not read: {read.why}{advice}")
    else:
        units = list(all_units()) if read is None else [read]
    if form == "json":
        click.echo(json.dumps([{"code": u.code, "ucum": u.ucum, "kind": u.kind} for u in units], indent=2))
        return
    for unit in units:
        click.echo(f"{unit.code:24} {unit.kind:40} UCUM {unit.ucum}".rstrip())
