"""pytest takes up files of cases; each patient is a test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TRIAL = """
trial: small
title: A small trial
vocabulary: [general]
inclusion: [{id: I1, label: Platelets, platelets: "> 75 10^9/L"}]
"""
CASES = """
cases: small
on: 2026-03-01
patients:
  - {patient: enough, facts: [{platelets: 80 10^9/L, date: 2026-02-01}], expect: {all others: PASS}}
  - {patient: on the limit, facts: [{platelets: 75 10^9/L, date: 2026-02-01}], expect: {all others: PASS}}
"""


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "small.yaml").write_text(TRIAL, encoding="utf-8")
    (folder / "small.cases.yaml").write_text(CASES, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-v",
        "--rootdir",
        str(folder),
        "small.cases.yaml",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command[3:3] = ["-p", "eligibility.testing.pytest_plugin"]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_each_patient_is_one_test(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert "small.cases.yaml::enough PASSED" in done.stdout
    assert "small.cases.yaml::on the limit FAILED" in done.stdout
    assert "1 failed, 1 passed" in done.stdout


def test_a_failure_reads_well(tmp_path: Path) -> None:
    said = run(tmp_path).stdout
    assert "small, patient `on the limit`, I1:" in said
    assert "expected PASS" in said
    assert "got      FAIL" in said
    assert "Traceback" not in said
