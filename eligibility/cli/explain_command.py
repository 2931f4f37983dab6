"""`eligibility explain`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eligibility.cli.options import about_data

if TYPE_CHECKING:
    from eligibility.language.plan import Trial


@click.command("explain")
@click.argument("words", metavar="TRIAL... DATA...", nargs=-1)
@click.option("-p", "--patient", required=True, metavar="ID", help="The patient to explain.")
@click.option("-c", "--criterion", multiple=True, metavar="ID", help="This criterion only. May be repeated.")
@about_data
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    words: Sequence[str],
    patient: str,
    criterion: Sequence[str],
    mapping: Path | None,
    answers: Path | None,
    on: str | None,
    form: str,
    language: str,
) -> None:
    """Explain the verdicts of one patient.

    For each criterion: the facts with their place in the data, the limit and the distance to it, the days that were
    looked at, what was taken as given, and for an unknown what would settle it.
    """
    from eligibility.cli.session import session

    with session(words, mapping, answers, on) as run:
        chosen = _criteria(criterion, run.trials)
        found = False
        for results in run.screened(patient):
            found = True
            for result in results:
                click.echo(_shown(result, chosen, form, language))
        if not found:
            raise click.BadParameter("the data has no such patient", param_hint="--patient")


def _shown(result: object, chosen: Sequence[str] | None, form: str, language: str) -> str:
    import json

    from eligibility.results.as_dict import patient_result
    from eligibility.results.model import PatientResult
    from eligibility.results.text.patient import patient_text

    assert isinstance(result, PatientResult)
    if form == "text":
        return patient_text(result, chosen, language)
    held = patient_result(result, language)
    held["criteria"] = [one for one in held["criteria"] if chosen is None or one["id"] in chosen]
    return json.dumps(held, ensure_ascii=False, indent=2)


def _criteria(named: Sequence[str], trials: Sequence[Trial]) -> Sequence[str] | None:
    known = list(dict.fromkeys(each.id for trial in trials for each in trial.criteria))
    for one in named:
        if one not in known:
            raise click.BadParameter(
                f"no criterion {one}; there are {', '.join(known)}", param_hint="--criterion"
            )
    return named or None
