"""The command line: ``zizhu``.

Every command asks one question of a release and shows the answer as a table
for people or as JSON, CSV or Markdown for machines. Exit codes: 0 answered,
1 no such firm, lens or source, 2 input that cannot be used, 3 no release or a
damaged one, 4 a query refused or ended, an engine that broke off.

What a command needs is imported when it runs, so that help comes at once.
"""

from __future__ import annotations

import typer

from api.commands import (
    changes,
    charts,
    deposits,
    events,
    figures,
    identity,
    imports,
    indices,
    mcp,
    measures,
    paths,
    production,
    programmes,
    questions,
    releases,
    screening,
    synthetic,
)
from api.commands.base import app
from api.errors import EXITS, nearest, refusal_text
from graph.errors import ZizhuError

# Importing a module of commands adds them to the command line.
__all__ = [
    "app", "changes", "charts", "deposits", "events", "figures", "identity", "imports", "indices",
    "main", "mcp", "measures", "paths", "production", "programmes", "questions", "releases",
    "screening", "synthetic",
]  # fmt: skip


def main() -> None:
    """Run the command; an error of ours is one line and its exit code."""
    try:
        app()
    except ZizhuError as error:
        from api.harmless import cut

        typer.echo(f"zizhu: {cut(refusal_text(error, 'command'))}", err=True)
        raise SystemExit(nearest(EXITS, error)) from None


if __name__ == "__main__":
    main()
