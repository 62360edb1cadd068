"""`make demo`: the console on the embedded service, with a seeded world and four operators. No AWS account."""

import base64
import hashlib
import hmac
import os
import secrets
import signal
import socket
import sys
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent.parent / ".demo"
HOST = "127.0.0.1"
CONNECTIONS = {"virginia": "us-east-1", "ireland": "eu-west-1"}
OPERATORS = {
    "owner": "Olive Owner",
    "administrator": "Ada Administrator",
    "helpdesk": "Henry Helpdesk",
    "viewer": "Vera Viewer",
}
THREADS = 16


def main() -> None:
    try:
        serve()
    except PermissionError as error:
        stop(f"no permission to write {error.filename or HOME}")


def serve() -> None:
    """Set everything up, print who can sign in, and serve until Ctrl-C."""
    port = free_port()
    key = secret_key()
    emulator = start_emulator()
    set_environment(key, emulator.endpoint_url)
    passwords = {name: os.environ.get("DEMO_PASSWORD") or password_from(key, name) for name in OPERATORS}
    application = prepare(passwords)
    from waitress.server import create_server

    server = create_server(
        application, host=HOST, port=port, threads=THREADS, clear_untrusted_proxy_headers=True
    )
    print_welcome(port, passwords)
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    try:
        server.run()
    finally:
        server.close()
        emulator.stop()


def end(*_: object) -> None:
    """Stop serving. A second Ctrl-C while that happens changes nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(0)


def stop(message: str) -> None:
    sys.exit(f"lifeguard: {message}")


def free_port() -> int:
    """The port from PORT, or 8000. Ends with one line when it is no port or is taken."""
    wanted = os.environ.get("PORT", "8000")
    if not wanted.isdecimal() or not 0 < int(wanted) < 65536:
        stop(f"PORT={wanted} is no port number")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(wanted)))
        except OSError:
            stop(
                f"port {wanted} is in use or not allowed. Choose another: make demo PORT={int(wanted) % 65535 + 1}"
            )
    return int(wanted)


def secret_key() -> str:
    """The demo's own key, kept so that sessions outlive a restart."""
    HOME.mkdir(exist_ok=True)
    path = HOME / "secret_key"
    if not path.exists():
        path.write_text(secrets.token_hex(32))
        path.chmod(0o600)
    return path.read_text()


def password_from(key: str, name: str) -> str:
    """A password that stays the same over restarts, such as "k3vu-x2aq-7mdp"."""
    digest = hmac.new(key.encode(), name.encode(), hashlib.sha256).digest()
    text = base64.b32encode(digest).decode().lower()
    return "-".join((text[0:4], text[4:8], text[8:12]))


def start_emulator() -> Any:
    from console.emulator import world
    from console.emulator.behaviour import behaviour
    from console.emulator.server import Emulator

    users = os.environ.get("DEMO_USERS", "3000")
    if not users.isdecimal():
        stop(f"DEMO_USERS={users} is no number")
    emulator = Emulator.start()
    world.seed(users=int(users))
    # Long enough to be seen, short enough to be waited for.
    behaviour.domain_delay_seconds, behaviour.import_seconds = 20.0, 15.0
    return emulator


def set_environment(key: str, endpoint_url: str) -> None:
    """The demo's settings; nothing of the person's own AWS configuration is used."""
    for name in [name for name in os.environ if name.startswith(("AWS_", "CONNECTION_", "OIDC_"))]:
        del os.environ[name]
    os.environ.update(
        DJANGO_SETTINGS_MODULE="console.settings",
        SECRET_KEY=key,
        ALLOWED_HOSTS=f"{HOST},localhost",
        DATABASE_URL=f"sqlite:///{HOME / 'lifeguard.sqlite3'}",
        HTTPS="off",
        EMULATOR="on",
        LOG_LEVEL="WARNING",
        CONNECTIONS=",".join(CONNECTIONS),
        AWS_ACCESS_KEY_ID="demo",
        AWS_SECRET_ACCESS_KEY="demo",  # noqa: S106
        AWS_CONFIG_FILE=os.devnull,
        AWS_SHARED_CREDENTIALS_FILE=os.devnull,
        AWS_EC2_METADATA_DISABLED="true",
    )
    for name, region in CONNECTIONS.items():
        os.environ[f"CONNECTION_{name.upper()}_REGION"] = region
        os.environ[f"CONNECTION_{name.upper()}_ENDPOINT_URL"] = endpoint_url
        os.environ[f"CONNECTION_{name.upper()}_ENVIRONMENT"] = "demo"


def prepare(passwords: dict[str, str]) -> Any:
    """Migrate, make the operators, and load the console. Returns the WSGI application."""
    from django.core.management import call_command

    from console.wsgi import application

    call_command("migrate", verbosity=0)
    make_operators(passwords)
    return application


def make_operators(passwords: dict[str, str]) -> None:
    """Make the four operators, unless they were made with the same passwords at an earlier start.

    Hashing a password takes most of a second, on purpose: that is kept for the first start.
    """
    from console.access.models import Operator

    key, made = (HOME / "secret_key").read_text(), HOME / "operators"
    mark = hmac.new(key.encode(), repr(sorted(passwords.items())).encode(), hashlib.sha256).hexdigest()
    all_exist = Operator.objects.filter(username__in=passwords).count() == len(passwords)
    if not all_exist or not made.exists() or made.read_text() != mark:
        for name, password in passwords.items():
            make_operator(name, password)
        made.write_text(mark)


def make_operator(name: str, password: str) -> None:
    """Make the operator of that role, or give an existing one this password and role."""
    from console.access.models import Grant, Operator
    from console.access.roles import Role

    operator, _ = Operator.objects.get_or_create(username=name, defaults={"name": OPERATORS[name]})
    operator.set_password(password)
    operator.is_active = True
    operator.save()
    role = Role[{"helpdesk": "HELP_DESK"}.get(name, name.upper())]
    Grant.objects.update_or_create(operator=operator, connection="", pool_id="", defaults={"role": role})


def print_welcome(port: int, passwords: dict[str, str]) -> None:
    """Tell where the console is and who can sign in."""
    rows = "".join(f"    {name:<15}{password}\n" for name, password in passwords.items())
    sys.stdout.write(
        f"\n  Lifeguard is ready:  http://{HOST}:{port}\n\n"
        f"    operator       password\n{rows}\n"
        "  Each name is also its role. The user pools are the embedded service's: nothing reaches AWS,\n"
        "  and its people start afresh each time. Ctrl-C stops everything.\n\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
