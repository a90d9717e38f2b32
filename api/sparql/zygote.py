"""The process that holds a release in memory and forks children that answer queries.

A script for a clean interpreter: it imports nothing of ours and nothing of the
web, so a query that breaks its parser, its stack or its memory breaks a child
of this process and nothing else.

On the control socket each request is one byte with descriptors: a control socket for a fork that
stands by, to be what this process is should it end; or, for a child that answers, a socket to ask
it on and a lifeline. The child's number goes down the lifeline, and at its end its wait status and
the processor time it took; when the other end of the lifeline closes first (time is up, the visitor
left, the server died), the child is killed.

A child answers one query at a time. Each comes as an anonymous file with the request, which the
child overwrites with its answer; then it says how that went. What a first query makes ready in the
engine serves those that follow. A child that ran out of memory, or gathered some, ends.

While it answers a child can open nothing: it may have as many descriptors as it has then, so
no ``SERVICE`` and no ``LOAD`` finds a socket, whatever text reached the engine.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import resource
import selectors
import signal
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, NoReturn
from xml.parsers import expat

import pyoxigraph

# Exit codes of a child, which ``workers.py`` imports; this file imports nothing of ours.
DONE, MALFORMED, UNKNOWN_GRAPH, TOO_LARGE, NO_MEMORY, FAILED = 0, 3, 4, 5, 6, 7
UNSUPPORTED, UNWRITABLE = 8, 9

# What goes down a lifeline: a child's number; at its end its wait status and processor seconds.
BEGUN = struct.Struct("=i")
ENDED = struct.Struct("=id")
# What a child says of a query: its code, processor seconds, and whether the child ends now.
ANSWERED = struct.Struct("=id?")

holder = 0  # the process whose forks do the work
POLITE = 5  # queries give way to the server that everybody waits for
WORK = 3  # the descriptor of the socket on which a child is asked; the next is of the query's file
GATHERED = 64 * 1024 * 1024  # resident bytes more than at its start, after which a child ends
# Fields of /proc/self/statm, as proc(5) has them. Limits are of data and not of address space,
# most of which libraries reserve and never use.
RESIDENT, DATA = 1, 5

PR_SET_PDEATHSIG, PR_SET_NAME = 1, 15  # linux/prctl.h
ANSWER, STAND_BY = b"q", b"s"  # what is asked for on the control socket: a fork for what

RESULTS = {
    "application/sparql-results+json": pyoxigraph.QueryResultsFormat.JSON,
    "application/sparql-results+xml": pyoxigraph.QueryResultsFormat.XML,
    "text/csv": pyoxigraph.QueryResultsFormat.CSV,
    "text/tab-separated-values": pyoxigraph.QueryResultsFormat.TSV,
}
XML = ("application/sparql-results+xml", "application/rdf+xml")
GRAPHS = {
    "text/turtle": pyoxigraph.RdfFormat.TURTLE,
    "application/n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
    "application/rdf+xml": pyoxigraph.RdfFormat.RDF_XML,
    "application/ld+json": pyoxigraph.RdfFormat.JSON_LD,
}


def main(control: socket.socket, quads: str) -> None:
    """Load the quads, say so, and fork on request until the control socket closes."""
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


def serve_forks(control: socket.socket, child: Callable[[int], NoReturn]) -> None:
    """Say that all is loaded; then fork at each request, until the control socket closes.

    ``child`` is given the first descriptor of the request and never returns. A fork that stands by
    does the same, on a control socket of its own.
    """
    served: socket.socket | None = control
    while served is not None:
        served = _serve(served, child)


def _serve(control: socket.socket, child: Callable[[int], NoReturn]) -> socket.socket | None:
    """Serve one control socket to its end; in a fork that stands by, the one it has."""
    global holder  # noqa: PLW0603 — what a fork is to know of this process
    holder = os.getpid()
    wake, wakened = os.pipe()
    os.set_blocking(wake, False)
    os.set_blocking(wakened, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wakened, warn_on_full_buffer=False)
    control.sendall(b"ready %d" % os.getpid())
    children: dict[int, socket.socket] = {}
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        selector.register(wake, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is control:
                    message, descriptors, _, _ = socket.recv_fds(control, 1, 2)
                    if not message:
                        for pid in children:
                            os.kill(pid, signal.SIGKILL)
                        return None
                    pid = os.fork()
                    if pid == 0 and message == STAND_BY:
                        _forget((control, *children.values()), (wake, wakened))
                        return socket.socket(fileno=descriptors[0])
                    if pid == 0:
                        child(descriptors[0])
                    os.close(descriptors[0])
                    if message == STAND_BY:
                        continue
                    children[pid] = socket.socket(fileno=descriptors[1])
                    with contextlib.suppress(OSError):  # whoever asked has left
                        children[pid].sendall(BEGUN.pack(pid))
                    selector.register(children[pid], selectors.EVENT_READ, pid)
                elif key.fileobj == wake:
                    with contextlib.suppress(BlockingIOError):
                        os.read(wake, 4096)
                    _reap(children, selector)
                elif key.data in children:
                    # Not a word ever comes up a lifeline: it is readable because it closed.
                    selector.unregister(key.fileobj)
                    os.kill(key.data, signal.SIGKILL)


def _forget(sockets: tuple[socket.socket, ...], pipe: tuple[int, int]) -> None:
    """Be no more what this process's parent is, but stand by."""
    for one in sockets:
        one.close()
    for end in pipe:
        os.close(end)
    _named(b"stands by")


def _named(name: bytes) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_NAME, name, 0, 0, 0)


def memory(what: int) -> int:
    """Bytes of memory this process has; 0 where the system does not say."""
    try:
        with open("/proc/self/statm") as pages:  # noqa: PTH123 — no pathlib in a lean process
            return int(pages.read().split()[what]) * resource.getpagesize()
    except FileNotFoundError:
        return 0


def _reap(children: dict[int, socket.socket], selector: selectors.BaseSelector) -> None:
    while True:
        try:
            pid, status, used = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        if pid not in children:
            continue  # what stood by
        lifeline = children.pop(pid)
        with contextlib.suppress(KeyError):
            selector.unregister(lifeline)
        with contextlib.suppress(OSError):
            lifeline.sendall(ENDED.pack(status, used.ru_utime + used.ru_stime))
        lifeline.close()


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


def isolate(file: int, files: int, nice: int) -> None:
    """Leave a fork one descriptor, so many open files at most, and no way to outlive its parent."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != holder:  # it ended before it could be said what is to follow
        os._exit(FAILED)
    _named(b"answers")
    os.nice(nice)
    os.closerange(3, file)
    os.closerange(file + 1, os.sysconf("SC_OPEN_MAX"))
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


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


def _mend_xml(file: int, media: str) -> None:
    """Have the answer be XML that says what was found, or say why it cannot be."""
    content = os.pread(file, os.fstat(file).st_size, 0)
    if b"\r" in content:  # a parser reads a bare one as the end of a line
        content = content.replace(b"\r", b"&#13;")
        os.ftruncate(file, 0)
        os.lseek(file, 0, os.SEEK_SET)
        with os.fdopen(file, "wb", closefd=False) as output:
            output.write(content)  # all or an error; ``os.pwrite`` writes what there is room for
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(content, True)
    except expat.ExpatError as error:
        others = "JSON" if media in RESULTS else "Turtle"
        raise Unwritable(
            f"what was found cannot be written as XML ({error}): a character or a name that XML "
            f"does not have; ask for {others}"
        ) from None


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[2])), sys.argv[1])
