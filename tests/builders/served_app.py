"""An application that listens on this machine, in this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import httpx
import uvicorn
from starlette.types import ASGIApp

#: What serves an application for as long as a block lasts.
Serve = Callable[[ASGIApp], AbstractContextManager[httpx.Client]]
#: What serves statements, given as N-Quads, at ``/sparql`` for as long as a block lasts.
Endpoint = Callable[[str], AbstractContextManager[httpx.Client]]


@contextmanager
def serving(app: ASGIApp) -> Iterator[httpx.Client]:
    """A client of the application, which listens on this machine for as long."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()
