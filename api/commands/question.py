"""A command that asks one question of a release: what all of them share.

The function says what it asks and how the answer looks; opening the release, the options for
that, the choice of a format and writing the answer are added here, once.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, NamedTuple, ParamSpec, cast, get_type_hints

import typer

from api.commands.base import app, asked_of, put
from api.commands.options import Data, Format, FormatOption, LensFile, OwnTables, ReleaseOption
from graph.errors import EngineNeededError

if TYPE_CHECKING:
    from api.views.tables import View
    from api.web.responses import Answer
    from graph.releases.release import Release

P = ParamSpec("P")
Keyword = inspect.Parameter.KEYWORD_ONLY


class Shown(NamedTuple):
    """An answer, how people see it, and what else its JSON carries."""

    answer: Answer
    view: Callable[[], View]
    more: dict[str, Any] = {}  # noqa: RUF012 — never changed: it is passed on as keywords


def question(
    *,
    names: Sequence[str] = (),
    lens_file: bool = False,
    tables: bool = False,
    stored: bool = False,
    built: Callable[..., Shown] | None = None,
) -> Callable[[Callable[Concatenate[Release, P], Shown]], Callable[..., None]]:
    """Make a command of a function from an open release to an answer.

    Its parameters become arguments and options, its docstring the help. ``names`` are what the
    command is called, by default as the function; one question may have several. ``lens_file``
    and ``tables`` say that lenses of a file, or tables of one's own, may be asked in place;
    ``stored`` that the answer is read in the release, and needs no engine; ``built`` asks a
    release that another engine computed for what stands in it.
    """
    added: dict[str, tuple[Any, Any]] = {
        **({"lens_file": (LensFile, None)} if lens_file else {}),
        **({"tables": (OwnTables, None)} if tables else {}),
        "form": (FormatOption, Format.table),
        "release": (ReleaseOption, None),
        "data": (Data, None),
    }

    def command(ask: Callable[Concatenate[Release, P], Shown]) -> Callable[..., None]:
        @wraps(ask)
        def run(
            context: typer.Context,
            *,
            form: Format,
            release: str | None,
            data: Path | None,
            lens_file: Path | None = None,
            tables: Path | None = None,
            **asked: Any,
        ) -> None:
            try:
                opened = asked_of(data, release, lens_file, tables, stored=stored)
                shown = ask(opened, **asked)  # type: ignore[call-arg]  # P is known to ask alone
            except EngineNeededError as error:
                if built is None:
                    raise
                opened = cast("Release", error.release)
                shown = built(opened, **asked)
            put(form, context, opened, shown.answer, shown.view, **shown.more)

        hints = get_type_hints(ask, localns={"Release": object}, include_extras=True)
        own = list(inspect.signature(ask).parameters.values())[1:]
        first = inspect.Parameter("context", inspect.Parameter.POSITIONAL_OR_KEYWORD,
                                  annotation=typer.Context)  # fmt: skip
        parameters = [first]
        parameters += [one.replace(kind=Keyword, annotation=hints[one.name]) for one in own]
        parameters += [
            inspect.Parameter(name, Keyword, default=default, annotation=annotation)
            for name, (annotation, default) in added.items()
        ]
        # What the command line reads of a function: whose signature and annotations these are.
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # read by inspect
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        called = names or (ask.__name__,)
        for name in called:  # by whichever it is asked, it is cited as the first
            app.command(name, context_settings={"obj": called[0]})(run)
        return run

    return command
