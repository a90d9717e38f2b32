"""A folder of tables small enough to build a release of in a moment: six entities, six claims."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

from graph.claims.data_set import Meta, Tables
from graph.claims.model import (
    Citation,
    Control,
    Entity,
    Identifier,
    Leadership,
    Location,
    Ownership,
    Source,
)
from graph.claims.periods import PartialDate, Period
from graph.claims.shares import Share
from graph.formats.tables.tables import write_tables

FORMER = Period(PartialDate.parse("2018"), PartialDate.parse("2019"))
CITED = (Citation("ar", "p. 1"),)


def stake(
    name: str, party: str, target: str, percent: str, as_of: str, **more: object
) -> Ownership:
    """An exact record stake."""
    share = Share(Decimal(percent), Decimal(percent))
    return Ownership(
        id=name,
        party=party,
        target=target,
        share=share,
        as_of=PartialDate.parse(as_of),
        directness="direct",
        citations=CITED,
        **more,  # type: ignore[arg-type]  # any other field of the claim
    )


def small(*, change: str = "") -> Tables:
    """The tables; a different ``change`` gives a different data set."""
    return Tables(
        meta=Meta(home="CN", data_date=date(2025, 12, 31), title="Small"),
        entities=(
            Entity(
                id="jade",
                kind="Organization",
                name="Jade Chip Holding Limited",
                name_zh="玉芯集團",
                other_names=("JC",),
                identifiers=(Identifier("hkex", "00981"),),
                subject=True,
                citations=CITED,
                note=change,
            ),
            Entity(
                id="works", kind="Organization", name="Jade Chip Works Co., Ltd.", citations=CITED
            ),
            Entity(id="pool", kind="Fund", name="The Pool", citations=CITED),
            Entity(id="wang", kind="Person", name="Wang Example", citations=CITED),
            Entity(id="cn", kind="Jurisdiction", name="China", jurisdiction="CN", citations=CITED),
            Entity(id="ky", kind="Jurisdiction", name="Cayman", jurisdiction="KY", citations=CITED),
        ),
        sources=(Source(id="ar", title="Annual report", kind="filing"),),
        claims=(
            stake("jade-works", "jade", "works", "100", "2020-06-30"),
            stake("pool-jade", "pool", "jade", "12.5", "2021-03"),
            stake("pool-works", "pool", "works", "30", "2018", period=FORMER, period_end="ended"),
            Control(
                id="wang-jade", party="wang", target="jade", mechanism="parent", citations=CITED
            ),
            Leadership(id="wang-chair", party="wang", target="jade", role="chair", citations=CITED),
            Location(id="jade-seat", party="jade", target="ky", aspect="seat", citations=CITED),
        ),
    )


def write_small(folder: Path, *, change: str = "") -> Path:
    """Write the tables into a folder."""
    write_tables(small(change=change), folder)
    return folder


def edit_package(folder: Path, **said: object) -> None:
    """Change what the data set says of itself."""
    path = folder / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    package["zizhu"].update(said)
    path.write_text(json.dumps(package), "utf-8")


def no_assessments(_: object) -> tuple[()]:
    """Derives nothing, so that a test of files does not run the engine."""
    return ()
