"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import settings

# The same examples in every run, so that a red build means a change; `SAYSO_FUZZ=1 make test` looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("fuzz", max_examples=500, deadline=None)
settings.load_profile("fuzz" if os.environ.get("SAYSO_FUZZ") else "steady")
