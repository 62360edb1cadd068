"""gunicorn's configuration while it is measured: each worker says when it has loaded the console."""

import os
from pathlib import Path
from typing import Any


def post_worker_init(worker: Any) -> None:
    Path(os.environ["BENCHMARK_READY"], str(worker.pid)).touch()
