"""The engine of a cluster: Spark Connect's tables, by its DataFrame interface alone.

Whatever speaks that protocol does: Spark 4, or Sail without Java. Every table is written to the
folder for exchange and read again, so that no plan grows from round to round, and a worker that
is lost costs one table.
"""

from __future__ import annotations

import re
import socket
import sys
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial, reduce
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa

from graph.engines.columns import LEFT, SHARES, VOTES, checked, write
from graph.engines.engine import WHOLE, Line
from graph.engines.rounds import Rounds
from graph.engines.sets import POURED, SUMS, Sets, reaching
from graph.errors import EngineError, InputError
from graph.ownership.arrays.holdings import Ints

PORT = 15002  # where Spark Connect listens unless told otherwise
PATIENCE = 5  # seconds for a cluster to be there
RETRIES = 4  # after a lost connection, each twice as late: some seconds in all


def engine(master: str | None = None, exchange: str | Path | None = None) -> Rounds:
    """A cluster by its address, and a folder that it reads and writes as this machine does."""
    try:
        _client()
    except ImportError as error:
        raise EngineError(
            "the engine spark is not installed: it comes with the extra zizhu[spark], or by "
            "`pip install pyspark-client grpcio`; or take local"
        ) from error
    if master is None or not _is_address(master):
        raise InputError(
            f"the engine spark needs the address of a Spark Connect server, "
            f"such as sc://cluster.example:{PORT}: give it as master"
        )
    return Rounds(partial(opened, master), exchange)


def _is_address(master: str) -> bool:
    try:
        place = urlsplit(master)
        return place.scheme == "sc" and bool(place.hostname) and place.port != 0
    except ValueError:  # a port that is none
        return False


@contextmanager
def opened(master: str, folder: Path) -> Iterator[Sets]:
    """Tables of their own for one network; what went wrong with the cluster is said in words."""
    client = _client()
    place = urlsplit(master)
    where = f"{place.hostname}:{place.port or PORT}"
    try:
        socket.create_connection((place.hostname, place.port or PORT), PATIENCE).close()
    except OSError as error:
        raise EngineError(f"no cluster answers at {where}: {error.strerror or error}") from error
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"\[RETRIES_EXCEEDED\]")  # the error says so too
        try:
            with _session(client.session.builder.remote(master)) as session:
                session.client.set_retry_policies([client.policy(max_retries=RETRIES)])
                yield Frames(session, folder, client.functions)
        except client.errors as error:
            said = _said(error, folder)
            raise EngineError(f"the cluster at {where} broke off: {said}") from error


@contextmanager
def _session(builder: Any) -> Iterator[Any]:
    """A session that is given back, but not to a cluster that went away."""
    session = builder.create()
    try:
        yield session
    except BaseException:
        session.release_session_on_close = False
        raise
    finally:
        session.stop()


def _client() -> SimpleNamespace:
    """What we need of Spark's client, imported when it is asked for."""
    # In a process that runs no file (python -c, some runners of tests) the client takes itself
    # for a test of its own and ends the process.
    main = sys.modules["__main__"]
    nameless = not hasattr(main, "__file__")
    if nameless:
        main.__file__ = sys.executable
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # what it thinks of a newer pandas
            import grpc
            from pyspark.errors import PySparkException
            from pyspark.sql.connect import functions
            from pyspark.sql.connect.client.retries import DefaultPolicy
            from pyspark.sql.connect.session import SparkSession
    finally:
        if nameless:
            del main.__file__
    return SimpleNamespace(
        functions=functions, session=SparkSession, policy=DefaultPolicy,
        errors=(PySparkException, grpc.RpcError),
    )  # fmt: skip


def _said(error: Exception, folder: Path) -> str:
    """The first line of an error, without the path of this machine."""
    inner = re.search(r'^\s*details = "(.*)"$', str(error), re.MULTILINE)  # of a lost connection
    line = inner[1] if inner else str(error).strip().partition("\n")[0]
    if str(folder) in line:
        return "it does not see the folder for exchange; name one that it and this machine share"
    return line


class Frames:
    """The set operations as data frames."""

    def __init__(self, session: Any, folder: Path, functions: Any) -> None:
        self._session, self._folder, self._f = session, folder, functions
        self._names: tuple[str, ...] = ()
        self._held: tuple[str, ...] = ()  # of them, those with rows of a firm and a holder
        self._of: dict[str, Any] = {}
        self._made = 0

    def load_shares(self, folder: Path) -> None:
        """Read the columns of shares; every firm is to do."""
        self._load(folder, SHARES)
        self._of["found"] = self._of["classes"]
        self._of["fresh"] = self._of["found"].limit(0)
        links = [self._of[name].where("owner >= 0").select("firm", "owner") for name in self._held]
        self._become("links", _together(links).distinct())

    def load_votes(self, folder: Path) -> None:
        """Read the columns of votes; every firm is to do."""
        self._load(folder, VOTES)
        votes = self._of["votes"]
        self._take("found", pa.table({"entity": _NOBODY, "top": _NOBODY}))
        links = votes.where("firm <> owner AND least > 0").select("firm", "owner")
        self._become("links", links.join(_named(votes, firm="owner"), "owner", "leftsemi"))

    def _load(self, folder: Path, names: tuple[str, ...]) -> None:
        for name in names:
            self._of[name] = self._session.read.parquet(checked(folder, name))
        self._names, self._held = names, names[:-1]

    def trim(self, *, first: bool) -> int:
        """Strike links to whoever holds or is held by nobody in them, once."""
        if first:
            self._of["core"] = self._of["links"]
        else:
            core = self._of["core"]
            core = core.join(_named(core, owner="firm"), "firm", "leftsemi")
            core = core.join(_named(self._of["core"], firm="owner"), "owner", "leftsemi")
            self._become("core", core)
        return self._count("core")

    def core(self) -> pa.Table:
        """The links (firm, owner) of the core."""
        return self._of["core"].toArrow()

    def join(self, groups: pa.Table) -> None:
        """Treat firms as one (firm, head): they are ready together or not at all."""
        self._take("groups", groups)
        below = self._of["groups"].withColumnRenamed("head", "below")
        above = _named(self._of["groups"], firm="owner", head="above")
        links = self._of["links"].join(below, "firm", "left").join(above, "owner", "left")
        links = links.selectExpr("coalesce(below, firm) AS head", "coalesce(above, owner) AS above")
        self._become("waiting", links.where("head <> above").distinct())
        firms = _together([self._of[name].select("firm") for name in self._held]).distinct()
        todo = firms.join(self._of["groups"], "firm", "left")
        self._become("todo", todo.selectExpr(
            "firm", "coalesce(head, firm) AS head", "head IS NOT NULL AS joined"
        ))  # fmt: skip

    def ready(self, *, joined: bool) -> int:
        """Make those ready, joined or not, whose holders are all settled; return their rows."""
        todo = self._of["todo"].where(f"joined = {joined}")
        self._become("ready", todo.join(self._of["waiting"], "head", "leftanti"))
        return sum(self._of_ready(name).count() for name in self._held)

    def settle(self) -> None:
        """Keep the numbers of those that are ready; they are no longer to do."""
        if self._names == SHARES:
            self._of["found"] = self._of["found"].unionByName(self._of["fresh"])
            self._of["fresh"] = self._of["classes"].limit(0)
        ready = self._of["ready"]
        self._become("todo", self._of["todo"].join(ready.select("firm"), "firm", "leftanti"))
        heads = _named(ready, head="above")
        self._become("waiting", self._of["waiting"].join(heads, "above", "leftanti"))

    def rows(self, name: str) -> pa.Table:
        """The rows of those that are ready, of one of the column files."""
        return self._of_ready(name).toArrow()

    def above(self) -> pa.Table:
        """What is known of the holders of those that are ready."""
        owners = _together([_named(self._of_ready(name), owner="entity") for name in self._held])
        return self._of["found"].join(owners, "entity", "leftsemi").toArrow()

    def put(self, found: pa.Table) -> None:
        """Take the numbers of those that are ready from somebody else."""
        before = self._of["found"]
        self._take("found", found)
        self._of["found"] = before.unionByName(self._of["found"])

    def shares(self) -> None:
        """Work out (entity, question, value) of those that are ready, from their holders'."""
        f = self._f
        known = (
            self._of["found"].unionByName(self._of["fresh"]).withColumnRenamed("entity", "owner")
        )
        fixed = self._of_ready("fixed").join(known, "owner")
        fixed = fixed.where(f"(question >= {LEFT}) = bounds").groupBy("firm", "question")
        fixed = fixed.agg(f.expr("sum(share * value) AS value"))
        questions = self._of["classes"].where(f"question >= {LEFT}").select("question").distinct()
        priced = self._of_ready("open").crossJoin(questions)
        priced = priced.join(known, ["owner", "question"], "left")
        priced = priced.withColumn("price", f.expr("coalesce(value, 0.0)")).drop("value")
        before = f.expr(
            "sum(room) OVER (PARTITION BY option, question ORDER BY price ROWS UNBOUNDED PRECEDING)"
        )
        options = priced.withColumn("room_so_far", before).groupBy("option", "firm", "question")
        opened = options.agg(f.expr(f"sum({POURED}) AS value")).groupBy("firm", "question")
        opened = opened.agg(f.expr("min(value) AS value")).where("value > 0")
        self._become("fresh", fixed.unionByName(opened).withColumnRenamed("firm", "entity"))

    def lacking(self) -> float:
        """The most that walks from those ready may still be away from an end."""
        ended = self._of["fresh"].where(f"question <= {LEFT}")
        ended = ended.selectExpr("entity", f"question < {LEFT} AS known", "value")
        ended = ended.groupBy("entity", "known").agg(self._f.expr("sum(value) AS ended"))
        rows, least = ended.selectExpr("count(*)", "min(ended)").first()
        return 1.0 if rows < 2 * self._count("ready") else max(0.0, 1.0 - least)

    def majorities(self) -> int:
        """Find whose holders of more than half answer to one; return of how many that is new."""
        tops = self._of["found"]
        votes = self._of_ready("votes").where("firm <> owner")
        votes = votes.join(_named(tops, entity="firm"), "firm", "leftanti")
        votes = votes.join(tops.withColumnRenamed("entity", "owner"), "owner", "left")
        votes = votes.selectExpr("firm AS entity", "coalesce(top, owner) AS top", "least")
        directed = votes.where("entity <> top").groupBy("entity", "top")
        directed = directed.agg(self._f.expr("sum(least) AS votes")).where(f"2 * votes > {WHOLE}")
        self._become("directed", directed.select("entity", "top"))
        directed = self._of["directed"]
        also = _named(directed, entity="top").selectExpr("top", "true AS also")
        kept = directed.join(also, "top", "left").where("top > entity OR also IS NULL")
        self._become("fresh", kept.select("entity", "top"))
        fresh = self._of["fresh"]
        while fresh.join(_named(fresh, entity="top"), "top", "leftsemi").count():
            self._become("fresh", _raised(fresh, fresh))
            fresh = self._of["fresh"]
        self._become("found", _raised(tops, fresh).unionByName(fresh))
        return self._count("fresh")

    def found(self) -> pa.Table:
        """All numbers, (entity, question, value) of shares, or (entity, top) of votes."""
        return self._of["found"].where("entity >= 0").toArrow()

    def reached(self, listed: Collection[int], line: Line, *, certain: bool) -> tuple[Ints, int]:
        """Whom a list reaches, and in how many rounds."""
        self._take("fresh", pa.table({"owner": pa.array(set(listed), pa.int64())}))
        inside, votes = self._of["fresh"], self._of["votes"]
        sums = [self._f.expr(text).alias(name) for name, text in SUMS.items()]
        rounds = 0
        while self._count("fresh"):
            near = votes.join(self._of["fresh"], "owner", "leftsemi").select("firm").distinct()
            near = near.join(_named(inside, owner="firm"), "firm", "leftanti")
            marked = votes.join(near, "firm", "leftsemi")
            marked = marked.join(inside.selectExpr("owner", "true AS listed"), "owner", "left")
            marked = marked.withColumn("inside", self._f.expr("listed IS NOT NULL"))
            summed = marked.groupBy("firm").agg(*sums).join(self._of["rests"], "firm")
            reached = summed.where(reaching(line, certain=certain))
            self._become("fresh", _named(reached, firm="owner"))
            inside = inside.unionByName(self._of["fresh"])
            rounds += 1
        return inside.toArrow()["owner"].to_numpy(), rounds

    def _become(self, name: str, rows: Any) -> None:
        """Write a table, and read it from now on."""
        self._made += 1
        place = str(self._folder / f"{self._made:05d}-{name}")
        rows.write.parquet(place)
        self._of[name] = self._session.read.schema(rows.schema).parquet(place)

    def _take(self, name: str, rows: pa.Table) -> None:
        """Make a table of rows from outside."""
        self._made += 1
        place = f"{self._made:05d}-{name}"
        write(self._folder, place, rows)
        self._of[name] = self._session.read.parquet(checked(self._folder, place))

    def _count(self, name: str) -> int:
        return int(self._of[name].count())

    def _of_ready(self, name: str) -> Any:
        return self._of[name].join(self._of["ready"].select("firm"), "firm", "leftsemi")


_NOBODY = pa.array([], pa.int64())


def _named(frame: Any, **names: str) -> Any:
    """Some columns of a table under other names."""
    return frame.selectExpr(*(f"{old} AS {new}" for old, new in names.items()))


def _together(frames: list[Any]) -> Any:
    return reduce(lambda one, other: one.unionByName(other), frames)


def _raised(tops: Any, fresh: Any) -> Any:
    """Tops, each replaced by whoever directs it now."""
    above = _named(fresh, entity="top", top="above")
    raised = tops.join(above, "top", "left")
    return raised.selectExpr("entity", "coalesce(above, top) AS top")
