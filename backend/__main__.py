"""`python -m backend`: the operator's commands."""

import sys

from backend.cli import main

sys.exit(main())
