"""A process that forks on request: how it is asked, and what a fork may do.

On the control socket each request is one byte with descriptors: a control socket for a fork that
stands by, to be what this process is should it end; or, for a child that works, what it works on
and a lifeline. The child's number goes down the lifeline, and at its end its wait status and the
processor time it took; when the other end of the lifeline closes first (time is up, the visitor
left, the server died), the child is killed. It imports nothing of ours and nothing of the web.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import selectors
import signal
import socket
import struct
import sys
from collections.abc import Callable
from typing import NoReturn

# What goes down a lifeline: a child's number; at its end its wait status and processor seconds.
BEGUN = struct.Struct("=i")
ENDED = struct.Struct("=id")

holder = 0  # the process whose forks do the work
UNDONE = 7  # exit code of a child that could not begin
# Fields of /proc/self/statm, as proc(5) has them. Limits are of data and not of address space,
# most of which libraries reserve and never use.
RESIDENT, DATA = 1, 5

PR_SET_PDEATHSIG, PR_SET_NAME = 1, 15  # linux/prctl.h
ANSWER, STAND_BY = b"q", b"s"  # what is asked for on the control socket: a fork for what


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


def isolate(file: int, files: int, nice: int) -> None:
    """Leave a fork one descriptor, so many open files at most, and no way to outlive its parent."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != holder:  # it ended before it could be said what is to follow
        os._exit(UNDONE)
    _named(b"answers")
    os.nice(nice)
    os.closerange(3, file)
    os.closerange(file + 1, os.sysconf("SC_OPEN_MAX"))
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
