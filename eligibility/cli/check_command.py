"""`eligibility check`."""

from __future__ import annotations

from collections.abc import Sequence

import click


@click.command("check")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How findings are printed: for people, for programs, or as annotations on GitHub.",
)
def command(files: Sequence[str], form: str) -> None:
    """Check trial, vocabulary, mapping, answers and case files.

    What a file is shows in its first key. FILE may also be the name of a shipped trial. All findings of all files come
    in one run.

    Exit codes: 0 no errors (there may be warnings), 2 usage, 3 a file is wrong.
    """
    from eligibility.cli.checking import findings_of, path_of
    from eligibility.cli.failing import WRONG_DEFINITION
    from eligibility.documents import Severity
    from eligibility.documents.rendering import as_github, as_json, as_text

    found = {path: findings_of(path) for path in map(path_of, files)}
    everything = [finding for findings in found.values() for finding in findings]
    shown = {"text": as_text, "json": as_json, "github": as_github}[form](everything)
    if shown:
        click.echo(shown)
    if form == "text":
        for path, findings in found.items():
            if not findings:
                click.echo(f"{path.name}: no findings.")
    if any(finding.severity is Severity.ERROR for finding in everything):
        raise SystemExit(WRONG_DEFINITION)
