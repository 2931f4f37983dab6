"""Engines: ways to run a plan over charts. The interpreter is the authority."""
