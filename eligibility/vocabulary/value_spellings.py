"""How data may write the values of codes and of yes and no."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from eligibility.documents import suggest
from eligibility.vocabulary.folding import fold_value
from eligibility.vocabulary.mistakes import shortened
from eligibility.vocabulary.model import Kind
from eligibility.vocabulary.reserved import STATUSES
from eligibility.vocabulary.sources import Findings, Source, Spot


@dataclass(frozen=True, slots=True)
class Shared:
    """Spellings that hold for every yes/no variable and for every status; folded spelling to value."""

    yes_no: Mapping[str, str] = field(default_factory=dict)
    status: Mapping[str, str] = field(default_factory=dict)


def shared_spellings(sources: Iterable[Source], findings: Findings) -> Shared:
    """What the files say at their top, and the values themselves."""
    values = ("true", "false", *STATUSES)
    yes_no = {fold_value(value): value for value in values[:2]}
    status = {fold_value(value.replace("_", mark)): value for value in STATUSES for mark in ("_", " ")}
    for source in sources:
        spot = Spot(source, ("spellings",))
        for value, texts in source.form.spellings.items():
            if value not in values:
                findings.error(
                    spot.below(value),
                    "031",
                    f"`{shortened(value)}` cannot be spelled here.",
                    suggest(value, values),
                )
                continue
            _fill(yes_no if value in values[:2] else status, value, texts, spot.below(value), findings)
    return Shared(yes_no, status)


def spellings_of_values(
    forms: Mapping[str, tuple[str, ...]],
    values: tuple[str, ...],
    kind: Kind,
    shared: Shared,
    spot: Spot,
    findings: Findings,
) -> Mapping[str, str]:
    """Every folded spelling of the values, and the values themselves."""
    own: dict[str, str] = {}
    for value in values:
        _fill(own, value, (value,), spot, findings)
    for value, texts in forms.items():
        if value not in values:
            message = f"`{shortened(value)}` is not a value, so it has no spellings."
            findings.error(spot.below(value), "031", message, suggest(value, values))
            continue
        _fill(own, value, texts, spot.below(value), findings)
    return {**shared.yes_no, **own} if kind is Kind.BOOLEAN else own


def _fill(spelled: dict[str, str], value: str, texts: Iterable[str], spot: Spot, findings: Findings) -> None:
    for text in texts:
        folded = fold_value(text)
        before = spelled.setdefault(folded, value)
        if before != value:
            message = f"`{shortened(text)}` is a spelling of both `{before}` and `{value}`."
            findings.error(spot, "029", message, "keep it for one of them")
