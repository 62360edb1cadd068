"""A stand-in for the user pool service: canned answers after a chosen latency, in a process of its own.

It is fast enough (thousands of pages a second) never to be what a benchmark measures, and counts every call.
Run by `StandIn.start()`; it ends when the process that started it does.
"""

import asyncio
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from types import TracebackType
from typing import Self

from tests.benchmarks.answers import ANSWERS

HOST = "127.0.0.1"
CONTENT_LENGTH = re.compile(rb"\r\ncontent-length:\s*(\d+)", re.IGNORECASE)
OPERATION = re.compile(rb"\r\nx-amz-target:\s*[^.\r]+\.(\w+)", re.IGNORECASE)


class Service:
    """What all connections share: the latency in seconds and the calls so far."""

    def __init__(self) -> None:
        self.latency = 0.0
        self.calls: Counter[str] = Counter()

    def control(self, method: str, path: str) -> bytes:
        """The benchmark's own requests: `GET /calls`, `DELETE /calls`, `PUT /latency/0.03`."""
        if method == "DELETE":
            self.calls.clear()
        elif method == "PUT":
            self.latency = float(path.rpartition("/")[2])
        return json.dumps(self.calls).encode()

    def perform(self, operation: str, body: bytes) -> tuple[int, bytes]:
        """The answer to one call of the API: status and body."""
        self.calls[operation] += 1
        if operation not in ANSWERS:
            return 400, json.dumps({"__type": "UnknownOperationException", "message": operation}).encode()
        return 200, ANSWERS[operation](json.loads(body or b"{}"))


class Connection(asyncio.Protocol):
    """One kept-alive HTTP/1.1 connection, whose caller waits for each answer before it asks again."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, end, rest = self.buffer.partition(b"\r\n\r\n")
        length = int(found[1]) if (found := CONTENT_LENGTH.search(head)) else 0
        if end and len(rest) >= length:
            self.buffer = rest[length:]
            self._answer(head, rest[:length])

    def _answer(self, head: bytes, body: bytes) -> None:
        if called := OPERATION.search(head):
            answer = self.service.perform(called[1].decode(), body)
            asyncio.get_running_loop().call_later(self.service.latency, self._send, *answer)
        else:
            method, path, _ = head.decode().split(" ", 2)
            self._send(200, self.service.control(method, path))

    def _send(self, status: int, body: bytes) -> None:
        head = (
            f"HTTP/1.1 {status} Answered\r\nContent-Type: application/x-amz-json-1.1\r\n"
            f"x-amzn-RequestId: stand-in\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.transport.write(head.encode() + body)


async def serve() -> None:
    """Listen on a free port, tell it on standard output, and serve until standard input ends."""
    service = Service()
    server = await asyncio.get_running_loop().create_server(lambda: Connection(service), HOST, 0, backlog=512)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)


class StandIn:
    """The running stand-in service, as its benchmark sees it.

    with StandIn.start() as stand_in:
        stand_in.answer_after(0.03)
    """

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        self.process = process
        self.port = int(process.stdout.readline())

    @classmethod
    def start(cls) -> Self:
        command = [sys.executable, "-m", "tests.benchmarks.stand_in"]
        return cls(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))

    @property
    def endpoint_url(self) -> str:
        """Where clients find it."""
        return f"http://{HOST}:{self.port}"

    def answer_after(self, latency: float) -> None:
        """Let every later answer wait for so many seconds."""
        self._control("PUT", f"/latency/{latency}")

    @contextmanager
    def counted(self) -> Iterator[Counter[str]]:
        """Count the calls made inside, by operation. The counter is filled when the block ends."""
        calls: Counter[str] = Counter()
        self._control("DELETE", "/calls")
        yield calls
        calls.update(self._control("GET", "/calls"))

    def _control(self, method: str, path: str) -> dict[str, int]:
        connection = HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request(method, path)
            calls: dict[str, int] = json.loads(connection.getresponse().read())
        finally:
            connection.close()
        return calls

    def stop(self) -> None:
        self.process.kill()
        self.process.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


if __name__ == "__main__":
    asyncio.run(serve())
