"""`eligibility describe`."""

from __future__ import annotations

import click


@click.command("describe")
@click.argument("trial")
def command(trial: str) -> None:
    """Say a trial file back in plain sentences, in protocol order.

    TRIAL is the name of a shipped trial or the path of a file. Read it against the protocol: what the file says is
    what will be screened.
    """
    from eligibility.language.describe import describe
    from eligibility.language.loading import load_trial

    click.echo(describe(load_trial(trial)), nl=False)
