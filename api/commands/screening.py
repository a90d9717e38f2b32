"""The command that asks whom a list reaches."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands.base import app, computing, written_to
from api.commands.options import AsOf, Data, ReleaseOption, ScreenFormat


@app.command()
def screen(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="LIST.csv",
            help="Names, ids or identifiers, one a line under a header; without one, the lists "
            "that the rule extends, as far as the release holds them.",
        ),
    ] = None,
    rule: Annotated[
        str,
        typer.Option(
            "--rule",
            metavar="RULE",
            help="How far a list reaches: ofac-50, …; by default that of --rule-file, or any-list.",
        ),
    ] = "",
    rule_file: Annotated[
        Path | None,
        typer.Option(
            "--rule-file",
            metavar="FILE",
            help="Rules of your own, as a Turtle file like ontology/rules.ttl; nothing is stored.",
        ),
    ] = None,
    held: Annotated[
        list[str] | None,
        typer.Option(
            "--list",
            metavar="LIST|FILE.csv",
            help="A list of the release, or a file of one; repeat for several.",
        ),
    ] = None,
    customers: Annotated[
        Path | None,
        typer.Option(
            "--firms",
            metavar="FILE.csv",
            help="A day's batch: the names, numbers or ids of many firms, one a line.",
        ),
    ] = None,
    earlier: Annotated[
        Path | None,
        typer.Option(
            "--since",
            metavar="REPORT",
            help="Of a batch: tell what changed since the rows of an earlier one, CSV or Parquet.",
        ),
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to a file, by its ending: the report as md, html or pdf; rows of a batch "
            "as csv or parquet, kept as they are made; json. Repeat for several.",
        ),
    ] = None,
    firm: Annotated[
        list[str] | None,
        typer.Option("--firm", metavar="FIRM", help="Only this firm, reached or not; repeat."),
    ] = None,
    threshold: Annotated[
        str | None,
        typer.Option("--threshold", metavar="PERCENT", help="For the rule any-list: from where."),
    ] = None,
    include_unknown: Annotated[
        bool,
        typer.Option(
            "--include-unknown",
            help="Tell also of firms met without a listed holder, partly not read.",
        ),
    ] = False,
    law_day: Annotated[
        str | None,
        typer.Option(
            "--law-day",
            metavar="DATE",
            help="The day on which the rule and the lists are read; by default that of --as-of, "
            "and today without it.",
        ),
    ] = None,
    read_as: Annotated[
        str,
        typer.Option(
            "--read-as",
            metavar="LIST",
            help="Read entries that name no list as if they were on this one of the rule's.",
        ),
    ] = "",
    list_day: Annotated[
        str | None,
        typer.Option("--list-day", metavar="DATE", help="Of which day your list is."),
    ] = None,
    ftm: Annotated[
        Path | None,
        typer.Option(
            "--ftm",
            metavar="FILE",
            help="Write those reached as FollowTheMoney entities too: "
            "with its topic each has the sum behind it, and all above it.",
        ),
    ] = None,
    as_of: AsOf = None,
    form: Annotated[
        ScreenFormat, typer.Option("--format", "-f", help="How to write the answer.")
    ] = ScreenFormat.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Whom a list reaches under a rule. Certain, not to be excluded, flagged; md, html and pdf
    are a report to file.
    """
    from api.commands.screening_answers import Asked, answered, put_all

    asked = Asked(
        context=context,
        release=computing(data, release),
        file=file,
        held=held or (),
        customers=customers,
        earlier=earlier,
        output=output or (),
    )
    answer = answered(
        asked,
        rule,
        as_of=as_of,
        firms=firm or (),
        threshold=threshold,
        include_unknown=include_unknown,
        law_day=law_day,
        read_as=read_as,
        list_day=list_day,
        rule_file=rule_file,
    )
    if ftm is not None:
        from api.exports import export_reached

        written, said = export_reached(asked.release, answer)
        written_to(written, said, ftm)
    put_all(asked, answer, form)
