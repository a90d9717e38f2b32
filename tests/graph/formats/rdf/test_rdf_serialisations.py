"""What a file of RDF may not bring: entities, contexts from elsewhere, words nobody explains."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import FileError
from graph.formats.rdf.contexts import ADDRESSES
from graph.formats.rdf.serialisations import parsed, told


def _parse(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    parsed(path, told(path))


def test_xml_entities_are_refused(tmp_path: Path) -> None:
    text = """<?xml version="1.0"?><!DOCTYPE rdf:RDF [<!ENTITY a "aaaa">]>
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>"""
    with pytest.raises(FileError, match="declares XML entities"):
        _parse(tmp_path / "mine.rdf", text)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[object]]]:
    """An address on the loopback, and whoever called there."""
    callers: list[object] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.05)
    over = threading.Event()

    def listen() -> None:
        while not over.is_set():
            try:
                connection, caller = server.accept()
            except TimeoutError:
                continue
            connection.close()
            callers.append(caller)

    thread = threading.Thread(target=listen)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/context.jsonld", callers
    finally:
        over.set()
        thread.join()
        server.close()


@pytest.mark.parametrize(
    "context",
    [
        lambda url: url,
        lambda url: [ADDRESSES[0], url],
        lambda url: {"@import": url},
        lambda url: {"a": {"@id": "https://a.example/", "@context": url}},
        lambda url: {"a": {"@id": "https://a.example/", "@context": [{"@import": url}]}},
    ],
    ids=["alone", "in a list", "imported", "scoped", "imported in scope"],
)
def test_a_remote_context_is_refused_and_never_called(
    tmp_path: Path, listener: tuple[str, list[object]], context
) -> None:
    url, callers = listener
    document = {"@context": context(url), "@graph": []}
    with pytest.raises(FileError, match=r"the context http://127.0.0.1:\d+/.* is not fetched"):
        _parse(tmp_path / "mine.jsonld", json.dumps(document))
    nested = {"@context": ADDRESSES[0], "@graph": [document]}
    with pytest.raises(FileError, match=r"/@graph/0/@context"):
        _parse(tmp_path / "mine.jsonld", json.dumps(nested))
    assert callers == []


def test_a_word_that_no_context_explains_is_refused(tmp_path: Path) -> None:
    """JSON-LD itself would drop it, and with it the share."""
    claim = {"id": "claim/c", "type": "Ownership", "party": "a", "target": "b", "shareMn": "5"}
    document = {"@context": ADDRESSES[0], "@graph": [claim]}
    with pytest.raises(FileError, match=r"/@graph/0/shareMn: no context says .*shareMin"):
        _parse(tmp_path / "mine.jsonld", json.dumps(document))


def test_json_that_is_not_json_says_where(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"mine.jsonld, line 2: not JSON"):
        _parse(tmp_path / "mine.jsonld", '{"@graph":\n [}')
    with pytest.raises(FileError, match="deep"):
        _parse(tmp_path / "mine.jsonld", '{"@graph":' * 300 + "1" + "}" * 300)
