"""Assistants ask over the Model Context Protocol: its own client, and the real process."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from api.mcp.arguments import schema_of
from api.mcp.tools import TOOLS
from graph import questions
from graph.releases.release import Release


class Called(NamedTuple):
    """What came back of a call."""

    wrong: bool
    text: str
    result: dict[str, Any]


Call = Callable[..., Called]

ASKED: Mapping[str, dict[str, Any]] = {
    "find": {"text": "中芯"},
    "answer": {"firm": "中芯国际"},
    "paths": {"firm": "cloudwalk", "source": "state"},
    "unknowns": {"firm": "smic"},
    "screen": {"rule": "bis-affiliates", "as_of": "2025-10-15"},
    "query": {
        "sparql": "SELECT ?stake ?least ?most WHERE { ?stake a z:Ownership ; z:target id:smic ; "
        "z:shareMin ?least ; z:shareMax ?most } ORDER BY ?stake LIMIT 5"
    },
}


@pytest.fixture(scope="module")
def client(root: Path, seed_home: Path) -> Iterator[tuple[asyncio.AbstractEventLoop, Client]]:
    """A client of a server in a process of its own, on a loop of its own."""
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "api.cli", "mcp", "--data", str(seed_home)],
        cwd=root,
        env={"PYTHONPATH": ":".join(path for path in sys.path if path)},
    )
    loop = asyncio.new_event_loop()
    ready: Future[Client] = Future()
    left = asyncio.Event()

    async def connected() -> None:
        try:
            async with Client(stdio_client(server)) as one:
                ready.set_result(one)
                await left.wait()
        except BaseException as error:
            if not ready.done():
                ready.set_exception(error)
            raise

    thread = threading.Thread(target=loop.run_until_complete, args=(connected(),))
    thread.start()
    try:
        yield loop, ready.result(60)
    finally:
        loop.call_soon_threadsafe(left.set)
        thread.join(60)
        loop.close()


@pytest.fixture(scope="module")
def call(client: tuple[asyncio.AbstractEventLoop, Client]) -> Call:
    """Calls a tool."""
    loop, one = client

    def called(name: str, arguments: dict[str, Any] | None = None) -> Called:
        asked = asyncio.run_coroutine_threadsafe(one.call_tool(name, arguments), loop)
        told = asked.result(60)
        (content,) = told.content
        return Called(bool(told.is_error), content.text, told.structured_content or {})

    return called


def test_how_domestic_is_smic(call: Call, seed_release: Release) -> None:
    """Interval, verdict, sources: what an assistant quotes."""
    told = call("answer", {"firm": "SMIC"})
    assert not told.wrong
    answer = told.result
    assert answer["home_share"]["text"] == "18.85–100 %"
    assert (answer["home_share"]["lower"], answer["home_share"]["upper"]) == (0.1885, 1.0)
    verdicts = {one["definition"]: one for one in answer["verdicts"]}
    ultimate = verdicts["ultimate-ownership"]
    assert (ultimate["verdict"], ultimate["decided"]) == ("undecided", False)
    assert ultimate["decided_at"] == "50 %"
    assert verdicts["legal-seat"]["verdict"] == "offshore-incorporated"
    page = questions.answer(seed_release, "smic")
    assert [one["text"] for one in answer["headline"]] == [one.text for one in page.headline]
    numbered = {one["number"]: one["id"] for one in answer["sources"]}
    on_page = {one.number: one.source.id for one in page.sources}
    assert numbered.items() & on_page.items(), "the page's own numbers are kept"
    assert all(on_page.get(number, name) == name for number, name in numbered.items())
    assert f"release={seed_release.id}" in answer["cite"]["address"]
    assert answer["again"].startswith("zizhu answer smic --as-of 2025-12-31")
    assert json.loads(told.text) == answer


@pytest.mark.parametrize("name", TOOLS)
def test_every_result_names_its_release_and_how_it_is_cited(
    call: Call, seed_release: Release, name: str
) -> None:
    told = call(name, ASKED[name])
    assert not told.wrong, told.text
    result = told.result
    assert (result["release"], result["data_date"]) == (seed_release.id, "2025-12-31")
    assert seed_release.id in result["cite"]["text"]
    assert not told.text.startswith("Traceback")


@pytest.mark.parametrize("name", [name for name in TOOLS if name != "find"])
def test_every_number_of_a_source_leads_to_one_and_none_is_idle(call: Call, name: str) -> None:
    result = call(name, ASKED[name]).result
    listed = [one["number"] for one in result["sources"]]
    cited = set(_numbers({key: part for key, part in result.items() if key != "sources"}))
    assert listed
    assert len(listed) == len(set(listed))
    if name != "query":  # whose rows are as the query has them
        assert cited == set(listed)


@pytest.mark.parametrize("name", TOOLS)
def test_no_number_stands_alone(name: str) -> None:
    """A share is one of two bounds; all other numbers count what is not shown, or name a source."""
    alone = {"lower", "upper", "number", "documents_not_shown", "firms_not_shown"}
    schema = schema_of(TOOLS[name].result)
    for record in (schema, *schema.get("$defs", {}).values()):
        for field, part in record["properties"].items():
            kinds = {one.get("type") for one in (part, *part.get("anyOf", ()))}
            assert field in alone or not kinds & {"number", "integer"}, (name, field)


def _numbers(part: Any) -> Iterator[int]:
    """The numbers of sources that a result's parts name."""
    if isinstance(part, dict):
        for name, value in part.items():
            yield from value if name == "sources" else _numbers(value)
    elif isinstance(part, list):
        for one in part:
            yield from _numbers(one)


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("nonsense", {}, "there is no tool 'nonsense'; there are: find, answer"),
        ("answer", {}, "the argument firm is missing (there are: firm, as_of, home, language)"),
        ("answer", {"firm": 7}, "firm: a text is needed, not a whole number"),
        ("answer", {"firm": ["SMIC"]}, "firm: a text is needed, not a list"),
        ("answer", {"firm": ""}, "firm: it is empty"),
        ("answer", {"firm": "x" * 501}, "firm: at most 500 characters are read"),
        ("answer", {"firm": "SMIC", "colour": "red"}, "there is no argument colour"),
        ("answer", {"firm": "nosuchfirm"}, "no entity answers to 'nosuchfirm' (find it: the tool"),
        ("answer", {"firm": "SMIC", "as_of": "soon"}, "'soon' is not a date; write YYYY"),
        ("paths", {"firm": "smic", "kind": "magic"}, "kind: 'magic' is no choice (there are: all,"),
        ("paths", {"firm": "smic", "k": 0}, "k: it must be at least 1"),
        ("screen", {"rule": "nope"}, "no rule answers to 'nope'; did you mean: ofac-50"),
        ("screen", {"rule": "ofac-50", "entries": [{"nome": "a"}]}, "entries[0]: there is no"),
        ("query", {"sparql": "DELETE WHERE { ?s ?p ?o }"}, "DELETE is refused"),
        ("query", {"sparql": "SELECT WHERE"}, "not SPARQL at line 1"),
        ("query", {"sparql": "SELECT * { ?s ?p ?o }"}, "ask for fewer rows"),
        ("query", {"sparql": "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }"}, "SERVICE"),
    ],
)
def test_nonsense_is_answered_in_words(
    call: Call, name: str, arguments: dict[str, Any], said: str
) -> None:
    told = call(name, arguments)
    assert told.wrong
    assert said in told.text
    assert "Traceback" not in told.text
    assert not call("find", {"text": "smic"}).wrong, "others are answered afterwards"


def test_what_takes_too_long_is_ended_in_words(root: Path, seed_home: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }"
    ended = _spoken(root, seed_home, [_calling("query", {"sparql": text})], QUERY_SECONDS="1")
    (told,) = (one for one in ended if one.get("id") == 2)
    assert told["result"]["isError"]
    assert "1 s" in told["result"]["content"][0]["text"]


def test_lines_that_are_no_messages_end_nothing(root: Path, seed_home: Path) -> None:
    noise = ["", "nonsense", "{", "[]", "42", '{"jsonrpc": "2.0"}', '{"jsonrpc": "2.0", "id": 9}']
    noise += ['{"jsonrpc": "2.0", "id": 10, "method": "no/such"}']
    ended = _spoken(root, seed_home, [*noise, _calling("find", {"text": "smic"})])
    (told,) = (one for one in ended if one.get("id") == 2)
    assert told["result"]["structuredContent"]["matches"][0]["entity"]["id"] == "smic"
    (unknown,) = (one for one in ended if one.get("id") == 10)
    assert unknown["error"]["code"] == -32601


def _calling(name: str, arguments: dict[str, Any]) -> str:
    parameters = {"name": name, "arguments": arguments}
    return json.dumps({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": parameters})


def _spoken(root: Path, seed_home: Path, lines: list[str], **settings: str) -> list[dict[str, Any]]:
    """What a server writes to somebody who speaks by hand, until it answered the call."""
    greeting = {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "by hand", "version": "0"},
    }
    begin = [
        json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": greeting}),
        json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
    ]
    environment = {"PYTHONPATH": ":".join(path for path in sys.path if path)}
    environment |= {f"ZIZHU_{name}": value for name, value in settings.items()}
    with subprocess.Popen(
        [sys.executable, "-m", "api.cli", "mcp", "--data", str(seed_home)],
        cwd=root, env=environment, encoding="utf-8", stderr=subprocess.DEVNULL,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as server:  # fmt: skip
        assert server.stdin is not None and server.stdout is not None
        try:
            server.stdin.write("\n".join([*begin, *lines, ""]))
            server.stdin.flush()
            heard: list[dict[str, Any]] = []
            while line := server.stdout.readline():
                heard.append(json.loads(line))  # nothing but messages is ever written there
                if heard[-1].get("id") == 2:
                    break
            server.stdin.close()
            assert server.wait(20) == 0, "it ends when its client leaves"
        finally:
            server.kill()
    return heard


def test_without_the_package_it_says_what_to_install(root: Path, seed_home: Path) -> None:
    """As it is for whoever installed zizhu alone."""
    program = (
        "import sys; sys.modules['mcp'] = None\n"
        f"sys.argv = ['zizhu', 'mcp', '--data', {str(seed_home)!r}]\n"
        "from api.cli import main; main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr == (
        "zizhu: `zizhu mcp` needs the package mcp: install zizhu[mcp], or `pip install mcp`\n"
    )
