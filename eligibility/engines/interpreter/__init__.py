"""The reference engine: one patient, plain Python, exact rationals, the full explanation. It is the authority."""

from eligibility.engines.interpreter.screen import screen_chart, screening_day

__all__ = ["screen_chart", "screening_day"]
