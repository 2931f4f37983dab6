"""What holds for every test: how long an example may take says nothing on a machine that others use too."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("house", settings(), deadline=None)
settings.load_profile("house")
