"""Pages had from web addresses: what is fetched from a real server, and what is refused and how."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from articles import fetching
from articles.fetching import LARGEST_PAGE, RefusedAddress, fetch, is_open_to_fetch, split

PAGE = "<html><title>Saiga</title><article><p>The saiga came back to the steppe.</p></article></html>"
Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A web server on this machine: `pages` maps a path to what is done when it is asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                site.pages.get(self.path, says(404))(self)

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.block_on_close = False
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def judge(self, address: fetching.Address, port: int) -> bool:
        """Only this server may be reached, and whatever the real rule allows."""
        return port == self.port or is_open_to_fetch(address, port)

    def fetch(self, path: str = "/", **more: Any) -> fetching.Fetched:
        return fetch(self.url(path), judge=self.judge, **more)


def says(status: int, body: bytes = b"", **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        given = {"Content_Type": "text/html", "Content_Length": str(len(body)), **headers}
        for name, value in given.items():
            if value:
                handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_page_comes_as_it_is_with_where_and_when(site: Site) -> None:
    site.pages["/saiga/back.html?print=1"] = says(200, PAGE.encode())
    found = site.fetch("/saiga/back.html?print=1#comments")
    assert found.data.decode() == PAGE
    assert found.address == site.url("/saiga/back.html?print=1")
    assert found.name == "back.html"
    assert abs(found.at.timestamp() - time.time()) < 60
    headers = site.asked[0][1]
    assert headers["Host"] == f"127.0.0.1:{site.port}"
    assert "Cookie" not in headers
    assert "Referer" not in headers


def test_plain_text_is_taken_too_and_a_bare_name_is_asked_over_https(site: Site) -> None:
    site.pages["/notes"] = says(200, b"Two herons.", Content_Type="text/plain; charset=utf-8")
    assert site.fetch("/notes").name == "notes.txt"
    assert split("example.org/a").geturl() == "https://example.org/a"


def test_the_server_says_how_its_letters_are_written(site: Site) -> None:
    site.pages["/"] = says(200, "<p>Қала — город</p>".encode("utf-16-le"), Content_Type="text/html; charset=utf-16-le")
    assert site.fetch().data.decode() == "<p>Қала — город</p>"


def test_letters_beyond_ascii_in_an_address_are_written_as_a_browser_does() -> None:
    found = split(" https://қазақ.kz/ақ бота?q=сөз ".replace(" бота", "-бота")).geturl()
    assert found.startswith("https://xn--")
    assert found.isascii()
    assert split("https://example.org/a%20b").path == "/a%20b"


def test_redirects_are_followed_up_to_five(site: Site) -> None:
    for number in range(6):
        site.pages[f"/{number}"] = says(302, Location=f"/{number + 1}")
    site.pages["/6"] = says(200, PAGE.encode())
    assert site.fetch("/1").address == site.url("/6")
    with pytest.raises(RefusedAddress, match="more than 5 times"):
        site.fetch("/0")


@pytest.mark.parametrize(
    "place",
    [
        "http://127.0.0.1:{other}/", "http://localhost:8000/", "http://[::1]:8000/", "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data", "http://2130706433:8000/", "//192.168.1.1/router",
    ],
)  # fmt: skip
def test_no_redirect_leads_inside_the_network(site: Site, place: str) -> None:
    inside = Site()
    inside.pages["/"] = says(200, b"a secret")
    site.pages["/"] = says(301, Location=place.format(other=inside.port))
    with pytest.raises(RefusedAddress, match="inside this network"):
        site.fetch()
    assert not inside.asked
    inside.server.shutdown()
    inside.server.server_close()


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://example.org/", "gopher://example.org/"])
def test_a_redirect_stays_on_the_web(site: Site, place: str) -> None:
    site.pages["/"] = says(302, Location=place)
    with pytest.raises(RefusedAddress, match="begin with http"):
        site.fetch()


def test_this_machine_is_never_reached_by_the_real_rule(site: Site) -> None:
    site.pages["/"] = says(200, PAGE.encode())
    with pytest.raises(RefusedAddress, match="inside this network"):
        fetch(site.url())
    assert not site.asked


def test_a_name_is_judged_by_all_its_addresses_and_looked_up_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name whose answers change (DNS rebinding), or that mixes good and bad ones, gains nothing."""
    site.pages["/"] = says(200, PAGE.encode())
    here = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", site.port))
    public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", site.port))
    answers = iter([[here], [public]])
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *args, **more: next(answers))
    judged: list[str] = []

    def judge(address: fetching.Address, port: int) -> bool:
        judged.append(str(address))
        return True

    assert fetch(f"http://changing.example:{site.port}/", judge=judge).data.decode() == PAGE
    assert judged == ["127.0.0.1"]
    assert site.asked[0][1]["Host"] == f"changing.example:{site.port}"
    monkeypatch.setattr(
        fetching.socket, "getaddrinfo", lambda *args, **more: [(*public[:4], ("93.184.215.14", 80)), here]
    )
    with pytest.raises(RefusedAddress, match="inside this network"):
        fetch("http://mixed.example/")
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1",
        "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "255.255.255.255", "240.0.0.1", "::", "::1", "fe80::1",
        "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:7f00:1::",
    ],
)  # fmt: skip
def test_addresses_that_are_not_of_the_public_internet_are_refused(address: str) -> None:
    assert not is_open_to_fetch(ipaddress.ip_address(address), 80)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700:4700::1111", "64:ff9b::5db8:d70e"])
def test_public_addresses_may_be_reached_on_the_ports_of_the_web(address: str) -> None:
    place = ipaddress.ip_address(address)
    assert is_open_to_fetch(place, 80)
    assert is_open_to_fetch(place, 443)
    for port in (22, 25, 3306, 5432, 6379, 11211):
        assert not is_open_to_fetch(place, port)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("file:///etc/passwd", "begin with http"),
        ("ftp://example.org/a", "begin with http"),
        ("javascript:alert(1)", "no web address"),
        ("https://", "no web address"),
        ("https://exa mple.org/", "no web address"),
        ("https://example.org/\r\nX-Evil: 1", "no web address"),
        ("https://[::1", "no web address"),
        ("https://example.org:99999/", "no web address"),
        ("https://" + "a" * 70 + ".org/", "no web address"),
        ("https://example.org/" + "a" * 3000, "no web address"),
        ("https://aigul:secret@example.org/", "user name or password"),
    ],
)
def test_what_is_no_address_is_refused_with_a_sentence(address: str, words: str) -> None:
    with pytest.raises(RefusedAddress, match=words):
        split(address)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (says(404), "no page at this address"),
        (says(403), "does not show the page to everybody"),
        (says(503), "in trouble or very busy"),
        (says(204), "cannot be used"),
        (says(302), "cannot be used"),
        (says(200, b"%PDF-1.4", Content_Type="application/pdf"), "no web page and no plain text"),
        (says(200, b"GIF89a", Content_Type="image/gif"), "no web page and no plain text"),
        (says(200, b"text", Content_Type=""), "no web page and no plain text"),
        (says(200, b"\x1f\x8b", Content_Encoding="gzip"), "packed"),
        (says(200, b"short", Content_Length="5000"), "no proper answer"),
        (says(200, b"", Content_Length=str(LARGEST_PAGE + 1)), "larger than 3 MB"),
        (lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n"), "no proper answer"),
    ],
)
def test_answers_that_hold_no_page_are_refused_with_a_sentence(site: Site, answer: Answer, words: str) -> None:
    site.pages["/"] = answer
    with pytest.raises(RefusedAddress, match=words):
        site.fetch(seconds=5)


def test_a_page_without_end_is_cut_off_at_its_size(site: Site) -> None:
    sent = []

    def pours(handler: BaseHTTPRequestHandler) -> None:
        says(200, Content_Length="")(handler)
        try:
            for _ in range(100):
                handler.wfile.write(b"x" * 1024 * 1024)
                sent.append(1)
        except OSError:
            pass

    site.pages["/"] = pours
    with pytest.raises(RefusedAddress, match="larger than 3 MB"):
        site.fetch()
    assert len(sent) < 50


@pytest.mark.parametrize("in_headers", [True, False])
def test_a_server_that_drips_is_left_when_time_is_over(site: Site, in_headers: bool) -> None:
    def drips(handler: BaseHTTPRequestHandler) -> None:
        if in_headers:
            handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-Drip: ")
        else:
            says(200, Content_Length="")(handler)
        try:
            for _ in range(200):
                handler.wfile.write(b"x")
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    site.pages["/"] = drips
    begun = time.monotonic()
    with pytest.raises(RefusedAddress, match="took too long"):
        site.fetch(seconds=0.5)
    assert time.monotonic() - begun < 3


def test_a_server_that_says_nothing_is_left_when_time_is_over(site: Site) -> None:
    site.pages["/"] = lambda handler: time.sleep(2)
    begun = time.monotonic()
    with pytest.raises(RefusedAddress, match="took too long"):
        site.fetch(seconds=0.4)
    assert time.monotonic() - begun < 1.8


def test_a_site_that_is_not_there_and_one_without_a_certificate(site: Site) -> None:
    with pytest.raises(RefusedAddress, match="no site called"):
        fetch("https://nowhere.invalid/")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(RefusedAddress, match="could not be reached"):
        fetch(f"http://127.0.0.1:{port}/", judge=lambda *_: True)
    with pytest.raises(RefusedAddress, match="could not be reached"):
        fetch(f"https://127.0.0.1:{site.port}/", judge=lambda *_: True, seconds=3)
