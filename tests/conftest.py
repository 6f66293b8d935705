"""Property tests draw the same examples on every run; `HYPOTHESIS_PROFILE=long` draws new ones, and more of them."""

import os

from hypothesis import settings

settings.register_profile("short", derandomize=True, deadline=None)
settings.register_profile("long", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))
