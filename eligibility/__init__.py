"""Decides whether a patient meets the criteria of a clinical trial, and shows why."""
