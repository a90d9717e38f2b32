"""The process that holds a release in memory and forks children that answer queries.

For a clean interpreter: beside this it imports :mod:`api.sparql.forking` and nothing else of ours
or of the web, so a query that breaks its parser, its stack or its memory breaks a child of this
process and nothing else.

A child answers one query at a time. Each comes as an anonymous file with the request, which the
child overwrites with its answer; then it says how that went. What a first query makes ready in the
engine serves those that follow. A child that ran out of memory, or gathered some, ends.

While it answers a child can open nothing: it may have as many descriptors as it has then, so
no ``SERVICE`` and no ``LOAD`` finds a socket, whatever text reached the engine.
"""

from __future__ import annotations

import gc
import json
import os
import re
import resource
import socket
import struct
import sys
import threading
import time
from typing import Any, NoReturn
from xml.parsers import expat

import pyoxigraph

from api.sparql.forking import DATA, RESIDENT, isolate, memory, serve_forks

# Exit codes of a child, which ``workers.py`` imports.
DONE, MALFORMED, UNKNOWN_GRAPH, TOO_LARGE, NO_MEMORY, FAILED = 0, 3, 4, 5, 6, 7
UNSUPPORTED, UNWRITABLE = 8, 9

# What a child says of a query: its code, processor seconds, and whether the child ends now.
ANSWERED = struct.Struct("=id?")

POLITE = 5  # queries give way to the server that everybody waits for
WORK = 3  # the descriptor of the socket on which a child is asked; the next is of the query's file
GATHERED = 64 * 1024 * 1024  # resident bytes more than at its start, after which a child ends

RESULTS = {
    "application/sparql-results+json": pyoxigraph.QueryResultsFormat.JSON,
    "application/sparql-results+xml": pyoxigraph.QueryResultsFormat.XML,
    "text/csv": pyoxigraph.QueryResultsFormat.CSV,
    "text/tab-separated-values": pyoxigraph.QueryResultsFormat.TSV,
}
XML = ("application/sparql-results+xml", "application/rdf+xml")
JSON = ("application/sparql-results+json", "application/ld+json")
MARKS = re.compile(b"\xd8\x9c|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]")  # of direction
GRAPHS = {
    "text/turtle": pyoxigraph.RdfFormat.TURTLE,
    "application/n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
    "application/rdf+xml": pyoxigraph.RdfFormat.RDF_XML,
    "application/ld+json": pyoxigraph.RdfFormat.JSON_LD,
}


def main() -> None:
    """Load the quads, say so, and fork on request until the control socket closes."""
    quads, control = sys.argv[1], socket.socket(fileno=int(sys.argv[2]))
    store = pyoxigraph.Store()
    try:
        store.bulk_load(path=quads, format=pyoxigraph.RdfFormat.N_QUADS)
    except (OSError, SyntaxError) as error:
        control.sendall(f"{error}".encode())
        return
    gc.collect()
    gc.freeze()
    held = memory(DATA)
    serve_forks(control, lambda work: _child(store, work, held))


def _child(store: pyoxigraph.Store, work: int, held: int) -> NoReturn:
    """Answer one query after another, and leave when nobody asks any more."""
    code = FAILED
    try:
        os.dup2(work, WORK)
        isolate(WORK, WORK + 2, POLITE)
        _work(store, socket.socket(fileno=WORK), held)
        code = DONE
    finally:  # nothing may unwind into the zygote's loop
        os._exit(code)


def _work(store: pyoxigraph.Store, work: socket.socket, held: int) -> None:
    begun, spent = memory(RESIDENT), False
    while not spent:
        held = max(held, memory(DATA))  # while it answers it can open nothing, this neither
        message, descriptors, _, _ = socket.recv_fds(work, 1, 1)
        if not message:
            return
        (file,) = descriptors
        code, seconds = _answered(store, file, held)
        os.close(file)
        spent = code in {NO_MEMORY, FAILED} or memory(RESIDENT) - begun > GATHERED
        work.sendall(ANSWERED.pack(code, seconds, spent))


def _answered(store: pyoxigraph.Store, file: int, held: int) -> tuple[int, float]:
    """Answer the one request in the file, into the file: how, and in how many processor seconds."""
    used, code, text = time.process_time(), FAILED, ""
    try:
        request = json.loads(os.pread(file, os.fstat(file).st_size, 0))
        _limit(request["limits"], held, used)
        # A thread of its own: the engine's randomness is each thread's, and one that the zygote
        # had begun would go on the same way in every child.
        ended: list[tuple[int, str]] = []
        thread = threading.Thread(target=lambda: ended.append(_tried(store, request, file)))
        thread.start()
        thread.join()
        code, text = ended[0]
    except MemoryError:
        code = NO_MEMORY
    if code != DONE:
        os.ftruncate(file, 0)
        os.pwrite(file, text.encode()[:4096], 0)
    return code, time.process_time() - used


def _tried(store: pyoxigraph.Store, request: dict[str, Any], file: int) -> tuple[int, str]:
    try:
        return _answer(store, request, file)
    except MemoryError:
        return NO_MEMORY, ""
    except Exception as error:  # noqa: BLE001 — whatever it is, it is told
        return FAILED, f"{type(error).__name__}: {error}"


def _limit(limits: dict[str, int], held: int, used: float) -> None:
    """What one query may take, on top of what is held and what those before it took."""
    if held:
        room = held + limits["memory"]
        resource.setrlimit(resource.RLIMIT_DATA, (room, resource.RLIM_INFINITY))
    whole = int(used) + limits["seconds"]
    resource.setrlimit(resource.RLIMIT_CPU, (whole, resource.RLIM_INFINITY))
    # Above it a write fails, so an answer is whole or an error.
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits["answer"], limits["answer"]))


def _answer(store: pyoxigraph.Store, request: dict[str, Any], file: int) -> tuple[int, str]:
    default, named = request["default_graphs"], request["named_graphs"]
    chosen: dict[str, Any] = {}
    if default or named:
        try:
            graphs = {name: pyoxigraph.NamedNode(name) for name in (*default, *named)}
        except ValueError as error:
            return UNKNOWN_GRAPH, f"{error}"
        missing = [name for name, node in graphs.items() if not store.contains_named_graph(node)]
        if missing:
            held = ", ".join(sorted(f"<{graph.value}>" for graph in store.named_graphs()))
            advice = "What holds now is read without naming a graph; named ones are:"
            return UNKNOWN_GRAPH, f"no graph <{missing[0]}> here. {advice} {held or 'none'}"
        if len(default) > 1:
            store = _merged(store, default, named)
            chosen["default_graph"] = pyoxigraph.DefaultGraph()
        else:
            chosen["default_graph"] = [graphs[name] for name in default]
        chosen["named_graphs"] = [graphs[name] for name in named]
    if request["base"]:
        chosen["base_iri"] = request["base"]
    try:
        _write(_asked(store, request, chosen), request, file)
    except SyntaxError as error:
        return MALFORMED, f"{error}"
    except (RuntimeError, ValueError) as error:  # a function nobody here knows
        return UNSUPPORTED, f"{error}"
    except Unwritable as error:
        return UNWRITABLE, f"{error}"
    except OSError as error:
        if os.fstat(file).st_size >= request["limits"]["answer"]:
            return TOO_LARGE, ""
        return FAILED, f"{error}"
    return DONE, ""


def _asked(store: pyoxigraph.Store, request: dict[str, Any], chosen: dict[str, Any]) -> Any:
    """The results; columns of ``SELECT *`` as they come in the text, not by the alphabet."""
    text, star, prefixes = request["query"], request["star"], request["prefixes"]
    results = store.query(text, prefixes=prefixes, **chosen)
    if star < 0 or not isinstance(results, pyoxigraph.QuerySolutions):
        return results
    there = {variable.value for variable in results.variables}
    ordered = [name for name in request["variables"] if name in there]
    if len(ordered) != len(there) or ordered == sorted(ordered):
        return results
    named = " ".join(f"?{name}" for name in ordered)
    try:
        return store.query(f"{text[:star]} {named} {text[star + 1 :]}", prefixes=prefixes, **chosen)
    except SyntaxError:
        return results


def _merged(store: pyoxigraph.Store, default: list[str], named: list[str]) -> pyoxigraph.Store:
    """A store whose default graph is the merge of some: a triple of two of them counts once."""
    merged = pyoxigraph.Store()
    for name in dict.fromkeys(default):
        quads = store.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(name))
        merged.extend(pyoxigraph.Quad(one.subject, one.predicate, one.object) for one in quads)
    for name in dict.fromkeys(named):
        merged.extend(store.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(name)))
    return merged


class Unwritable(Exception):
    """What was found, and what the format cannot carry of it."""


def _write(results: Any, request: dict[str, Any], file: int) -> None:
    media = request["media"]
    os.ftruncate(file, 0)
    os.lseek(file, 0, os.SEEK_SET)
    with os.fdopen(file, "wb", closefd=False) as output:
        if isinstance(results, pyoxigraph.QueryTriples):
            prefixes = request["prefixes"] if media == "text/turtle" else None
            pyoxigraph.serialize(results, output, format=GRAPHS[media], prefixes=prefixes)
        else:
            results.serialize(output, format=RESULTS[media])
    if media in XML:
        _mend_xml(file, media)
    elif media in JSON:
        content = os.pread(file, os.fstat(file).st_size, 0)
        _mend(file, MARKS.sub(lambda one: f"\\u{ord(one[0].decode()):04x}".encode(), content))


def _mend(file: int, content: bytes) -> None:
    """Have an answer be some other bytes."""
    os.ftruncate(file, 0)
    os.lseek(file, 0, os.SEEK_SET)
    with os.fdopen(file, "wb", closefd=False) as output:
        output.write(content)  # all or an error; ``os.pwrite`` writes what there is room for


def _mend_xml(file: int, media: str) -> None:
    """Have the answer be XML that says what was found, or say why it cannot be."""
    content = os.pread(file, os.fstat(file).st_size, 0)
    if b"\r" in content:  # a parser reads a bare one as the end of a line
        _mend(file, content := content.replace(b"\r", b"&#13;"))
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(content, True)
    except expat.ExpatError as error:
        others = "JSON" if media in RESULTS else "Turtle"
        raise Unwritable(
            f"what was found cannot be written as XML ({error}): a character or a name that XML "
            f"does not have; ask for {others}"
        ) from None
