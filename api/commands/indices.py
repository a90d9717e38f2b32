"""The command that shows the indices others published of one firm."""

from __future__ import annotations

from api.commands.base import app, asked_of, put
from api.commands.options import (
    AsOf,
    Data,
    Firm,
    Format,
    FormatOption,
    Home,
    OwnTables,
    ReleaseOption,
)


@app.command()
def indices(
    firm: Firm,
    as_of: AsOf = None,
    home: Home = None,
    tables: OwnTables = None,
    form: FormatOption = Format.table,
    release: ReleaseOption = None,
    data: Data = None,
) -> None:
    """Power indices, weakest links, closeness to the state, foreign-person tests."""
    from api.views import indices as view
    from graph import questions

    opened = asked_of(data, release, None, tables)
    answer = questions.indices(opened, firm, as_of=as_of, home=home)
    put(form, opened, answer, lambda: view.indices(answer))
