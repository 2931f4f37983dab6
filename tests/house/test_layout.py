"""The house rules that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "eligibility"
TEXTS = {"", ".cfg", ".csv", ".html", ".j2", ".json", ".md", ".py", ".toml", ".txt", ".yaml", ".yml"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def committed() -> list[Path]:
    """The files that git knows, or all that look like ours where this is not a checkout."""
    answer = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if answer.returncode:
        pytest.skip("not a git checkout")
    names = answer.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def functions() -> Iterator[tuple[str, int]]:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", length


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "core", "manager", "misc"}
    assert not [path for path in modules() if drawers & {path.stem, *path.relative_to(ROOT).parts}]


def test_no_file_names_a_machine() -> None:
    here = re.compile(
        "|".join([r"(?<![\w.])/wo" + r"rk/", r"(?<![\w.])/tm" + r"p/", r"/ro" + r"ot/", r"/ho" + r"me/\w"])
    )
    found = []
    for path in committed():
        if path.suffix in TEXTS:
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            found += [f"{path.relative_to(ROOT)}:{n}" for n, line in enumerate(lines, 1) if here.search(line)]
    assert not found


def test_functions_are_short() -> None:
    lengths = sorted(length for _, length in functions())
    assert lengths[len(lengths) // 2] <= 10
    assert lengths[int(len(lengths) * 0.9)] <= 25


def test_modules_are_small() -> None:
    catalogues = {"findings", "factors"}  # data, one entry after the other
    chosen = [path for path in modules() if path.stem not in catalogues]
    lengths = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in chosen)
    assert lengths[len(lengths) // 2] <= 150
    assert lengths[-1] <= 500


def test_every_package_says_what_it_is() -> None:
    silent = [
        path for path in modules() if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent


def test_layers_import_downward_only() -> None:
    linter = pytest.importorskip("importlinter.cli", reason="import-linter is in the extra `dev`")
    assert linter.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_changes_are_told() -> None:
    version = re.search(
        r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert version is not None
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_python_runs_the_package() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "eligibility", "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    assert "screen" in answer.stdout
