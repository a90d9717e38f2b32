"""The engine of one large machine: DuckDB's tables, spilling to disk."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa

from graph.engines.columns import LEFT, SHARES, VOTES, checked
from graph.engines.engine import WHOLE, Line
from graph.engines.rounds import Rounds
from graph.engines.sets import POURED, SUMS, Sets, reaching
from graph.errors import EngineError
from graph.ownership.arrays.holdings import Ints


def engine(exchange: str | Path | None = None) -> Rounds:
    """DuckDB, with a folder for its files where the usual one is too small."""
    if find_spec("duckdb") is None:  # said before anything is read
        raise EngineError(
            "the engine duckdb is not installed: it comes with the extra zizhu[duckdb], or by "
            "`pip install duckdb`; or take local"
        )
    return Rounds(opened, exchange)


@contextmanager
def opened(folder: Path) -> Iterator[Sets]:
    """Tables of their own for one network; what DuckDB says went wrong is said in words."""
    import duckdb

    try:
        with duckdb.connect(config={"temp_directory": str(folder / "spilled")}) as connection:
            yield Tables(connection)
    except duckdb.Error as error:
        said = str(error).partition("\n")[0].replace(str(folder), "the folder for exchange")
        raise EngineError(f"duckdb broke off: {said}") from error


class Tables:
    """The set operations in DuckDB's SQL."""

    def __init__(self, connection: Any) -> None:
        self._connection, self._run = connection, connection.execute
        self._names: tuple[str, ...] = ()
        self._held: tuple[str, ...] = ()  # of them, those with rows of a firm and a holder

    def load_shares(self, folder: Path) -> None:
        """Read the columns of shares; every firm is to do."""
        self._load(folder, SHARES)
        self._become("found", "FROM classes")
        self._become("fresh", "FROM found LIMIT 0")
        self._become(
            "links",
            """
            SELECT firm, owner FROM fixed WHERE owner >= 0 UNION
            SELECT firm, owner FROM open WHERE owner >= 0""",
        )

    def load_votes(self, folder: Path) -> None:
        """Read the columns of votes; every firm is to do."""
        self._load(folder, VOTES)
        self._become("found", "SELECT 0::BIGINT AS entity, 0::BIGINT AS top LIMIT 0")
        self._become(
            "links",
            """
            SELECT firm, owner FROM votes SEMI JOIN (SELECT firm AS owner FROM votes) USING (owner)
            WHERE firm <> owner AND least > 0""",
        )

    def _load(self, folder: Path, names: tuple[str, ...]) -> None:
        for name in names:
            file = checked(folder, name).replace("'", "''")
            self._become(name, f"FROM read_parquet('{file}')")
        self._names, self._held = names, names[:-1]

    def trim(self, *, first: bool) -> int:
        """Strike links to whoever holds or is held by nobody in them, once."""
        if first:
            return self._become("core", "FROM links")
        return self._become(
            "core",
            """
            FROM core SEMI JOIN (SELECT owner AS firm FROM core) USING (firm)
            SEMI JOIN (SELECT firm AS owner FROM core) USING (owner)""",
        )

    def core(self) -> pa.Table:
        """The links (firm, owner) of the core."""
        return self._arrow("FROM core")

    def join(self, groups: pa.Table) -> None:
        """Treat firms as one (firm, head): they are ready together or not at all."""
        self._take("groups", groups)
        self._become(
            "waiting",
            """
            SELECT DISTINCT coalesce(below.head, firm) AS head, coalesce(above.head, owner) AS above
            FROM links LEFT JOIN groups below USING (firm)
            LEFT JOIN groups above ON above.firm = owner
            WHERE coalesce(below.head, links.firm) <> coalesce(above.head, owner)""",
        )
        firms = " UNION ".join(f"SELECT DISTINCT firm FROM {name}" for name in self._held)
        self._become(
            "todo",
            f"""
            SELECT firm, coalesce(head, firm) AS head, head IS NOT NULL AS joined
            FROM ({firms}) LEFT JOIN groups USING (firm)""",
        )

    def ready(self, *, joined: bool) -> int:
        """Make those ready, joined or not, whose holders are all settled; return their rows."""
        self._become(
            "ready",
            f"""
            FROM todo ANTI JOIN waiting USING (head) WHERE joined = {joined}""",
        )
        return sum(self._count(self._of_ready(name)) for name in self._held)

    def settle(self) -> None:
        """Keep the numbers of those that are ready; they are no longer to do."""
        if self._names == SHARES:
            self._run("INSERT INTO found FROM fresh")
            self._become("fresh", "FROM found LIMIT 0")
        self._become("todo", "FROM todo ANTI JOIN ready USING (firm)")
        self._become(
            "waiting", "FROM waiting ANTI JOIN (SELECT head AS above FROM ready) USING (above)"
        )

    def rows(self, name: str) -> pa.Table:
        """The rows of those that are ready, of one of the column files."""
        return self._arrow(self._of_ready(name))

    def above(self) -> pa.Table:
        """What is known of the holders of those that are ready."""
        owners = " UNION ".join(
            f"SELECT owner AS entity FROM ({self._of_ready(name)})" for name in self._held
        )
        return self._arrow(f"FROM found SEMI JOIN ({owners}) USING (entity)")

    def put(self, found: pa.Table) -> None:
        """Take the numbers of those that are ready from somebody else."""
        self._take("elsewhere", found)
        self._run("INSERT INTO found FROM elsewhere")

    def shares(self) -> None:
        """Work out (entity, question, value) of those that are ready, from their holders'."""
        self._become(
            "fresh",
            f"""
            WITH known AS (FROM found UNION ALL FROM fresh),
            questions AS (SELECT DISTINCT question FROM classes WHERE question >= {LEFT}),
            priced AS (
                SELECT option, firm, questions.question, lower, room, slack,
                    coalesce(value, 0) AS price
                FROM open SEMI JOIN ready USING (firm) CROSS JOIN questions
                LEFT JOIN known ON entity = owner AND known.question = questions.question),
            ordered AS (
                SELECT *, sum(room) OVER (
                    PARTITION BY option, question ORDER BY price ROWS UNBOUNDED PRECEDING
                ) AS room_so_far FROM priced),
            options AS (
                SELECT option, firm, question, sum({POURED}) AS value FROM ordered GROUP BY ALL)
            SELECT firm AS entity, question, sum(share * value) AS value
            FROM fixed SEMI JOIN ready USING (firm)
            JOIN known ON entity = owner AND (question >= {LEFT}) = bounds GROUP BY ALL
            UNION ALL
            SELECT firm AS entity, question, min(value) AS value FROM options GROUP BY ALL
            HAVING min(value) > 0""",
        )

    def lacking(self) -> float:
        """The most that walks from those ready may still be away from an end."""
        ((rows, least),) = self._run(f"""
            SELECT count(*), min(ended) FROM (
                SELECT sum(value) AS ended FROM fresh WHERE question <= {LEFT}
                GROUP BY entity, question < {LEFT})""").fetchall()
        everybody = 2 * self._count("FROM ready")
        return 1.0 if rows < everybody else max(0.0, 1.0 - least)

    def majorities(self) -> int:
        """Find whose holders of more than half answer to one; return of how many that is new."""
        self._become(
            "fresh",
            f"""
            WITH answering AS (
                SELECT firm AS entity, coalesce(found.top, owner) AS top, least
                FROM votes SEMI JOIN ready USING (firm)
                ANTI JOIN (SELECT entity AS firm FROM found) USING (firm)
                LEFT JOIN found ON entity = owner WHERE firm <> owner),
            directed AS (
                SELECT entity, top FROM answering WHERE entity <> top
                GROUP BY entity, top HAVING 2 * sum(least) > {WHOLE})
            FROM directed WHERE top > entity OR top NOT IN (SELECT entity FROM directed)""",
        )
        upwards = (
            "SELECT one.entity, coalesce(next.top, one.top) AS top FROM {} one "
            "LEFT JOIN fresh next ON next.entity = one.top"
        )
        while self._count("FROM fresh WHERE top IN (SELECT entity FROM fresh)"):
            self._become("fresh", upwards.format("fresh"))
        self._become("found", upwards.format("found") + " UNION ALL FROM fresh")
        return self._count("FROM fresh")

    def found(self) -> pa.Table:
        """All numbers, (entity, question, value) of shares, or (entity, top) of votes."""
        return self._arrow("FROM found WHERE entity >= 0")

    def reached(self, listed: Collection[int], line: Line, *, certain: bool) -> tuple[Ints, int]:
        """Whom a list reaches, and in how many rounds."""
        self._take("inside", pa.table({"owner": pa.array(set(listed), pa.int64())}))
        self._become("fresh", "FROM inside")
        sums = ", ".join(f"{text} AS {name}" for name, text in SUMS.items())
        rounds = 0
        while self._count("FROM fresh"):
            self._become(
                "fresh",
                f"""
                WITH near AS (
                    SELECT DISTINCT firm FROM votes SEMI JOIN fresh USING (owner)
                    ANTI JOIN (SELECT owner AS firm FROM inside) USING (firm)),
                marked AS (
                    SELECT votes.*, inside.owner IS NOT NULL AS inside
                    FROM votes SEMI JOIN near USING (firm) LEFT JOIN inside USING (owner)),
                summed AS (SELECT firm, {sums} FROM marked GROUP BY firm)
                SELECT firm AS owner FROM summed JOIN rests USING (firm)
                WHERE {reaching(line, certain=certain)}""",
            )
            self._run("INSERT INTO inside FROM fresh")
            rounds += 1
        return self._arrow("FROM inside")["owner"].to_numpy(), rounds

    def _take(self, name: str, rows: pa.Table) -> None:
        """Make a table of rows from outside."""
        self._connection.register("outside", rows)
        self._become(name, "FROM outside")
        self._connection.unregister("outside")

    def _arrow(self, rows: str) -> pa.Table:
        return self._connection.sql(rows).to_arrow_table()

    def _of_ready(self, name: str) -> str:
        return f"FROM {name} SEMI JOIN ready USING (firm)"

    def _become(self, name: str, rows: str) -> int:
        """Replace a table by rows that may come from itself; return how many."""
        self._run(f"CREATE OR REPLACE TABLE {name} AS {rows}")
        return self._count(f"FROM {name}")

    def _count(self, rows: str) -> int:
        return int(self._run(f"SELECT count(*) FROM ({rows})").fetchall()[0][0])
