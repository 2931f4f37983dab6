"""The parts of a trial in plain English: values, windows, sets, leaves."""
