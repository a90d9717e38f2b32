"""One page that shows what the program answers: for ``make demo`` and for anybody new."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from api.commands.terminal import console, paragraphs, show_table
from api.settings import SEEDS, Settings
from api.views.comparison import matrix
from api.views.tables import Column, Table, span
from api.views.verdicts import chain_table, classification, score_table
from api.views.wording import setting, title
from graph.answers.verdicts import FirmClassification
from graph.errors import NoReleaseError
from graph.questions import compare, contrasts
from graph.releases.release import Release, open_release

DOCUMENTS = 3
SHOWN = 5
OWNED = "ultimate-ownership"


def demo(settings: Settings) -> None:
    """Answer for every firm the data describes; build the seeds first where nothing is built."""
    release = _opened(settings)
    answers = compare(release, ())
    out = console()
    most_read = max(answers, key=lambda answer: len(answer.claims))
    paragraphs(classification(most_read).heading, out)
    out.print()
    _introduce(answers, release, out)
    _heading("By whose definition? Verdict, interval, and what decides where it is open", out)
    show_table(matrix(answers, out.width), out)
    paragraphs([UNDECIDED, ""], out)
    show_table(score_table([answer.score for answer in answers]), out)
    paragraphs([SCORE], out)
    for answer in answers:
        _heading(title(answer.firm), out)
        _what_is_known(answer, out)
        if answer.chain:
            show_table(chain_table(answer.chain, answer.claims), out)
        _look_for(answer, out)
    _on_paper(release, out)
    _next(answers, out)


def _opened(settings: Settings) -> Release:
    try:
        return open_release(settings.home, settings.release)
    except NoReleaseError:
        if settings.release is not None:
            raise
        from api.commands.build_reports import built_from

        return built_from(SEEDS, settings.home)


def _heading(text: str, out: Console) -> None:
    out.print()
    paragraphs([text], out, style="bold")


WHAT = """\
How domestic is this firm, by whose definition, and what would settle it? A firm has no single \
nationality: each definition in use is a lens, and each answer is an interval that holds whatever \
the missing facts turn out to be."""

UNDECIDED = """\
Undecided is a finding: the interval holds outcomes on both sides of the lens's line, and the \
words under it say what would have to be known. Float is shares below every disclosure line; \
undisclosed is what no document read here names. An interval is the part the lens measures: \
home's, or the foreign part where the lens is about foreign equity."""

PAPER = """\
The nominees are citizens of home, so a register shows a home-owned company. The contracts can \
move all of its benefit to the company named beside them; how much they do move is open until \
services, option, pledge and proxy are all cited."""

SCORE = """\
Three amounts are the whole: what certainly ends at home, what certainly does not, what was not \
read. A number is printed only for an interval no wider than one half. Funding bought ownership: \
the two overlap."""


def _introduce(answers: Sequence[FirmClassification], release: Release, out: Console) -> None:
    counts = release.manifest.counts
    first = answers[0]
    read = f"{counts['claims']:,} claims from {counts['sources']:,} sources"
    about = setting(first.as_of, first.home, first.release)
    firms = [f"  {one.firm.id}: {one.firm.name} {one.firm.name_zh}" for one in answers]
    paragraphs([WHAT, f"{read} · {about}", "", *firms], out)


def _what_is_known(answer: FirmClassification, out: Console) -> None:
    """The verdicts that stand, each with its reason, and what is known where ownership is open."""
    decided = [one for one in answer.verdicts if one.decided]
    paragraphs([f"Decided, under {len(decided)} of {len(answer.verdicts)} lenses:"], out)
    paragraphs([f"  • {one.label}: {one.word} — {one.explanation}" for one in decided], out)
    owned = next(one for one in answer.verdicts if one.lens == OWNED)
    if not owned.decided:
        paragraphs([f"Open, who owns it in the end: {owned.explanation}."], out)


def _on_paper(release: Release, out: Console) -> None:
    """Onshore companies owned from home on paper, whose benefit contracts may take elsewhere."""
    found = contrasts(release)[:SHOWN]
    if not found:
        return
    _heading("On paper and by contract: who owns an onshore company", out)
    columns = (
        Column("company", "Company", wide=True),
        Column("as_of", "As of"),
        Column("legal", "Home, on paper"),
        Column("economic", "Home, by contract"),
        Column("beneficiary", "Contracts benefit", wide=True),
    )
    rows = tuple(
        (
            one.company.name,
            one.as_of,
            span(one.legal),
            span(one.economic),
            f"{one.beneficiary.name}, over {', '.join(who.name for who in one.nominees)}",
        )
        for one in found
    )
    show_table(Table(columns, rows), out)
    paragraphs(["", PAPER], out)


def _look_for(answer: FirmClassification, out: Console) -> None:
    wanted = answer.unknowns[:DOCUMENTS]
    paragraphs(["Look first for:" if wanted else "No verdict is open."], out)
    paragraphs([f"  {one.rank}. {one.document} ({one.reason})" for one in wanted], out)


def _next(answers: Sequence[FirmClassification], out: Console) -> None:
    other, firm = answers[0].firm.id, answers[-1].firm.id
    earlier = f"{int(answers[-1].as_of[:4]) - 10}{answers[-1].as_of[4:]}"
    _heading("Where to go next", out)
    commands = (
        (f"zizhu classify {firm}", "every lens, and why it says so"),
        (f"zizhu classify {firm} --as-of {earlier}", "the same ten years earlier"),
        (f"zizhu owners {firm}", "which stakes count today, and which no longer"),
        (f"zizhu claims {other}", "everything claimed of it, with sources"),
        ("zizhu lenses", "the definitions and who holds them"),
        (f"zizhu export {firm} --format svg -o {firm}.svg", "a drawing of what surrounds it"),
        ("zizhu serve", "the same answers over HTTP, at /api and /sparql"),
    )
    columns = (Column("command", "Command"), Column("shows", "What it shows", wide=True))
    show_table(Table(columns, commands), out)
