"""Students' phones: each with a session and a connection of its own, and the answers it keeps until they arrive."""

from __future__ import annotations

import asyncio
import re
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlencode

HOST = "127.0.0.1"
PATIENCE = 90.0
"""Seconds after which a request counts as lost."""


class Failed(Exception):  # noqa: N818  it is the finding of this program
    """Something that was promised was not so; str() says what."""


def check(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise Failed(otherwise)


@dataclass
class Answer:
    """One answer as the student's device keeps it until it is acknowledged."""

    number: int
    token: str
    choice: int
    is_acknowledged: bool = False


@dataclass
class Student:
    """A phone: its cookies, its connection, its answers."""

    session: str
    port: int
    attempt: int = 0
    answers: list[Answer] = field(default_factory=list)
    csrf: str = field(default_factory=lambda: secrets.token_hex(16))
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None

    async def connect(self) -> None:
        self.reader, self.writer = await asyncio.open_connection(HOST, self.port)

    def hang_up(self) -> None:
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None

    async def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and Location of an answer. A connection that the server closed while it was idle is opened anew, once.

        Raises OSError (ConnectionError among them) or asyncio.IncompleteReadError when the server is gone.
        """
        is_fresh = self.writer is None
        try:
            return await asyncio.wait_for(self.sent(method, path, fields), PATIENCE)
        except (OSError, asyncio.IncompleteReadError):
            self.hang_up()
            if is_fresh:
                raise
            return await asyncio.wait_for(self.sent(method, path, fields), PATIENCE)

    async def sent(self, method: str, path: str, fields: dict[str, str] | None) -> tuple[int, str]:
        if self.writer is None or self.reader is None:
            await self.connect()
        assert self.reader is not None
        assert self.writer is not None
        body = urlencode(fields or {}).encode()
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: {HOST}:{self.port}\r\n"
            f"Cookie: sessionid={self.session}; csrftoken={self.csrf}\r\nX-CSRFToken: {self.csrf}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.writer.write(head.encode() + body)
        await self.writer.drain()
        answered = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in answered[1:])}
        if length := int(headers.get("content-length", 0)):
            await self.reader.readexactly(length)
        if headers.get("connection") == "close":
            self.hang_up()
        return int(answered[0].split()[1]), headers.get("location", "")

    async def start(self, assignment: int) -> None:
        status, place = await self.ask("POST", f"/assignments/{assignment}/start/")
        found = re.fullmatch(r"/attempts/(\d+)/", place)
        check(status == 302 and found is not None, f"starting was answered with {status} {place}")
        assert found is not None
        self.attempt = int(found[1])

    async def answer(self, answer: Answer) -> None:
        """Send one answer; it is acknowledged by leading her on, and refused by leading her back to the attempt."""
        fields = {"token": answer.token, "choice": str(answer.choice)}
        path = f"/attempts/{self.attempt}/{answer.number}/answer/"
        status, place = await self.ask("POST", path, fields)
        back = f"/attempts/{self.attempt}/"
        check(status == 302 and place.startswith(back) and place != back, f"{path} was answered with {status} {place}")
        answer.is_acknowledged = True
