"""The real server with a scratch database of its own; both are gone afterwards."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from phones import HOST, Failed

ROOT = Path(__file__).resolve().parent.parent


@contextlib.contextmanager
def scratch_database(server: str) -> Iterator[tuple[str, Path]]:
    """Address of an empty database and a folder of its own; both are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="oqu-serving-"))
    name = f"oqu_serving_{os.getpid()}"
    try:
        if not server:
            yield f"sqlite:///{folder / 'serving.sqlite3'}", folder
            return
        import psycopg

        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}")), folder
        finally:
            from django.db import connections

            connections.close_all()
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Server:
    """The server of `make run`, in a process group of its own."""

    def __init__(self, port: int, environment: dict[str, str], log: Path) -> None:
        self.port = port
        self.log = log
        self.environment = {**environment, "ADDRESS": f"{HOST}:{port}"}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--config", "python:kzproject.serving", "kzproject.wsgi"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        ends = time.monotonic() + 60
        while time.monotonic() < ends:
            with contextlib.suppress(OSError), socket.create_connection((HOST, self.port), 1) as probe:
                probe.settimeout(30)
                probe.sendall(f"GET /healthz HTTP/1.0\r\nHost: {HOST}\r\n\r\n".encode())
                if b" 200 " in probe.recv(100):
                    return
            time.sleep(0.1)
        raise Failed("the server did not start within a minute")

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Signal the server and its workers, and wait until they are gone."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)
        try:
            self.process.wait(40)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
        self.process = None
