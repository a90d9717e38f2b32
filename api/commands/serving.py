"""Serving from the command line: one process at one address, until it is interrupted."""

from __future__ import annotations

import socket
import webbrowser

import typer
import uvicorn

from api.app import create_app
from api.settings import Settings
from api.sparql.zygotes import adopt
from api.web.patience import patient
from graph.errors import InputError
from graph.releases.release import Release

HEAD = 65_536  # bytes of a request's head beside its address
KEEP_ALIVE = 75  # seconds that an idle connection is kept
CONNECTIONS = 900  # fewer than a process may usually have files open


def serve(
    settings: Settings, release: Release, host: str, port: int, page: str | None = None
) -> None:
    """Answer at the address until interrupted; :class:`InputError` when it cannot be had.

    ``page`` is the path of one that a browser is to show.
    """
    adopt()
    with listening_at(host, port) as listening:
        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{listening.getsockname()[1]}"
        typer.echo(f"release {release.id} at {address}/api and {address}/sparql; Ctrl-C ends it")
        if page is not None and not webbrowser.open(address + page):
            typer.echo(f"no browser to open here; the page is at {address}{page}")
        config = uvicorn.Config(
            create_app(settings, release),
            http=patient(settings),
            limit_concurrency=CONNECTIONS,
            log_level="warning",
            # An address too long is ours to refuse, with the rest of the head still to come.
            h11_max_incomplete_event_size=settings.address_length + HEAD,
            timeout_graceful_shutdown=int(settings.query_seconds) + 5,
            # Longer than clients and web servers in front keep theirs: whoever closes first meets
            # no request on its way.
            timeout_keep_alive=KEEP_ALIVE,
            access_log=False,
            server_header=False,
        )
        try:
            uvicorn.Server(config).run(sockets=[listening])
        except KeyboardInterrupt:
            typer.echo("ended")


def listening_at(host: str, port: int) -> socket.socket:
    """A socket that listens at the address; :class:`InputError` when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=2048)
    except (OSError, UnicodeError) as error:
        raise InputError(f"cannot listen at {host}, port {port}: {error}") from error
    # Connections inherit it. asyncio sets it only on sockets made for TCP by name, which this is
    # not; without it each answer on a kept connection waits 40 ms for the reader's acknowledgement.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
