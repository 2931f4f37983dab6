"""The live layer."""
