"""Serving from the command line: one process at one address, until it is interrupted."""

from __future__ import annotations

import socket

import typer
import uvicorn

from api.app import create_app
from api.settings import Settings
from graph.errors import InputError
from graph.release import Release


def serve(settings: Settings, release: Release, host: str, port: int) -> None:
    """Answer at the address until interrupted; :class:`InputError` when it cannot be had."""
    with _listening(host, port) as listening:
        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{listening.getsockname()[1]}"
        typer.echo(f"release {release.id} at {address}/api and {address}/sparql; Ctrl-C ends it")
        config = uvicorn.Config(
            create_app(settings, release),
            log_level="warning",
            access_log=False,
            server_header=False,
        )
        try:
            uvicorn.Server(config).run(sockets=[listening])
        except KeyboardInterrupt:
            typer.echo("ended")


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except (OSError, UnicodeError) as error:
        raise InputError(f"cannot listen at {host}, port {port}: {error}") from error
