"""How far a screening has come, on a terminal only, and on stderr so that results can be piped."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def counting(items: Iterable[Item], what: str = "patients") -> Iterator[Item]:
    """The items, while a bar on the terminal counts them."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("Screening"),
        BarColumn(),
        TextColumn(f"{{task.completed}} {what}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("screening", total=None)
        for item in items:
            yield item
            progress.advance(task)
