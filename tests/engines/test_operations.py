"""The operations of formulas; what they compute is tested with the arithmetic of possible values."""

import pytest

from eligibility.engines.interpreter.formulas import apply
from eligibility.possible import Interval


def test_an_operation_that_formulas_do_not_have_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown function sinh"):
        apply("sinh", [Interval.exactly(1)])
