"""`python -m rectcore`: the command line."""

from __future__ import annotations

import sys

from rectcore.cli import main

sys.exit(main())
