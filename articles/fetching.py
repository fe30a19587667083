"""A web address that a teacher gave → the bytes of that page, or a sentence that says why there are none.

Whoever may have a server ask for addresses may try to reach what only that server can: the school's router, a
database, a cloud's metadata. So every name is looked up here, every address it has is judged, and the connection goes
to the very address that was judged (a name that answers differently the second time gains nothing); each redirect
starts all over. Nothing of a page is run, no cookie kept, no proxy of the environment used.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.utils import timezone

from articles.uploads import LARGEST_PAGE, MEGABYTE

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Judge = Callable[[Address, int], bool]

LONGEST_ADDRESS = 2_000
MOST_REDIRECTS = 5
MOST_SECONDS = 20.0
"""For everything together, redirects included."""
CONTENT_TYPES = {"text/html": ".html", "text/plain": ".txt"}
PORTS = {80, 443, 8000, 8080, 8443}
"""Where web pages are served; other ports belong to mail, databases and the like."""
REDIRECTS = {301, 302, 303, 307, 308}
# RFC 6052: an IPv4 address in the last 32 bits, reached through the network's own translator.
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
SECURE = ssl.create_default_context()
SAFE = "/%:=&?~#+!$,;'@()*[]"
PASTE = "Open it in your browser, copy the article and paste it here."


class RefusedAddress(ValueError):  # noqa: N818 - "raise RefusedAddress" says it
    """The page cannot be had; `str(error)` is a sentence for a teacher that says what to do."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: `address` is where it was found in the end, `name` what to call it as a file."""

    data: bytes
    address: str
    name: str
    at: datetime


def is_open_to_fetch(address: Address, port: int) -> bool:
    """Whether `address` is one of the public internet and `port` one of the web's (RFC 6890 and its registries)."""
    return port in PORTS and all(_is_public(each) for each in _meant(address))


def _is_public(address: Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _meant(address: Address) -> Iterator[Address]:
    """The address, and the IPv4 addresses that an IPv6 one leads to."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in TRANSLATED:
            yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
            return
        yield from filter(None, [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())])
    yield address


def fetch(address: str, *, judge: Judge = is_open_to_fetch, seconds: float = MOST_SECONDS) -> Fetched:
    """The page at `address`, which may leave out "https://". Raises RefusedAddress.

    `judge` decides which addresses of the network may be reached; `seconds` is the time for everything but looking up
    names, for which the system has limits of its own.
    """
    until = time.monotonic() + seconds
    url = split(address)
    for _ in range(MOST_REDIRECTS + 1):
        with _asked(url, judge=judge, until=until) as response:
            location = response.getheader("Location", "")
            if response.status in REDIRECTS and location:
                url = split(urljoin(url.geturl(), location))
                continue
            ending = _ending(response)
            return Fetched(_body(response, until), url.geturl(), _name(url, ending), timezone.now())
    raise RefusedAddress(f"This address leads from one page to another, more than {MOST_REDIRECTS} times. {PASTE}")


def split(address: str) -> SplitResult:
    """The parts of an address that may be asked for. Raises RefusedAddress."""
    text = address.strip()
    if "://" not in text.split("?")[0]:
        text = f"https://{text}"
    wrong = RefusedAddress("This is no web address. It should look like https://example.org/article.")
    if len(text) > LONGEST_ADDRESS or any(character.isspace() or not character.isprintable() for character in text):
        raise wrong
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
        if parts.scheme not in {"http", "https"}:
            raise RefusedAddress("Only addresses that begin with http:// or https:// can be fetched.")
        if not host or port == 0:
            raise wrong
        if parts.username is not None or parts.password is not None:
            raise RefusedAddress("This address holds a user name or password. Leave that out, or paste the text.")
        ascii_host = host if ":" in host else host.encode("idna").decode("ascii")
    except RefusedAddress:
        raise
    except ValueError as error:
        raise wrong from error
    place = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    return SplitResult(
        parts.scheme,
        place if port is None else f"{place}:{port}",
        quote(parts.path or "/", safe=SAFE),
        quote(parts.query, safe=SAFE),
        "",
    )


# One request ----------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _asked(url: SplitResult, *, judge: Judge, until: float) -> Iterator[http.client.HTTPResponse]:
    """The answer to one request. Whatever goes wrong on the way, also while reading it, becomes a sentence."""
    host = url.hostname or ""
    try:
        with _time_limit(until) as opened:
            connection = http.client.HTTPConnection(host, _port(url))
            connection.sock = _connected(url, opened, judge=judge, until=until)
            connection.putrequest("GET", url._replace(scheme="", netloc="").geturl(), skip_accept_encoding=True)
            for name, value in _headers().items():
                connection.putheader(name, value)
            connection.endheaders()
            with connection.getresponse() as response:
                _left(until)  # headers that broke off look like headers that ended
                yield response
    except RefusedAddress:
        raise
    except ssl.SSLCertVerificationError as error:
        raise RefusedAddress(f"“{host}” could not prove that it is that site (its certificate is wrong).") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, TimeoutError) or time.monotonic() >= until:
            raise RefusedAddress(f"“{host}” took too long to answer. Try again later. {PASTE}") from error
        raise RefusedAddress(f"“{host}” could not be reached or gave no proper answer. {PASTE}") from error


@contextlib.contextmanager
def _time_limit(until: float) -> Iterator[list[socket.socket]]:
    """A list for the sockets that are opened; they are hung up when time is over, and closed at the end.

    A server that drips its answer byte by byte never lets a single wait run out: this ends them all at once.
    """
    opened: list[socket.socket] = []
    watch = threading.Timer(_left(until), _hang_up, [opened])
    watch.daemon = True
    watch.start()
    try:
        yield opened
    finally:
        watch.cancel()
        for each in opened:
            each.close()


def _headers() -> dict[str, str]:
    return {
        "User-Agent": "Oqu (fetches one article for a teacher)",
        "Accept": ", ".join(CONTENT_TYPES),
        "Accept-Language": "en",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


def _hang_up(opened: list[socket.socket]) -> None:
    for each in opened:
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _port(url: SplitResult) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def _connected(url: SplitResult, opened: list[socket.socket], *, judge: Judge, until: float) -> socket.socket:
    """A connection to an address of the host that was judged; refused when any of its addresses may not be reached."""
    host, port = url.hostname or "", _port(url)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise RefusedAddress(f"There is no site called “{host}”, or the network is down. Check the address.") from error
    if not all(judge(ipaddress.ip_address(place[0]), port) for *_, place in found):
        raise RefusedAddress(
            f"“{host}” is an address inside this network or no ordinary web site, so it was not opened. {PASTE}"
        )
    trouble: OSError = OSError("no address")
    for family, kind, protocol, _, place in found:
        try:
            plain = socket.socket(family, kind, protocol)
            opened.append(plain)
            plain.settimeout(_left(until))
            plain.connect(place)
            if url.scheme == "http":
                return plain
            secret = SECURE.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)
            opened.append(secret)
            secret.do_handshake()
        except ssl.SSLCertVerificationError:
            raise
        except OSError as error:
            trouble = error
        else:
            return secret
    raise trouble


# The answer -----------------------------------------------------------------------------------------------------------


def _ending(response: http.client.HTTPResponse) -> str:
    """The ending of a file with this content. Raises RefusedAddress for an answer that is no readable page."""
    status = response.status
    if status in {401, 402, 403, 407, 451}:
        raise RefusedAddress(f"This site does not show the page to everybody. {PASTE}")
    if status in {404, 410}:
        raise RefusedAddress("There is no page at this address. Check it, or paste the text.")
    if status == 429 or status >= 500:
        raise RefusedAddress("This site is in trouble or very busy just now. Try again later, or paste the text.")
    if status != 200:
        raise RefusedAddress(f"This site answered in a way that cannot be used ({status}). {PASTE}")
    ending = CONTENT_TYPES.get(response.headers.get_content_type() if response.headers.get("Content-Type") else "")
    if ending is None:
        raise RefusedAddress(
            "What stands at this address is no web page and no plain text. Download it and choose it as a file."
        )
    if response.getheader("Content-Encoding", "identity").lower() != "identity":
        raise RefusedAddress(f"This site sends its pages packed in a way that is not opened here. {PASTE}")
    return ending


def _body(response: http.client.HTTPResponse, until: float) -> bytes:
    """The bytes of the page, in UTF-8 when the server says how they are written. Raises RefusedAddress."""
    large = RefusedAddress(f"This page is larger than {LARGEST_PAGE // MEGABYTE} MB. {PASTE}")
    declared = response.length or 0
    if declared > LARGEST_PAGE:
        raise large
    parts: list[bytes] = []
    size = 0
    while part := response.read1(64 * 1024):
        size += len(part)
        if size > LARGEST_PAGE:
            raise large
        parts.append(part)
        _left(until)
        if size >= declared > 0:
            break
    if size < declared:
        raise http.client.IncompleteRead(b"", declared - size)
    _left(until)
    data = b"".join(parts)
    charset = response.headers.get_content_charset()
    if charset:
        with contextlib.suppress(LookupError, UnicodeError):
            return data.decode(charset).encode()
    return data


def _name(url: SplitResult, ending: str) -> str:
    """What a browser would call the page when saving it: its last part, or its site."""
    stem = PurePosixPath(url.path).stem or url.hostname or "page"
    return f"{stem[:100]}{ending}"
