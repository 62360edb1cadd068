"""The embedded service as an HTTP server on 127.0.0.1 that answers user pool calls and nothing else.

It has no CORS and no administration page of its own, and asks for a JSON target header and a local Host: a
web page open in the same browser can neither read nor change anything.
"""

import json
import re
import socket
import sys
import threading
import time
from contextlib import suppress
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, NamedTuple, Self
from uuid import uuid4

from console.emulator import faults, overlay
from console.emulator.overlay import import_jobs
from console.emulator.overlay.core.errors import ServiceError

DEFAULT_REGION = "us-east-1"
LOCAL_HOSTS = re.compile(r"(127\.0\.0\.1|localhost)(:\d+)?")
REGION_IN_SIGNATURE = re.compile(r"Credential=[^/]*/\d{8}/([a-z0-9-]+)/cognito-idp/aws4_request")
CONTENT_TYPE = "application/x-amz-json-1.1"


class Answer(NamedTuple):
    """What goes back: HTTP status and body."""

    status: int
    body: bytes


# Nothing goes back; the connection ends.
DROPPED = Answer(0, b"")


class Handler(BaseHTTPRequestHandler):
    """One connection, kept alive."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        prefix, _, operation = self.headers.get("X-Amz-Target", "").partition(".")
        host = self.headers.get("Host", "")
        if self.path != "/" or prefix != overlay.TARGET_PREFIX or not LOCAL_HOSTS.fullmatch(host):
            self.send_error(404)
            return
        self._answer_call(operation, body)

    def do_GET(self) -> None:
        self.send_error(404)

    do_DELETE = do_HEAD = do_PATCH = do_OPTIONS = do_GET

    def do_PUT(self) -> None:
        """The file of an import job, at the address that the job told."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        is_local = LOCAL_HOSTS.fullmatch(self.headers.get("Host", ""))
        status = import_jobs.upload(self.path, dict(self.headers), body) if is_local else 404
        if status == 200:
            self._send(Answer(200, b""))
        else:
            self.send_error(status)

    def _answer_call(self, operation: str, body: bytes) -> None:
        # A defect of ours still gets an answer, before its traceback reaches the console.
        answer = _error("InternalErrorException", "The embedded service failed.", 500)
        try:
            answer = self._answer(operation, _parse(body))
        except ServiceError as error:
            answer = _error(error.code, error.message, error.status)
        finally:
            self._send(answer)

    def _answer(self, operation: str, parameters: dict[str, Any]) -> Answer:
        faults.record(operation, parameters)
        fault, delay_seconds = faults.take(operation)
        time.sleep(delay_seconds)
        if fault is None or not fault.answers:
            return self._perform(operation, parameters)
        if fault.applied:
            with suppress(ServiceError):
                self._perform(operation, parameters)
        if fault.drop:
            return DROPPED
        if fault.body is not None:
            return Answer(fault.status, fault.body)
        return _error(fault.error or "InternalErrorException", fault.message, fault.status)

    def _perform(self, operation: str, parameters: dict[str, Any]) -> Answer:
        signature = REGION_IN_SIGNATURE.search(self.headers.get("Authorization", ""))
        if signature is None and not overlay.is_public(operation):
            raise ServiceError("MissingAuthenticationTokenException", "Missing Authentication Token")
        region = signature.group(1) if signature else DEFAULT_REGION
        result = overlay.perform(operation, region, parameters)
        return Answer(200, json.dumps(result, default=overlay.encode, separators=(",", ":")).encode())

    def _send(self, answer: Answer) -> None:
        if answer is DROPPED:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        # A failure ends the connection: clients must not take it for one that can be used again.
        self.close_connection = self.close_connection or answer.status >= 500
        head = (
            f"HTTP/1.1 {answer.status} {self.responses.get(answer.status, ('Unknown',))[0]}\r\n"
            f"Date: {formatdate(usegmt=True)}\r\n"
            f"Content-Type: {CONTENT_TYPE}\r\n"
            f"Content-Length: {len(answer.body)}\r\n"
            f"Connection: {'close' if self.close_connection else 'keep-alive'}\r\n"
            f"x-amzn-RequestId: {uuid4()}\r\n\r\n"
        )
        self.wfile.write(head.encode("ascii") + answer.body)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: requests carry names and addresses of people."""


class Server(ThreadingHTTPServer):
    """Knows its open connections, so that stopping it really stops it."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, address: tuple[str, int]) -> None:
        super().__init__(address, Handler)
        self._open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that did not wait for its answer is no defect; anything else shows its traceback."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def hang_up(self) -> None:
        for connection in list(self._open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                # The other side was quicker.
                self._open.discard(connection)


class Emulator:
    """The embedded service in a thread of this process. All emulators of a process share one world.

    with Emulator.start() as emulator:
        boto3.client("cognito-idp", endpoint_url=emulator.endpoint_url, ...)
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self._served_before = import_jobs.serve_at(self.endpoint_url)
        self._thread = threading.Thread(
            target=server.serve_forever, args=(0.02,), name="embedded-service", daemon=True
        )
        self._thread.start()

    @classmethod
    def start(cls, port: int = 0) -> Self:
        """Listen on 127.0.0.1, by default on a free port. Raises OSError when the port is taken."""
        return cls(Server(("127.0.0.1", port)))

    @property
    def endpoint_url(self) -> str:
        """Where clients find it."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def stop(self) -> None:
        """Refuse connections from now on, and close those that are open. Harmless the second time."""
        if self._thread.is_alive():
            import_jobs.serve_at(self._served_before)
            self._server.shutdown()
            self._server.server_close()
            self._server.hang_up()
            self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _parse(body: bytes) -> dict[str, Any]:
    try:
        parameters = json.loads(body or b"{}")
    except ValueError as error:
        raise ServiceError("SerializationException", "The body is not JSON.") from error
    if not isinstance(parameters, dict):
        raise ServiceError("SerializationException", "The body is not a JSON object.")
    return parameters


def _error(code: str, message: str, status: int) -> Answer:
    return Answer(status, json.dumps({"__type": code, "message": message}).encode())
