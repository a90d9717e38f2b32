"""Arguments and options that mean the same in every command."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How an answer is written."""

    table = "table"
    json = "json"
    csv = "csv"
    md = "md"


class ScreenFormat(StrEnum):
    """How a screening is written."""

    table = "table"
    json = "json"
    csv = "csv"
    md = "md"
    html = "html"
    pdf = "pdf"


class Basis(StrEnum):
    """By which right shares are counted."""

    legal = "legal"
    economic = "economic"
    voting = "voting"


class Drawing(StrEnum):
    """How a firm's surroundings are written."""

    graphml = "graphml"
    gexf = "gexf"
    cytoscape = "cytoscape"
    edges_csv = "edges.csv"
    nodes_csv = "nodes.csv"
    edges_parquet = "edges.parquet"
    nodes_parquet = "nodes.parquet"
    figures_csv = "figures.csv"
    ttl = "ttl"
    nq = "nq"
    trig = "trig"
    jsonld = "jsonld"
    dot = "dot"
    svg = "svg"
    png = "png"
    pdf = "pdf"
    md = "md"
    html = "html"
    bods = "bods"
    ftm = "ftm"


class ResultFormat(StrEnum):
    """How the answer to a query is written."""

    table = "table"
    json = "json"
    csv = "csv"
    md = "md"
    tsv = "tsv"
    xml = "xml"
    turtle = "turtle"


Firm = Annotated[
    str, typer.Argument(help="An id, a name in any script, or an identifier.", metavar="FIRM")
]
FirmOrAll = Annotated[
    str,
    typer.Argument(help="As elsewhere; without one, the whole release.", metavar="[FIRM]"),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The day of the answer, YYYY[-MM[-DD]]; by default the release's data date.",
    ),
]
Home = Annotated[
    str | None,
    typer.Option("--home", metavar="CODE", help="The home jurisdiction, by default the release's."),
]
BasisOption = Annotated[Basis, typer.Option("--basis", help="By which right shares are counted.")]
LawBounds = Annotated[
    bool,
    typer.Option(
        "--law-bounds/--no-law-bounds",
        help="Take cited caps on foreign holders as kept by those nobody named.",
    ),
]


class Language(StrEnum):
    """In which language the page that answers is written."""

    en = "en"
    zh = "zh"


class Width(StrEnum):
    """How wide a picture is: as two columns of a journal (180 mm), or as one of them (88 mm)."""

    double = "double"
    single = "single"


class Part(StrEnum):
    """What of a picture is drawn: one of its bands, for a page without room for all."""

    owners = "owners"
    below = "below"
    last_known = "lastKnown"
    money = "money"


PartOption = Annotated[
    Part | None,
    typer.Option("--part", help="Of a picture: this part alone, to fit a page; by default all."),
]
SheetOption = Annotated[
    int | None,
    typer.Option(
        "--sheet", metavar="N", min=1,
        help="Of a picture that is higher than a page: this sheet of it; by default a file each.",
    ),
]  # fmt: skip
WidthOption = Annotated[
    Width,
    typer.Option(
        "--width", help="Of a picture: two columns of a journal (180 mm), or one (88 mm)."
    ),
]
LanguageOption = Annotated[
    Language,
    typer.Option("--language", help="The language of a page or picture: English or Chinese."),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to write the answer.")]
LensOption = Annotated[
    list[str] | None,
    typer.Option("--lens", metavar="LENS", help="Only this lens; repeat for several."),
]
LensFile = Annotated[
    Path | None,
    typer.Option(
        "--lens-file",
        metavar="FILE",
        help="Try the lenses of a Turtle file beside the release's own; nothing is stored.",
    ),
]
OwnTables = Annotated[
    Path | None,
    typer.Option(
        "--tables",
        metavar="DIR|FILE",
        help="Ask a folder of tables, or a JSON document of them, without a build.",
    ),
]
EveryClaim = Annotated[
    bool, typer.Option("--claims", help="List every claim behind it, with dates and sources.")
]
ReleaseOption = Annotated[
    str | None, typer.Option("--release", metavar="ID", help="A release, by default the current.")
]
Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Where releases are [env ZIZHU_HOME; .zizhu]."),
]

EngineOption = Annotated[
    str, typer.Option(metavar="ENGINE", help="What computes it: local, duckdb or spark.")
]
Master = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Of spark, the Spark Connect server: sc://host:15002."),
]
Exchange = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="For the engine's files; a cluster reads and writes it."),
]
