"""What can be set from outside, read from the environment once, at the edge.

Every setting is a field of :class:`Settings`; the variable of a field is its
name in capitals after ``ZIZHU_``: ``ZIZHU_HOME``, ``ZIZHU_QUERY_SECONDS``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from graph.answers.permalinks import Published
from graph.errors import InputError

PREFIX = "ZIZHU_"
MEBIBYTE = 1 << 20

Positive = Annotated[int, Meta(ge=1)]
NotNegative = Annotated[int, Meta(ge=0)]
Seconds = Annotated[float, Meta(gt=0, le=3600)]

#: The tables that come with the project, for a build that names no others.
SEEDS = Path(__file__).resolve().parent.parent / "seeds"


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where releases live and what a visitor may use up.

    >>> Settings().home
    PosixPath('.zizhu')
    """

    home: Path = Path(".zizhu")
    release: str | None = None  # an id, or the current one

    query_seconds: Seconds = 10.0  # wall clock of one SPARQL query
    query_memory: Positive = 1024  # MiB a query may take on top of the release it reads
    query_answer: Positive = 64  # MiB of one SPARQL answer
    query_length: Positive = 100_000  # bytes of query text
    query_depth: Positive = 64  # brackets inside brackets
    query_workers: Positive = 4  # queries at a time, and as many more that have had a share

    cache: Positive = 64  # MiB of answers kept in memory

    question_workers: Positive = 4  # processes that answer small questions
    long_workers: Positive = 2  # that answer long ones; as many the longest, and documents
    question_seconds: Seconds = 10.0  # wall clock of a small question,
    long_seconds: Seconds = 120.0  # of one about every firm, or of a firm day by day,
    document_seconds: Seconds = 20.0  # and of one about a document of the visitor's
    question_memory: Positive = 512  # MiB one may take on top of the release it reads
    requests: Positive = 64  # worked on at a time; more are told to come again
    address_length: Positive = 65_536  # bytes of path and query of one request
    body_length: Positive = 8  # MiB of one request
    body_seconds: Seconds = 20.0  # in which it must have come
    bodies: Positive = 64  # MiB of all bodies on their way together; a quarter for one visitor
    write_seconds: Seconds = 20.0  # in which a visitor must take up some of an answer
    connections: Positive = 64  # of one visitor
    visitor_requests: Positive = 16  # of one visitor, worked on at a time
    visitor_seconds: NotNegative = 60  # of processor time one visitor may use a minute; 0: any
    visitor_errors: NotNegative = 30  # requests of one visitor that may fail a minute; 0: any
    limit_own_machine: bool = (
        False  # whether what is said of visitors holds for visitors on this machine
    )
    address: str | None = None  # of this server as its visitors know it: https://zizhu.example
    corrections: str | None = None  # where readers send a correction: an address, or to whom
    proxies: NotNegative = 0  # reverse proxies in front that tell whom they speak for
    api_key: str | None = None  # asked for with every document posted under /api

    watch_seconds: NotNegative = 2  # how often to look for a newer release; 0: never
    log_requests: bool = False  # one line of JSON to standard error for each

    @property
    def published(self) -> Published:
        """What a page says of where it is and where its corrections go."""
        return Published(address=self.address or "", corrections=self.corrections or "")


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings with what the environment says; :class:`InputError` names a variable that is wrong.

    >>> from_environment({"ZIZHU_HOME": "data", "ZIZHU_QUERY_SECONDS": "2.5"}).query_seconds
    2.5
    >>> from_environment({"ZIZHU_QUERY_SECONDS": "soon"})
    Traceback (most recent call last):
    ...
    graph.errors.InputError: ZIZHU_QUERY_SECONDS is 'soon': Expected `float`, got `str`
    """
    given = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    for field in msgspec.structs.fields(Settings):
        variable = PREFIX + field.name.upper()
        text = given.get(variable)
        if not text:
            continue
        try:
            values[field.name] = msgspec.convert(text, field.type, strict=False, dec_hook=_path)
        except msgspec.ValidationError as error:
            raise InputError(f"{variable} is {text!r}: {error}") from error
    return Settings(**values)


def environment_with(more: Mapping[str, str]) -> dict[str, str]:
    """This process's environment for another one, with some more set."""
    return {**os.environ, **more}


def cache_folder(environ: Mapping[str, str] | None = None) -> Path:
    """Where what can be made again is kept for the user, as this system has it.

    >>> cache_folder({"XDG_CACHE_HOME": "/elsewhere"})
    PosixPath('/elsewhere/zizhu')
    """
    given = (os.environ if environ is None else environ).get("XDG_CACHE_HOME", "")
    if given.startswith("/"):  # others are to be ignored, says the XDG base directory specification
        return Path(given, "zizhu")
    try:
        home = Path.home()
    except RuntimeError as error:
        raise InputError("there is no home folder to keep things in; set XDG_CACHE_HOME") from error
    mac = home / "Library" / "Caches"
    return (mac if mac.is_dir() else home / ".cache") / "zizhu"


def _path(wanted: type, value: Any) -> Any:
    """Paths are the one type here that msgspec does not know."""
    if wanted is Path:
        return Path(value)
    raise NotImplementedError(wanted)  # what msgspec asks of a hook for every other type
