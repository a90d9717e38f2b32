"""One page that shows what the program answers: for ``make demo`` and for anybody new."""

from __future__ import annotations

from rich.console import Console

from api.commands.terminal import console, paragraphs, show, show_table
from api.settings import SEEDS, Settings
from api.views.answer import answer as page
from api.views.tables import Column, Table
from graph.errors import NoReleaseError
from graph.questions import answer
from graph.releases.release import Release, open_release

WHAT = """\
How domestic is this firm, by whose definition, and what would settle it? A firm has no single \
nationality; what is not read stays open. %s claims from %s sources, the firm of which most was \
read first:"""
OTHERS = "The other firms, in a line each"
NEXT = "Three questions to ask next"


def demo(settings: Settings) -> None:
    """Answer for the firm of which most was read, then for the others in a line each."""
    release = _opened(settings)
    known = release.knowledge
    firms = sorted(known.subjects, key=lambda firm: -len(known.touching(firm)))
    out = console()
    counts = release.manifest.counts
    paragraphs([WHAT % (f"{counts['claims']:,}", f"{counts['sources']:,}"), ""], out)
    first, *others = (answer(release, firm, published=settings.published) for firm in firms)
    show(page(first), out)
    out.print()
    paragraphs([OTHERS], out, style="bold")
    paragraphs([*(f"  {one.line}" for one in others), ""], out)
    _next(first.firm.id, others[-1].firm.id if others else first.firm.id, out)


def _opened(settings: Settings) -> Release:
    try:
        return open_release(settings.home, settings.release)
    except NoReleaseError:
        if settings.release is not None:
            raise
        from api.commands.build_reports import built_from

        return built_from(SEEDS, settings.home)


def _next(firm: str, other: str, out: Console) -> None:
    paragraphs([NEXT], out, style="bold")
    commands = (
        (f"zizhu answer {firm} --unfold", "who directs it, money, score, people, every source"),
        (f"zizhu answer {other} --language zh", "the page on another firm, in Chinese"),
        (f"zizhu unknowns {firm}", "which documents would settle what is open"),
    )
    columns = (Column("command", "Command"), Column("shows", "What it shows", wide=True))
    show_table(Table(columns, commands), out)
