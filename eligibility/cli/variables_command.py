"""`eligibility variables`."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click


@click.command("variables")
@click.argument("words", nargs=-1, metavar="[SEARCH]...")
@click.option(
    "-V",
    "--vocabulary",
    "vocabularies",
    multiple=True,
    help="A shipped vocabulary or the path of your own; several may be given. Without it: all shipped ones.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(words: Sequence[str], vocabularies: Sequence[str], form: str) -> None:
    """List the variables and codes that a trial or a mapping may name.

    SEARCH are words of a name, a label, a spelling or a code, in any language: `platelets`, `血小板`, `777-3`. All of
    them must be found. Without SEARCH everything is listed.
    """
    from pathlib import Path

    from eligibility.vocabulary import load_vocabulary, shipped_vocabulary
    from eligibility.vocabulary.listing import entries

    chosen = load_vocabulary(list(vocabularies), Path.cwd()) if vocabularies else shipped_vocabulary()
    found = entries(chosen, words)
    if form == "json":
        click.echo(json.dumps([entry.as_dict() for entry in found], ensure_ascii=False, indent=2))
        return
    for entry in found:
        click.echo(entry.as_text())
    if not found:
        click.echo(f"Nothing in {', '.join(chosen.names)} is called so.", err=True)
