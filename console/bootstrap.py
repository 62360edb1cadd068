"""Set up a virtual environment with exactly the locked packages, and a browser for the tests.

Run with any Python: `python3 console/bootstrap.py [--browser]`. Needs nothing but the standard library, and says
what is missing in one line. Written so that old Pythons can read it far enough to be told that they are too old.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from typing import List, NoReturn, Optional  # noqa: UP035  old Pythons read this too

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
LOCK = os.path.join(ROOT, "requirements-dev.lock")
STAMP = os.path.join(VENV, "installed")
LOG = os.path.join(VENV, "install.log")
PYTHON = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin", "python")
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def stop(message: str) -> NoReturn:
    """End with one line."""
    sys.exit("lifeguard: " + message)


def say(message: str) -> None:
    sys.stderr.write("lifeguard: " + message + "\n")


def check_python() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036  an old Python is what this is for
        stop(
            "Python 3.11 or newer is needed, this is {}.{}. Name another: make demo PYTHON=python3.12".format(
                *sys.version_info[:2]
            )
        )


def run(command: List[str], otherwise: str) -> None:  # noqa: UP006
    """Run a command with its output in the log; stop with one line when it fails."""
    with open(LOG, "ab") as log:
        if subprocess.call(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL) != 0:  # noqa: S603
            stop(f"{otherwise} The log is {os.path.relpath(LOG)}")


def lock_hash() -> str:
    with open(LOCK, "rb") as lock:
        return hashlib.sha256(lock.read() + sys.version.encode()).hexdigest()


def installed() -> bool:
    if not os.path.exists(PYTHON) or not os.path.exists(STAMP):
        return False
    with open(STAMP) as stamp:
        return stamp.read() == lock_hash()


def install() -> None:
    """Make .venv afresh and install the lock file into it, hashes checked."""
    say("setting up .venv (once, about a minute)")
    shutil.rmtree(VENV, ignore_errors=True)
    os.makedirs(VENV)
    run([sys.executable, "-m", "venv", VENV], "No virtual environment: install python3-venv.")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    run([*pip, "--require-hashes", "-r", LOCK], "The packages could not be installed.")
    with open(STAMP, "w") as stamp:
        stamp.write(lock_hash())


def find_browser() -> Optional[str]:  # noqa: UP045
    """The path of a Chromium on this machine, or None; CHROMIUM names one."""
    for name in (os.environ.get("CHROMIUM", ""), *BROWSERS):
        path = shutil.which(name) if name else None
        if path:
            return path
    return None


def playwright_browser() -> bool:
    """Whether Playwright has downloaded a Chromium of its own."""
    code = (
        "from playwright.sync_api import sync_playwright as p\n"
        "with p() as w: import os, sys; sys.exit(not os.path.exists(w.chromium.executable_path))"
    )
    return subprocess.call([PYTHON, "-c", code], stderr=subprocess.DEVNULL) == 0  # noqa: S603


def install_browser() -> None:
    """Install Chromium with Debian's packages where that is possible, else with Playwright."""
    say("installing Chromium for the browser tests (once)")
    sudo = [] if os.name != "nt" and os.geteuid() == 0 else ["sudo", "-n"]
    package = "apt-get install -y --no-install-recommends chromium-headless-shell fonts-dejavu-core"
    attempts = [
        [*sudo, "sh", "-c", "apt-get update -q && DEBIAN_FRONTEND=noninteractive " + package],
        [PYTHON, "-m", "playwright", "install", "--only-shell", "chromium"],
    ]
    with open(LOG, "ab") as log:
        for command in attempts:
            if shutil.which(command[0]) is None:
                continue
            subprocess.call(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)  # noqa: S603
            if find_browser() or playwright_browser():
                return
    stop("No Chromium, and it could not be installed: install it, or set CHROMIUM to its path.")


def main() -> None:
    check_python()
    try:
        if not installed():
            install()
        if "--browser" in sys.argv and not (find_browser() or playwright_browser()):
            install_browser()
    except OSError as error:
        stop(f"cannot set up .venv: {error}")


if __name__ == "__main__":
    main()
