"""Settings for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# On CI the same examples each time, so that a landing fails for what it changes; elsewhere new ones are sought.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
