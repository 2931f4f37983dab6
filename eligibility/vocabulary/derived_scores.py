"""Scores and bands: points and codes by the range in which a variable lies."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from eligibility.vocabulary.band_coverage import check_bands
from eligibility.vocabulary.derivation_context import Known
from eligibility.vocabulary.documents import DerivedForm, PointsText
from eligibility.vocabulary.mistakes import shortened
from eligibility.vocabulary.model import Accepted, Bands, Points, PointsOf, Variable
from eligibility.vocabulary.sources import Spot

Line = Mapping[str, PointsText | list[dict[str, PointsText]]]
_POINTS = re.compile("-?[0-9]{1,6}")


def read_points(form: DerivedForm, spot: Spot, known: Known) -> Points | None:
    """The lines of a score; None if one of them is wrong."""
    lines = [_line(line, spot.below(number), known) for number, line in enumerate(form.points or [])]
    return Points(tuple(line for line in lines if line)) if all(lines) else None


def _line(line: Line, spot: Spot, known: Known) -> tuple[PointsOf, ...]:
    """The alternatives of one line of a score; empty if it is wrong."""
    if len(line) != 1:
        known.findings.error(
            spot, "055", "A line of `points` names one variable.", "begin a new line for each"
        )
        return ()
    (name, bands), *_ = line.items()
    if isinstance(bands, list):
        if name != "first of":
            remedy = "write `first of` before a list of alternatives"
            known.findings.error(spot.below(name), "055", f"`{shortened(name)}` has a list.", remedy)
            return ()
        below = spot.below(name)
        return tuple(
            found for number, each in enumerate(bands) for found in _line(each, below.below(number), known)
        )
    found = _points_of(name, bands, spot.below(name), known)
    return (found,) if found is not None else ()


def _points_of(name: str, forms: PointsText, spot: Spot, known: Known) -> PointsOf | None:
    variable = known.reading(name, spot)
    if variable is None:
        return None
    read: list[tuple[int, Accepted]] = []
    for points, written in forms.items():
        if not _POINTS.fullmatch(points):
            known.findings.error(
                spot.below(points), "055", f"`{shortened(points)}` is not a whole number of points."
            )
            continue
        accepted = known.accepted(written, variable, spot.below(points))
        if accepted is not None:
            read.append((int(points), accepted))
    if len(read) < len(forms):
        return None
    _cover([(str(points), accepted) for points, accepted in read], variable, spot, known)
    return PointsOf(name, tuple(read))


def read_bands(form: DerivedForm, variable: Variable, spot: Spot, known: Known) -> Bands | None:
    """The bands of one input; None if one of them is wrong."""
    (name, forms), *_ = (form.bands or {}).items()
    below = spot.below(name)
    source = known.reading(name, below)
    if source is None:
        return None
    for value in forms:
        if value not in variable.values:
            message = f"`{shortened(value)}` is not a value of `{variable.name}`."
            known.findings.error(
                below.below(value), "056", message, f"known are {', '.join(variable.values)}"
            )
    read = [(value, known.accepted(written, source, below.below(value))) for value, written in forms.items()]
    bands = tuple((value, accepted) for value, accepted in read if accepted is not None)
    if len(bands) < len(read):
        return None
    _cover(bands, source, below, known)
    return Bands(name, bands)


def _cover(bands: Sequence[tuple[str, Accepted]], variable: Variable, spot: Spot, known: Known) -> None:
    for message in check_bands(bands, variable, whole=variable.name in known.whole):
        remedy = "the bands must cover the plausible values with no gap and no overlap"
        known.findings.error(spot, "057", message, remedy)
