"""The vocabulary layer."""
