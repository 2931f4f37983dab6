"""Folders and files that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ODD = "backslashreplace"  # half surrogates, from a name of a file or a program, are written as escapes


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A folder to write into, which becomes `target` when all went well, and disappears otherwise.

    Where `target` exists its files of the same name are replaced, one by one, and others are left alone.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        yield partial
        _move(partial, target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def write_whole(target: Path, text: str) -> None:
    """Write a file so that nobody ever sees a part of it."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    try:
        with open(handle, "w", encoding="utf-8", errors=ODD, newline="\n") as file:
            file.write(text)
        os.chmod(name, _usual_mode(0o666))
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def _move(partial: Path, target: Path) -> None:
    if not target.exists():
        partial.chmod(_usual_mode(0o777))
        partial.rename(target)
        return
    for file in sorted(partial.iterdir()):
        os.replace(file, target / file.name)


def _usual_mode(mode: int) -> int:
    """What the user's umask leaves of a mode; temporary files are private otherwise."""
    mask = os.umask(0)
    os.umask(mask)
    return mode & ~mask
