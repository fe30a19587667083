"""The one typed reader of the environment: every setting that an operator may change passes through here."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

DATABASE_SCHEMES = {"sqlite", "postgres", "postgresql"}
CACHE_SCHEMES = {"locmemcache", "dbcache", "filecache", "rediscache", "redis", "dummycache"}
SQLITE_BUSY_SECONDS = 20
CONNECTION_SECONDS = 600
YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}


def refuse(name: str, value: str, wanted: str) -> ImproperlyConfigured:
    """The sentence that stops the start when a variable holds something unusable."""
    return ImproperlyConfigured(f"The environment variable {name} is set to “{value}”, but it must be {wanted}.")


class Environment:
    """Reads typed values out of a mapping of environment variables.

    Every method takes the variable's name and a default, and raises ImproperlyConfigured with a sentence that
    names the variable when the value cannot be used.
    """

    def __init__(self, values: dict[str, str] | None = None) -> None:
        self.values = dict(os.environ if values is None else values)

    def text(self, name: str, default: str = "") -> str:
        return self.values.get(name, default).strip()

    def flag(self, name: str, default: bool) -> bool:
        value = self.values.get(name)
        if value is None:
            return default
        lowered = value.strip().lower()
        if lowered in YES:
            return True
        if lowered in NO:
            return False
        raise refuse(name, value, "yes or no (1, true, on / 0, false, off)")

    def whole_number(self, name: str, default: int, *, least: int, most: int) -> int:
        value = self.values.get(name)
        if value is None or not value.strip():
            return default
        try:
            number = int(value)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            raise refuse(name, value, f"a whole number from {least} to {most}")
        return number

    def names(self, name: str, default: list[str]) -> list[str]:
        value = self.values.get(name)
        if value is None:
            return default
        return [part.strip() for part in value.split(",") if part.strip()]

    def origins(self, name: str) -> list[str]:
        """A list of origins such as https://oqu.school.kz, as Django's CSRF_TRUSTED_ORIGINS wants them."""
        found = self.names(name, [])
        for origin in found:
            parts = urlsplit(origin)
            if parts.scheme not in {"http", "https"} or not parts.netloc:
                raise refuse(name, origin, "a list of addresses that begin with http:// or https://")
        return found

    def database(self, name: str, default: str) -> dict[str, Any]:
        """A Django database dictionary out of an address such as postgres://user:password@host:5432/oqu."""
        address = self.text(name) or default
        scheme = address.partition(":")[0]
        wanted = "an address such as sqlite:////srv/oqu/oqu.sqlite3 or postgres://user:password@127.0.0.1:5432/oqu"
        if scheme not in DATABASE_SCHEMES:
            raise refuse(name, address, wanted)
        try:
            database = dict(environ.Env.db_url_config(address))
        except (ValueError, KeyError) as error:
            raise refuse(name, address, wanted) from error
        if database.get("NAME") == ":memory:":
            raise refuse(
                name,
                address,
                "the path of a file, such as sqlite:////srv/oqu/oqu.sqlite3: a database in memory is gone after every "
                "start, and each worker of the site would have one of its own",
            )
        if not database.get("NAME"):
            raise refuse(name, address, wanted)
        return tuned(database)

    def cache(self, name: str, default: str) -> dict[str, Any]:
        address = self.text(name) or default
        if address.partition(":")[0] not in CACHE_SCHEMES:
            raise refuse(name, address, "an address such as redis://127.0.0.1:6379/1 or locmemcache://")
        cache = dict(environ.Env.cache_url_config(address))
        if address.startswith("redis"):
            cache["BACKEND"] = "django.core.cache.backends.redis.RedisCache"
            cache["LOCATION"] = address.replace("rediscache://", "redis://", 1)
            cache.pop("OPTIONS", None)
        return cache


def tuned(database: dict[str, Any]) -> dict[str, Any]:
    """Settings that let a whole class write at once.

    Connections are kept: opening one costs as much as three answers. On SQLite there is a second reason: when the last
    one closes, the log is written back and its files are removed, and the next one makes them anew.

    SQLite: write-ahead log, so that readers never wait for a writer; IMMEDIATE transactions, so that two writers queue
    instead of failing half-way; a busy timeout in seconds. See sqlite.org/wal.html and Django's notes on databases.
    """
    database["CONN_MAX_AGE"] = CONNECTION_SECONDS
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_BUSY_SECONDS,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;"
            ),
        }
    else:
        database["CONN_HEALTH_CHECKS"] = True
    return database


def kept_secret(path: Path) -> str:
    """The site's secret key: read from `path`, or made once and kept there, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_text("ascii").strip()
        if len(key) < 50:
            raise ImproperlyConfigured(
                f"The file {path} should hold the site's secret key but is too short. Delete it and start again; "
                "everyone will have to sign in anew."
            ) from None
        return key
    key = secrets.token_urlsafe(64)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key


def own_addresses() -> list[str]:
    """The names and addresses by which this machine is reached from phones in the same room."""
    hosts = {"localhost", "127.0.0.1", "[::1]"}
    name = socket.gethostname()
    hosts |= {name, f"{name}.local"}
    with contextlib.suppress(OSError):
        hosts.update(socket.gethostbyname_ex(name)[2])
    # No packet is sent: connecting a datagram socket only asks the system which of its addresses it would use.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("10.255.255.255", 9))
        hosts.add(probe.getsockname()[0])
    return sorted(hosts)
