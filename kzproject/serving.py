"""How gunicorn serves the site (its settings: docs.gunicorn.org/en/stable/settings.html)."""

import multiprocessing
import os
from typing import Any

from kzproject.environment import Environment, own_addresses

env = Environment()

bind = os.environ.get("ADDRESS", "0.0.0.0:8000")
# Threads keep a slow phone from holding up the class; processes use the second core.
workers = env.whole_number("WORKERS", min(4, max(2, multiprocessing.cpu_count())), least=1, most=64)
threads = env.whole_number("THREADS", 8, least=1, most=64)
worker_class = "gthread"
timeout = 60
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
accesslog = None
proc_name = "oqu"
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Says where the site is to be found, once it is."""
    host, _, port = bind.rpartition(":")
    places = [f"http://localhost:{port}/"]
    if host in {"0.0.0.0", "[::]"}:  # noqa: S104
        places += [f"http://{address}:{port}/" for address in own_addresses() if address[0].isdigit()]
    places = [place for place in places if "//127." not in place]
    print("\nOqu is ready. Open " + " or, from a phone in the same room, ".join(places) + "\n", flush=True)  # noqa: T201
