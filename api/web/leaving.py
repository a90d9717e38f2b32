"""Work for a visitor ends when the visitor leaves."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from starlette.types import Receive

T = TypeVar("T")

LEFT = 499  # as proxies write it: the visitor left before there was an answer


class VisitorLeftError(Exception):
    """Nobody waits for this answer any more."""


async def while_connected(receive: Receive, work: Awaitable[T]) -> T:
    """The work's result; raise :class:`VisitorLeftError` when the visitor left, and end the work.

    ``receive`` has given the whole body before.
    """
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(receive))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            working.cancel()
            await asyncio.wait((working,))
            raise VisitorLeftError
        return await working
    finally:
        leaving.cancel()
        working.cancel()


async def _left(receive: Receive) -> None:
    message = await receive()
    while message["type"] != "http.disconnect":
        message = await receive()
