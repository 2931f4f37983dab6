"""How the command line fails: a message that helps, and an exit code by the kind of error."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from eligibility.documents.diagnostics import DataError, DefinitionError, Diagnostic

UNEXPECTED, USAGE, WRONG_DEFINITION, UNREADABLE_DATA = 1, 2, 3, 4


@contextmanager
def failing_well(ctx: click.Context) -> Iterator[None]:
    """Turn errors into messages on stderr and exit codes."""
    try:
        yield
    except DefinitionError as error:
        _say(error.diagnostics)
        ctx.exit(WRONG_DEFINITION)
    except DataError as error:
        _say(error.diagnostics)
        ctx.exit(UNREADABLE_DATA)
    except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
        raise
    except OSError as error:
        click.echo(
            f"{error.filename or 'A file'}: {error.strerror or 'cannot be read or written'}.", err=True
        )
        ctx.exit(UNREADABLE_DATA)
    except Exception as error:  # noqa: BLE001 - the last resort; what it holds may be a patient's
        _unexpected(error, debug=bool(ctx.params.get("debug")))
        ctx.exit(UNEXPECTED)


def _say(diagnostics: Sequence[Diagnostic]) -> None:
    from eligibility.documents.rendering import as_text

    click.echo(as_text(diagnostics), err=True)


def _unexpected(error: Exception, *, debug: bool) -> None:
    """The kind of error and its place, but never its text: that may hold a patient's value."""
    if debug:
        click.echo("".join(traceback.format_exception(error)), err=True)
        return
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    click.echo(f"Something unexpected went wrong: {type(error).__name__}{place}.", err=True)
    click.echo(
        "This is a mistake of the program. Please report it with this line and, if you can, with", err=True
    )
    click.echo(
        "what `eligibility --debug ...` prints, after you have looked that it holds no patient data.",
        err=True,
    )
