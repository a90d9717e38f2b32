"""The command that answers assistants over the Model Context Protocol."""

from __future__ import annotations

import asyncio

from api.commands.base import app, computing, settings_of
from api.commands.options import Data, ReleaseOption
from graph.errors import InputError

ABSENT = "`zizhu mcp` needs the package mcp: install zizhu[mcp], or `pip install mcp`"


@app.command()
def mcp(release: ReleaseOption = None, data: Data = None) -> None:
    """Answer an assistant: a server of the Model Context Protocol. On standard input and output."""
    try:
        from api.mcp.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        raise InputError(ABSENT) from None
    asyncio.run(serve(computing(data, release), settings_of(data, release)))
