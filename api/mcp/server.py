"""The protocol: tools listed and called over standard input and output, one release behind them.

The only file that knows the ``mcp`` package. What is wrong with a call is said in its result, in
words an assistant can act on; a result is whole or it is a refusal.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

import msgspec
from mcp import types
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from msgspec.structs import replace

from api.apart.lanes import Questions
from api.errors import refusal_text
from api.harmless import as_json, cut
from api.mcp.apart import ROUTES, called
from api.mcp.arguments import QueryArguments, read_arguments, schema_of
from api.mcp.queries import query
from api.mcp.tools import INSTRUCTIONS, TOOLS, tool
from api.settings import Settings
from api.sparql.workers import Workers
from graph.errors import InputError, ZizhuError
from graph.releases.release import Release
from ontology.terms import PREFIXES

log = logging.getLogger("zizhu.mcp")

LONGEST = 400_000  # bytes of one result: more than an assistant reads at once
TOO_LONG = (
    "the result has {size:,} bytes, and at most {most:,} are given here; ask for less of it "
    "(k, most, limit, firms, kind, or LIMIT in a query), or take it whole: {again}"
)
NOT_FORESEEN = "this call met a fault of zizhu's own, which is in its log; other calls are answered"
#: What every result has beside its own fields.
COMMON: Mapping[str, Any] = {
    "release": {"type": "string", "description": "The set of facts this was computed from."},
    "data_date": {"type": "string", "description": "Up to which day its facts go."},
    "days": {"type": "object", "description": "The same for each kind of fact."},
    "cite": {"type": "object", "description": "How the result is cited: its text and address."},
    "again": {"type": "string", "description": "The command that shows all of it."},
}


async def serve(release: Release, settings: Settings) -> None:
    """Answer a client on standard input and output until it leaves."""
    async with stdio_server() as (reading, writing):
        server = server_on(release, settings)
        await server.run(reading, writing, server.create_initialization_options())


def server_on(release: Release, settings: Settings) -> Server[_Behind]:
    """The tools over one release, as the protocol offers them."""

    @asynccontextmanager
    async def behind(_: Server[_Behind]) -> AsyncIterator[_Behind]:
        answering = _Behind(release, settings)
        try:
            yield answering
        finally:
            await answering.close()

    return Server(
        "zizhu",
        title="zizhu: how domestic is this firm?",
        version=version("zizhu"),
        instructions=INSTRUCTIONS,
        lifespan=behind,
        on_list_tools=_listed,
        on_call_tool=_call,
    )


class _Behind:
    """The processes that answer, started when the client comes and ended when it leaves."""

    def __init__(self, release: Release, settings: Settings) -> None:
        self.release = release
        self.settings = replace(settings, query_answer=1)  # MiB: more is never given to a client
        self._questions = Questions(release, settings, _unnoted, routes=ROUTES)
        self._loading = asyncio.create_task(self._questions.start())
        self._workers: asyncio.Task[Workers] | None = None

    async def answer(self, name: str, given: object) -> bytes:
        """The result of a call as JSON; raises a refusal."""
        asked = read_arguments(given, tool(name).arguments)
        if isinstance(asked, QueryArguments):
            if self._workers is None:
                self._workers = asyncio.create_task(self._started())
            workers = await asyncio.shield(self._workers)
            return as_json(await query(self.release, self.settings, workers, asked.sparql))
        await asyncio.shield(self._loading)
        done, content = await called(self._questions, self.settings, name, asked)
        if not done:
            raise InputError(content.decode())
        return content

    async def close(self) -> None:
        """End every process."""
        self._loading.cancel()
        if self._workers is not None:
            workers, self._workers = self._workers, None
            if workers.done() and not workers.cancelled() and workers.exception() is None:
                workers.result().close()
            workers.cancel()
        self._questions.close()

    async def _started(self) -> Workers:
        workers = Workers(self.release.quads_path, self.settings, PREFIXES)
        await workers.start()
        return workers


async def _listed(
    _: ServerRequestContext[_Behind], __: types.PaginatedRequestParams | None
) -> types.ListToolsResult:
    return types.ListToolsResult(tools=[_described(name) for name in TOOLS])


def _described(name: str) -> types.Tool:
    """A tool as a client reads it before it asks."""
    one = TOOLS[name]
    result = schema_of(one.result)
    result["properties"] = {**COMMON, **result["properties"]}
    result["required"] = [*result["required"], "release", "data_date", "days", "cite"]
    return types.Tool(
        name=name,
        title=one.title,
        description=one.about,
        input_schema=schema_of(one.arguments),
        output_schema=result,
        annotations=types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True,
            open_world_hint=False,
        ),
    )  # fmt: skip


async def _call(
    context: ServerRequestContext[_Behind], asked: types.CallToolRequestParams
) -> types.CallToolResult:
    try:
        content = await context.lifespan_context.answer(asked.name, asked.arguments or {})
        result: dict[str, Any] = msgspec.json.decode(content)
        if len(content) > LONGEST:
            whole = result.get("again") or "over HTTP"
            raise InputError(TOO_LONG.format(size=len(content), most=LONGEST, again=whole))
    except ZizhuError as error:
        return _said(cut(refusal_text(error, "tool")), wrong=True)
    except Exception:
        log.exception("the tool %s failed", cut(asked.name))
        return _said(NOT_FORESEEN, wrong=True)
    answer = _said(content.decode(), wrong=False)
    answer.structured_content = result
    return answer


def _said(text: str, *, wrong: bool) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=wrong)


def _unnoted(_: float) -> None:
    """Processor seconds of a question: counted for visitors over HTTP, here for nobody."""
