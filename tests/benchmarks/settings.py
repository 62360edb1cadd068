"""Settings of a benchmarked console: production's, with collected static files outside the repository."""

import os
from pathlib import Path

from console.settings import *  # noqa: F403

STATIC_ROOT = Path(os.environ["BENCHMARK_STATIC_ROOT"])
